import type { Core } from '../../../chatops/context.ts'
import { findDeciders } from '../../../chatops/people/deciders.ts'
import type { Asker } from '../../../chatops/people/identity.ts'
import { writeLimit } from '../../../domain/limit/limit-value.ts'
import { gatherFacts } from '../facts.ts'
import type { Tables } from '../store/store.ts'
import type { AlertData } from './alert-view.ts'
import type { Burst } from './bursts.ts'
import { findSettings } from './settings.ts'
import { judge, readPace } from './signals.ts'
import { findPolls, findTold } from './watched.ts'

export interface FoundAlert {
  readonly alert: AlertData
  /** Whom to wake: nobody where there is time, or nothing left to do. */
  readonly deciders: readonly Asker[]
}

/**
 * What is to be said at this moment. undefined: another limit stands by now, so what was to be said is about one that is
 * gone; the next look finds what is true of the new one.
 */
export async function readAlert(core: Core, limit: string, burst?: Burst): Promise<FoundAlert | undefined> {
  const { organization, config } = core
  const db = core.db.query<Tables>()
  const seen = await gatherFacts(core, { fresh: true, withDriver: true })
  const isGone = seen.limit !== undefined && writeLimit(seen.limit) !== limit
  if (isGone && !burst?.isOver) return undefined
  const settings = await findSettings(db, organization)
  const pace = readPace(await findPolls(db, organization), seen)
  const { facts, signals } = judge(seen, pace, await findTold(db, organization), config.timeZone, settings)
  const wakes = !burst?.isOver && (signals.isUrgent || signals.isSuspended)
  const deciders = wakes ? await findDeciders(core) : []
  return { alert: { facts, pace, signals, burst, deciders: deciders.map(({ profile }) => profile.id) }, deciders }
}
