import type { Core } from '../../../chatops/context.ts'
import { sendHeartbeat } from '../../../chatops/heartbeat.ts'
import { findAlertSettings } from '../../../chatops/notify/alert-settings.ts'
import { UpstreamError } from '../../../domain/errors.ts'
import { pauseAfterFailure } from '../../../domain/limit/back-off.ts'
import { tellsPace } from '../../../domain/limit/pace-window.ts'
import { scheduleJob } from '../../../scheduler/jobs.ts'
import { noticeDrift } from '../drift/notice.ts'
import { gatherFacts } from '../facts.ts'
import { jobKinds } from '../store/follow-up.ts'
import type { Tables } from '../store/store.ts'
import { findLastLook } from './find-last-look.ts'
import { followBurst } from './follow-burst.ts'
import { judge, readPace } from './signals.ts'
import { findPolls, findRemembered, savePoll, saveTold } from './watched.ts'
import { isAsking, isBeating, isWatching } from './watching.ts'

/** Without figures for this long people are told that nobody watches. */
const staleMs = 3_600_000

export async function startWatch(core: Core): Promise<void> {
  if (!isBeating(core)) return
  if (isAsking(core) && !tellsPace(core.config.mistral.pollIntervalMs))
    core.log.warn(
      {},
      'POLL_INTERVAL is 3 hours or more: too seldom to tell in time that API access stops. Set 1h or less',
    )
  await core.db.transaction<Tables, void>(async (tx) => {
    await scheduleJob(tx, core.organization, { kind: jobKinds.watch, subject: 'limit' })
    if (isAsking(core)) await scheduleJob(tx, core.organization, { kind: jobKinds.watchCaps, subject: 'caps' })
  })
}

/** One look at the counter, and the next in its time, whatever became of this one. */
export async function keepWatch(core: Core): Promise<number | undefined> {
  if (!isBeating(core)) return undefined
  try {
    if (isWatching(core)) await pollLimit(core)
    await core.installation.askSlack()
    await sendHeartbeat(core)
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
    core.log.warn({ reason: error.reason }, 'use could not be compared with the limit')
    return await noteFailure(core)
  }
  return core.config.mistral.pollIntervalMs
}

/** Nobody compares use with the limit any more, for /readyz. */
export async function findStalePoll(core: Core): Promise<'poll-stale' | undefined> {
  if (!isAsking(core)) return undefined
  const last = (await findPolls(core.db.query<Tables>(), core.organization)).at(-1)
  const since = last?.at ?? core.installation.startedAt
  const longestMs = Math.max(staleMs, 3 * core.config.mistral.pollIntervalMs)
  return core.clock.now().getTime() - since.getTime() > longestMs ? 'poll-stale' : undefined
}

async function pollLimit(core: Core): Promise<void> {
  const { organization, config } = core
  const db = core.db.query<Tables>()
  // Read before Mistral is asked: what another instance remembers meanwhile is newer than this look.
  const remembered = await findRemembered(db, organization)
  const facts = await gatherFacts(core, { fresh: true })
  if (isAsking(core)) await noticeDrift(core, facts)
  const settings = await findAlertSettings(db, organization)
  // A figure that was typed an hour after the last one says nothing of this hour.
  const pace = isAsking(core) ? readPace(await findPolls(db, organization), facts) : undefined
  const judgement = judge(facts, pace, remembered?.told, config.timeZone, settings, config.places.alerts !== undefined)
  // What is told stands or falls with the memory of it: no crash makes it unsaid, or says it twice.
  await core.db.transaction<Tables, void>(async (tx) => {
    if (!(await saveTold(tx, organization, remembered, judgement.told))) return
    if (facts.use) await savePoll(tx, organization, { at: facts.now, use: facts.use })
    const isBurst = await followBurst(tx, organization, judgement, facts.now)
    if (!isBurst && judgement.hasNews)
      await scheduleJob(tx, organization, { kind: jobKinds.alert, subject: judgement.told.limit })
  })
}

async function noteFailure(core: Core): Promise<number> {
  const { pollIntervalMs } = core.config.mistral
  if (!isAsking(core)) return pollIntervalMs
  const since = await findLastLook(core)
  const missingMs = core.clock.now().getTime() - since.getTime()
  if (missingMs >= staleMs)
    await core.db.transaction<Tables, void>((tx) =>
      scheduleJob(tx, core.organization, { kind: jobKinds.stale, subject: since.toISOString(), isRepeated: true }),
    )
  return pauseAfterFailure(pollIntervalMs, missingMs)
}
