import type { Core } from '../../../chatops/context.ts'
import { findChannelTrouble } from '../../../chatops/notify/channel-trouble.ts'
import { postOnce } from '../../../chatops/notify/post-once.ts'
import { findDeciders } from '../../../chatops/people/deciders.ts'
import { defaultSlash } from '../../../chatops/routing/conversation.ts'
import { channelView, type View, viewFor } from '../../../chatops/view.ts'
import { writeLimit } from '../../../domain/limit/limit-value.ts'
import type { Message } from '../../../slack/message.ts'
import { keyOf, type Told } from '../card/announce.ts'
import { gatherFacts } from '../facts.ts'
import type { Tables } from '../store/store.ts'
import { renderAlert, staleNotice } from './alert-view.ts'
import { judge, readPace } from './signals.ts'
import { findPolls, findTold } from './watched.ts'

/**
 * One alert: to the channel, and where access is gone or soon will be, to everybody who can raise the limit. It shows the
 * figures of the moment when it is posted.
 */
export async function tellAlert(core: Core, job: Told): Promise<undefined> {
  const key = keyOf(job)
  const seen = await gatherFacts(core, { fresh: true, withDriver: true })
  // Another limit stands by now: what was to be said is about one that is gone.
  if (seen.limit !== undefined && job.subject !== writeLimit(seen.limit)) return undefined
  const db = core.db.query<Tables>()
  const pace = readPace(await findPolls(db, core.organization), seen)
  const { facts, signals } = judge(seen, pace, await findTold(db, core.organization), core.config.timeZone)
  const isUrgent = signals.isUrgent || signals.isSuspended
  const deciders = isUrgent ? await findDeciders(core) : []
  const alert = { facts, pace, signals, deciders: deciders.map(({ profile }) => profile.id) }
  for (const decider of deciders) {
    const view = viewFor(core, decider.profile, defaultSlash, decider)
    await postOnce(core, { key, to: decider.profile.id, ifUncertain: 'again', render: () => renderAlert(alert, view) })
  }
  await tellChannel(core, key, (view) => renderAlert(alert, view))
  return undefined
}

/** Once for each standstill: it is named by the last look that succeeded, however often that is noticed. */
export async function tellStale(core: Core, { kind, subject }: Told): Promise<undefined> {
  await tellChannel(core, `${kind}:${subject}`, (view) => staleNotice(new Date(subject), view))
  return undefined
}

async function tellChannel(core: Core, key: string, render: (view: View) => Message): Promise<void> {
  const channel = core.config.places.alerts
  if (!channel) return
  const trouble = await findChannelTrouble(channel, core.channels.facts)
  if (trouble) {
    core.log.error({ trouble }, 'an alert could not be posted: ALERTS_CHANNEL cannot be used')
    return
  }
  await postOnce(core, { key, to: channel, render: () => render(channelView(core, defaultSlash)) })
}
