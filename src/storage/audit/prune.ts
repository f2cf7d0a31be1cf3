import { sql, type Transaction } from 'kysely'
import type { PeopleTables } from '../people/schema.ts'
import { appendAudit } from './append.ts'
import { erasure } from './chain.ts'
import {
  type Checkpoint,
  checkpointAction,
  describeCheckpoint,
  type PruningReason,
  planPruning,
  reachOf,
  readCheckpoint,
} from './checkpoint.ts'
import type { AuditFigures, AuditHead } from './entry.ts'
import type { AuditTables } from './schema.ts'
import { bindingActions, moveAction } from './seals.ts'

type Tx = Transaction<AuditTables & PeopleTables>

/** What something still rests on: its entries stay, however old they are. */
export interface NeededEntries {
  readonly subjects?: readonly string[]
  readonly actions?: readonly string[]
}

/** So many entries go at once that nobody waits for the database meanwhile; the rest goes in the next round. */
export const mostAtOnce = 20_000

/** What must never go: without it, what is left could not be verified. */
const lasting: readonly string[] = [checkpointAction, erasure, moveAction, 'trail.restored', 'workspace.moved']

/**
 * The place up to which all entries are older than that, as far as one round goes; 0: there is none. From here on, nobody
 * else appends until the transaction ends.
 */
export async function findOldEnd(tx: Tx, organization: string, before: number, most = mostAtOnce): Promise<number> {
  const held = await tx
    .updateTable('audit_head')
    .set((row) => ({ sequence: row.ref('sequence') }))
    .where('organization', '=', organization)
    .returning(['sequence', 'pruned_through as border'])
    .executeTakeFirst()
  if (!held) return 0
  const entries = tx.selectFrom('audit_entries').where('organization', '=', organization)
  const young = await entries
    .select((select) => select.fn.min<number | null>('sequence').as('first'))
    .where('at', '>=', before)
    .executeTakeFirst()
  const end = (young?.first ?? held.sequence + 1) - 1
  return Math.min(end, (held.border ?? 0) + most)
}

/**
 * Takes the old beginning off the chain: first the checkpoint, which says what goes and why, then the entries. All of it
 * is one transaction, so that no crash leaves the one without the other. Undefined: everything of it is needed.
 */
export async function pruneTrail(
  tx: Tx,
  organization: string,
  wish: PruningReason & {
    readonly through: number
    readonly needs: readonly NeededEntries[]
    /** What went beside the chain, by what it was. */
    readonly removed: AuditFigures
  },
): Promise<AuditHead | undefined> {
  const { through } = wish
  const before = (await findCheckpoints(tx, organization)).at(-1)
  const links = await tx
    .selectFrom('audit_entries')
    .select(['sequence', 'hash', 'action', 'subject'])
    .where('organization', '=', organization)
    .where('sequence', '<=', reachOf({ through, before }))
    .orderBy('sequence')
    .execute()
  const subjects = new Set(wish.needs.flatMap((needed) => needed.subjects ?? []))
  const actions = new Set([...lasting, ...wish.needs.flatMap((needed) => needed.actions ?? [])])
  const bindings = await findLastBindings(tx, organization)
  const needed = new Set(
    links
      .filter(
        ({ sequence, action, subject }) =>
          actions.has(action) || bindings.has(sequence) || (subject !== null && subjects.has(subject)),
      )
      .map(({ sequence }) => sequence),
  )
  const plan = planPruning(links, { through, before, isNeeded: (sequence) => needed.has(sequence) })
  if (!plan) return undefined
  const { after, seals } = describeCheckpoint(plan, wish)
  const entry = { organization, action: checkpointAction, actorId: null, outcome: 'done' } as const
  const head = await appendAudit(tx, { ...entry, after: { ...wish.removed, ...after }, seals })
  await tx
    .updateTable('audit_head')
    .set({ pruned_through: plan.through })
    .where('organization', '=', organization)
    .execute()
  for (let start = 0; start < plan.removed.length; start += 500) {
    const places = plan.removed.slice(start, start + 500)
    for (const table of ['audit_texts', 'audit_entries'] as const)
      await tx.deleteFrom(table).where('organization', '=', organization).where('sequence', 'in', places).execute()
  }
  return head
}

/** Who of the registry was last seen to be which member: the registry is held against it. */
async function findLastBindings(tx: Tx, organization: string): Promise<ReadonlySet<number>> {
  const rows = await tx
    .selectFrom('audit_entries')
    .innerJoin('people', (join) =>
      join
        .onRef('people.person_id', '=', 'audit_entries.actor_id')
        .onRef('people.organization', '=', 'audit_entries.organization'),
    )
    .select(sql<number>`max(sequence)`.as('sequence'))
    .where('audit_entries.organization', '=', organization)
    .where('action', 'in', bindingActions)
    .where('seals', 'is not', null)
    .groupBy('actor_id')
    .execute()
  return new Set(rows.map(({ sequence }) => sequence))
}

/** What was removed so far, the oldest first. */
export async function findCheckpoints(
  tx: Pick<Tx, 'selectFrom'>,
  organization: string,
): Promise<readonly Checkpoint[]> {
  const rows = await tx
    .selectFrom('audit_entries')
    .select(['sequence', 'at', 'after', 'seals'])
    .where('organization', '=', organization)
    .where('action', '=', checkpointAction)
    .orderBy('sequence')
    .execute()
  return rows.flatMap((row) => readCheckpoint(row) ?? [])
}
