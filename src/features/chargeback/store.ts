import { sql, type Transaction } from 'kysely'
import type { Asker } from '../../chatops/people/identity.ts'
import { type Month, organizationScope } from '../../domain/usage/usage.ts'
import type { SlackProfile } from '../../slack/people.ts'
import { appendAudit } from '../../storage/audit/append.ts'
import type { AuditTables } from '../../storage/audit/schema.ts'
import { databaseNow } from '../../storage/columns.ts'
import type { Database, DatabaseReads } from '../../storage/database.ts'
import type { HistoryTables } from '../../storage/history/schema.ts'
import { personIdFor } from '../../storage/people/registry.ts'
import type { PeopleTables } from '../../storage/people/schema.ts'
import type { ChargebackTables } from './schema.ts'

export interface Assignment {
  readonly workspaceId: string
  readonly from: Month
  /** null: to none from then on. */
  readonly costCenter: string | null
  readonly owner: Owner | undefined
}

export interface Owner {
  readonly slackId: string | null
  /** null: not known, or erased. */
  readonly name: string | null
}

export interface NewAssignment {
  readonly workspace: { readonly id: string; readonly name: string }
  readonly from: Month
  readonly costCenter: string | null
  readonly owner: SlackProfile | undefined
}

/** All that were ever made, by Workspace and from the earliest on. */
export async function listAssignments(tables: DatabaseReads, organization: string): Promise<Assignment[]> {
  const rows = await tables
    .query<ChargebackTables & PeopleTables>()
    .selectFrom('workspace_assignments')
    .leftJoin('people', (join) =>
      join
        .onRef('people.organization', '=', 'workspace_assignments.organization')
        .onRef('people.person_id', '=', 'workspace_assignments.owner_id'),
    )
    .select(['workspace_id', 'from_month', 'cost_center', 'owner_id', 'slack_id', 'people.name as name'])
    .where('workspace_assignments.organization', '=', organization)
    .orderBy('workspace_id')
    .orderBy('from_month')
    .execute()
  return rows.map(({ workspace_id, from_month, cost_center, owner_id, slack_id, name }) => ({
    workspaceId: workspace_id,
    from: from_month as Month,
    costCenter: cost_center,
    owner: owner_id === null ? undefined : { slackId: slack_id, name },
  }))
}

/** The one that holds in a month: the latest that began by then. */
export const assignmentIn = (
  assignments: readonly Assignment[],
  workspaceId: string,
  month: Month,
): Assignment | undefined => assignments.findLast((one) => one.workspaceId === workspaceId && one.from <= month)

type Tables = ChargebackTables & HistoryTables & AuditTables & PeopleTables

/** False: the month, or a later one, is closed by now, and would move. */
export async function assign(
  { db, organization }: { readonly db: Database; readonly organization: string },
  asker: Asker,
  { workspace, from, costCenter, owner }: NewAssignment,
): Promise<boolean> {
  return db.transaction<Tables, boolean>(async (tx) => {
    const actorId = await personIdFor(tx, organization, { slackId: asker.profile.id, name: asker.profile.name })
    const ownerId = owner ? await personIdFor(tx, organization, { slackId: owner.id, name: owner.name }) : null
    const before = await tx
      .selectFrom('workspace_assignments')
      .select('cost_center')
      .where('organization', '=', organization)
      .where('workspace_id', '=', workspace.id)
      .where('from_month', '<=', from)
      .orderBy('from_month', 'desc')
      .limit(1)
      .executeTakeFirst()
    const place = { organization, workspace_id: workspace.id, from_month: from }
    const row = {
      ...{ workspace_name: workspace.name, cost_center: costCenter },
      ...{ owner_id: ownerId, set_at: databaseNow },
    }
    await waitForClosings(tx, organization, from)
    const closed = await tx
      .selectFrom('history_closings')
      .select('month')
      .where('organization', '=', organization)
      .where('month', '>=', from)
      .limit(1)
      .executeTakeFirst()
    if (closed) return false
    await tx
      .insertInto('workspace_assignments')
      .values({ ...place, ...row })
      .onConflict((conflict) => conflict.columns(['organization', 'workspace_id', 'from_month']).doUpdateSet(row))
      .execute()
    await appendAudit(tx, {
      organization,
      action: 'chargeback.assigned',
      actorId,
      subject: workspace.id,
      before: { costCenter: before?.cost_center ?? null },
      after: { costCenter, from, hasOwner: owner !== undefined },
      outcome: 'done',
    })
    return true
  })
}

/** Whoever closes one of these months writes the same rows: one of the two waits for the other. */
async function waitForClosings(tx: Transaction<Tables>, organization: string, from: Month): Promise<void> {
  await tx
    .updateTable('history_months')
    .set({ is_closed: sql<number>`is_closed` })
    .where('organization', '=', organization)
    .where('scope', '=', organizationScope)
    .where('month', '>=', from)
    .execute()
}
