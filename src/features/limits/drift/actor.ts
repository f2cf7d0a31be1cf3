import type { Core } from '../../../chatops/context.ts'
import { orMissing } from '../../../chatops/report/or-missing.ts'
import { isSameLimit, type LimitValue } from '../../../domain/limit/limit-value.ts'
import { type LogActor, type LogEntry, limitChangedEvent, readLimitChange } from '../../../domain/limit/mistral-log.ts'
import type { Drift } from './store.ts'

/** Clocks differ, and an entry may be dated a little before the limit was seen. */
const marginMs = 5 * 60_000

/** The newest entry of Mistral's log that set this limit; undefined where there is none, or it cannot be read. */
export async function findLogged(core: Core, limit: LimitValue, since: Date): Promise<LogEntry | undefined> {
  const entries = await readLog(core, { from: new Date(since.getTime() - marginMs) })
  return entries.find((entry) => {
    const after = readLimitChange(entry)?.after
    return after !== undefined && isSameLimit(after, limit)
  })
}

export interface ChangedBy {
  readonly actor: LogActor
  /** Where they are in this Slack workspace. */
  readonly slackId: string | undefined
}

/** Who it was is asked each time it is shown: the bot keeps no name of it. */
export async function findActor(core: Core, { logged }: Drift): Promise<ChangedBy | undefined> {
  if (!logged) return undefined
  const entries = await readLog(core, { from: logged.at, to: new Date(logged.at.getTime() + 1000) })
  const actor = entries.find(({ id }) => id === logged.id)?.actor
  return actor && { actor, slackId: actor.email ? await orMissing(core.people.findByEmail(actor.email)) : undefined }
}

async function readLog(
  { mistral }: Core,
  period: { readonly from: Date; readonly to?: Date },
): Promise<readonly LogEntry[]> {
  const read = await orMissing(mistral.auditLog({ ...period, eventType: limitChangedEvent }, { fresh: true }))
  return read?.value.entries ?? []
}
