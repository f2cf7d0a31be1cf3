import { section } from '../../chatops/blocks.ts'
import type { Core } from '../../chatops/context.ts'
import type { OccurrenceHandler } from '../../chatops/contract.ts'
import { findChannelTrouble } from '../../chatops/notify/channel-trouble.ts'
import { postOnce } from '../../chatops/notify/post-once.ts'
import { NotFound, UpstreamError } from '../../domain/errors.ts'
import { findCatchUp, nextOccurrence } from '../../scheduler/occurrences.ts'
import { gatherDigest } from './gather.ts'
import { viewOf } from './parts.ts'
import { postDigest } from './post.ts'
import { isStillEntitled } from './rights.ts'
import { digestKinds, passToAdmins, pause } from './store/changes.ts'
import { beginSilence, endSilence, noteSilenceTold } from './store/silence.ts'
import { findSubscription, type Subscription } from './store/subscriptions.ts'
import { nameDays } from './view.ts'
import { cronOf, type DigestPeriod, endOfPeriod, periodOf } from './when.ts'
import { digestWords } from './words.ts'

/** So long after its time people are told why there is no digest yet; before that it is only late. */
const patienceMs = 3_600_000
/** A bot that was away itself for days has not asked Mistral yet: one answer that fails is no outage. */
const patientAttempts = 3
/** However long Mistral is away, since a failure that goes on for a day would be given up. */
const retryMs = 15 * 60_000

/**
 * One digest of one subscription, once, however often it is tried: the post is named by the days that it is about, so
 * that an hour that was changed on the same day makes no second one.
 */
export const postOccurrence: OccurrenceHandler = async (core, { subject, dueAt, attempt }) => {
  const subscription = await findSubscription(core.db, core.organization, subject)
  if (subscription?.state !== 'active') return undefined
  const period = periodOf(subscription.when, dueAt)
  const now = core.clock.now().getTime()
  // A job that Slack refused until it was given up comes back with a restart, when nobody wants that week any more.
  if (isPast(subscription, dueAt, now) && !(await wantsEach(core, subject))) return undefined
  const untilOver = endOfPeriod(period).getTime() - now
  if (untilOver > 0) return untilOver
  try {
    await handOver(core, subscription)
    const trouble = await findChannelTrouble(subscription.channel, core.channels.facts)
    if (trouble) await pause(core, undefined, subscription.id, trouble)
    else await postOrSayWhyNot(core, subscription, period)
  } catch (error) {
    const isMistrals = error instanceof UpstreamError && error.service === 'mistral'
    // The scheduler tries again, soon at first: the digest is late, and not lost.
    if (!isMistrals || now - dueAt.getTime() < patienceMs || attempt <= patientAttempts) throw error
    await sayWhy(core, subscription, period, 'noAnswer')
    return isPast(subscription, dueAt, now) ? undefined : retryMs
  }
  return undefined
}

/** The next one is due by now, and is the one that counts. */
const isPast = ({ when }: Subscription, dueAt: Date, now: number): boolean =>
  nextOccurrence({ cron: cronOf(when), zone: when.zone }, dueAt).getTime() <= now

const wantsEach = async ({ db, organization }: Core, subject: string): Promise<boolean> =>
  (await findCatchUp(db, organization, { kind: digestKinds.post, subject })) === 'all'

/** Who left, or may not see these figures any more, no longer has a digest in their name. */
async function handOver(core: Core, subscription: Subscription): Promise<void> {
  if (subscription.maker && !(await isStillEntitled(core, subscription))) await passToAdmins(core, subscription)
}

async function postOrSayWhyNot(core: Core, subscription: Subscription, period: DigestPeriod): Promise<void> {
  const { id, workspaces } = subscription
  const report = await gatherDigest(core, period, workspaces).catch((error: unknown) => {
    if (error instanceof NotFound) return undefined
    throw error
  })
  if (!report) return sayWhy(core, subscription, period, 'workspacesGone')
  if (!report.spend.hasUsage) return sayWhy(core, subscription, period, report.origin ? 'nothingBrought' : 'noUsage')
  await postDigest(core, subscription, report, `${digestKinds.post}:${id}:${period.rhythm}:${period.of.to}`)
  if (subscription.silentSince) await endSilence(core, id)
}

/** Once, however long there are no figures. */
async function sayWhy(
  core: Core,
  subscription: Subscription,
  period: DigestPeriod,
  why: 'noUsage' | 'nothingBrought' | 'noAnswer' | 'workspacesGone',
): Promise<void> {
  const { id, channel } = subscription
  const { since, isTold } = await beginSilence(core, id, period.of.to)
  if (isTold) return
  const view = viewOf(core, subscription)
  const year = core.clock.now().toISOString().slice(0, 4)
  const text = digestWords(view).silence[why](nameDays(period, view, year), view.slash)
  await postOnce(core, {
    key: `digest.silence:${id}:${since}`,
    to: channel,
    render: () => ({ text, blocks: [section(text)] }),
  })
  await noteSilenceTold(core, id, since)
}
