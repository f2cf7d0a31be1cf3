import type { Log } from '../domain/log.ts'
import type { Clock } from '../domain/time/clock.ts'
import { withinMs } from '../domain/time/within.ts'

/** Tells of a signature or an event whether it comes for the first time, for every instance. */
export type IsFirstSight = (name: string) => Promise<boolean>

/** A database that hangs must not silence anybody: Slack’s own patience for a modal is three seconds. */
const longestWaitMs = 1_000

/** Where the database is away or hangs it counts as new: what is done twice does less harm than what nobody answers. */
export function newUnlessKnown(isFirstSight: IsFirstSight, clock: Clock, log: Log): IsFirstSight {
  return async (name) => {
    let isNew = true
    const asked = isFirstSight(name).then(
      (answer) => {
        isNew = answer
      },
      (error: unknown) => log.error({ error }, 'the database does not tell whether a request is a copy; it is taken'),
    )
    if (!(await withinMs(clock, longestWaitMs, asked)))
      log.warn({}, 'the database does not tell in time whether a request is a copy; it is taken')
    return isNew
  }
}
