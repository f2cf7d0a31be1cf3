import { randomUUID } from 'node:crypto'
import type { Core } from '../../../chatops/context.ts'
import { isSameLimit, type LimitValue, writeLimit } from '../../../domain/limit/limit-value.ts'
import type { Currency } from '../../../domain/money/money.ts'
import { scheduleJob } from '../../../scheduler/jobs.ts'
import { appendAudit } from '../../../storage/audit/append.ts'
import { readLimitNow } from '../change/limit-now.ts'
import type { Tables, Tx } from '../store/store.ts'
import { findLogged } from './actor.ts'
import { judgeLook, type Look, type Seen } from './judge.ts'
import { addDrift, closeOpenDrifts, type Drift, findOwnChanges, findSeenLimit, moveSeen } from './store.ts'

export const driftJob = 'limits.drift'

/**
 * Called with what a poll found. Where that is no surprise nothing more is asked. Otherwise Mistral is asked once more,
 * from a moment that is known: what the poll saw may be from before a write of the bot that has ended since.
 */
export async function noticeDrift(
  core: Core,
  polled: { readonly limit: LimitValue | undefined; readonly currency: Currency },
): Promise<void> {
  if (polled.limit === undefined) return
  const { db, organization } = core
  const query = db.query<Tables>()
  const seen = await findSeenLimit(query, organization)
  const at = await db.now()
  if (seen && isSameLimit(seen.limit, polled.limit)) {
    const own = await findOwnChanges(query, organization, { since: seen.at, now: at })
    if (own.length === 0) return
  }
  const stated = await readLimitNow(core)
  if (stated === undefined) return
  const isNew = seen !== undefined && !isSameLimit(seen.limit, stated.limit)
  const entry = isNew ? await findLogged(core, stated.limit, seen.at) : undefined
  const look: Look = { limit: stated.limit, at, loggedAt: entry?.at }
  const logged = entry && { id: entry.id, at: entry.at }
  await db.transaction<Tables, void>((tx) => record(tx, core, { seen, look, currency: polled.currency, logged }))
  core.wakeScheduler()
}

interface Found {
  readonly seen: Seen | undefined
  readonly look: Look
  readonly currency: Currency
  readonly logged: Drift['logged']
}

/** What was noticed, its link of the trail and the word about it stand or fall together. */
async function record(tx: Tx, { organization }: Core, { seen, look, currency, logged }: Found): Promise<void> {
  // Read here: a write of the bot may have begun or ended since Mistral was asked.
  const own = await findOwnChanges(tx, organization, { since: seen?.at, now: look.at })
  const verdict = judgeLook(seen, own, look)
  if (verdict.kind === 'later' || (verdict.kind === 'expected' && !verdict.hasMoved)) return
  if (!(await moveSeen(tx, organization, seen, look))) return
  const tell = (id: string) => scheduleJob(tx, organization, { kind: driftJob, subject: id })
  // Their notices no longer offer anything.
  for (const id of await closeOpenDrifts(tx, organization)) await tell(id)
  if (verdict.kind === 'expected') return
  const id = randomUUID()
  await addDrift(tx, organization, { id, from: verdict.from, to: look.limit, currency, noticedAt: look.at, logged })
  await appendAudit(tx, {
    organization,
    action: 'limit.changed-outside',
    actorId: null,
    subject: id,
    before: { limit: writeLimit(verdict.from) },
    after: { limit: writeLimit(look.limit), ...(logged ? { entry: logged.id } : {}) },
    outcome: 'done',
  })
  await tell(id)
}
