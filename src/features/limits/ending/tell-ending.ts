import type { Core } from '../../../chatops/context.ts'
import { addMonths, firstDayOf, startOfDay } from '../../../domain/time/time.ts'
import { announceEnding, keyOfJob, type TellingJob } from '../card/announce.ts'
import { observeUse } from '../store/counter.ts'
import { findIntendedLimit, findTemporaries, limitWithout } from '../store/intended-limit.ts'
import { findRaise, type Tables } from '../store/store.ts'
import { retryMs } from '../store/timing.ts'
import type { Raise } from '../store/types.ts'
import { freshFactsIfReachable } from './cut-off.ts'
import type { EndingKind } from './ending-view.ts'

/** What became of a temporary limit, by its row: written first and told afterwards, so that no crash makes it unsaid. */
const kinds: Readonly<Record<string, EndingKind>> = {
  running: 'stays',
  ended: 'ended',
  left: 'left',
  byHand: 'byHand',
}

export async function tellEnding(core: Core, job: TellingJob): Promise<number | undefined> {
  const db = core.db.query<Tables>()
  const raise = await findRaise(db, core.organization, job.subject)
  const row = await db
    .selectFrom('temporary_limits')
    .select('state')
    .where('raise_id', '=', job.subject)
    .executeTakeFirst()
  const kind = row && kinds[row.state]
  return raise && kind && announce(core, raise, kind, keyOfJob(job))
}

/** A day before: who wants to keep it can still ask. */
export async function remindOfEnd(core: Core, job: TellingJob): Promise<number | undefined> {
  const db = core.db.query<Tables>()
  const raise = await findRaise(db, core.organization, job.subject)
  const running = await findTemporaries(db, core.organization)
  const temporary = running.find(({ raiseId }) => raiseId === job.subject)
  if (!raise || !temporary) return undefined
  // The bot was away, or the time leapt: its end is being told already.
  const endsAt = temporary.endsAt ?? (temporary.month && startOfDay(firstDayOf(addMonths(temporary.month, 1))))
  return endsAt && endsAt <= core.clock.now() ? undefined : announce(core, raise, 'soon', keyOfJob(job))
}

async function announce(core: Core, raise: Raise, kind: EndingKind, key: string): Promise<number | undefined> {
  const facts = await freshFactsIfReachable(core)
  if (!facts && core.config.mistral.key) return retryMs
  const { use } = facts ?? {}
  // Seen late in the month: what the counter says afterwards is compared with it.
  if (use) await core.db.transaction<Tables, void>((tx) => observeUse(tx, core.organization, use, core.clock.now()))
  const db = core.db.query<Tables>()
  const intended = await findIntendedLimit(db, core.organization)
  const running = await findTemporaries(db, core.organization)
  const permanent = intended?.permanent ?? raise.before
  const present = facts?.limit ?? raise.target
  await announceEnding(core, key, {
    raise,
    kind,
    limitNow: facts ?? { limit: undefined, use: undefined, currency: raise.currency },
    from: present,
    returnsTo: kind === 'ended' || kind === 'left' ? present : limitWithout(raise.id, permanent, running),
  })
  return undefined
}
