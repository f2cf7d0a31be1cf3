import type { Core } from '../../../chatops/context.ts'
import { findChannelTrouble } from '../../../chatops/notify/channel-trouble.ts'
import { postOnce } from '../../../chatops/notify/post-once.ts'
import { tellEach } from '../../../chatops/notify/tell-each.ts'
import { findDeciders } from '../../../chatops/people/deciders.ts'
import { defaultSlash } from '../../../chatops/routing/conversation.ts'
import { channelView, type View, viewFor } from '../../../chatops/view.ts'
import type { Message } from '../../../slack/message.ts'
import { keyOf, type Told } from '../card/announce.ts'
import { renderAlert, staleNotice } from './alert-view.ts'
import { readAlert } from './read-alert.ts'

/** One alert where there is time. It shows the figures of the moment when it is posted. */
export async function tellAlert(core: Core, job: Told): Promise<undefined> {
  const found = await readAlert(core, job.subject)
  if (found) await tellChannel(core, keyOf(job), (view) => renderAlert(found.alert, view))
  return undefined
}

/** Once for each standstill: it is named by the last look that succeeded, however often that is noticed. */
export async function tellStale(core: Core, { kind, subject }: Told): Promise<undefined> {
  await tellChannel(core, `${kind}:${subject}`, (view) => staleNotice(new Date(subject), view))
  return undefined
}

/** In the alerts channel; where that cannot be used, to each decider, since what was told once is not told again. */
export async function tellChannel(core: Core, key: string, render: (view: View) => Message): Promise<void> {
  const channel = await findAlertsChannel(core)
  if (channel)
    return void (await postOnce(core, { key, to: channel, render: () => render(channelView(core, defaultSlash)) }))
  const deciders = await findDeciders(core)
  const ways = deciders.map((decider) => () => {
    const view = viewFor(core, decider.profile, defaultSlash, decider)
    return postOnce(core, { key, to: decider.profile.id, render: () => render(view) })
  })
  await tellEach(core, ways)
}

/** undefined: none is set, or figures must not go there. */
export async function findAlertsChannel(core: Core): Promise<string | undefined> {
  const channel = core.config.places.alerts
  const trouble = channel && (await findChannelTrouble(channel, core.channels.facts))
  if (!trouble) return channel
  core.log.error({ trouble }, 'an alert could not be posted: ALERTS_CHANNEL cannot be used')
  return undefined
}
