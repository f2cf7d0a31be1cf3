import type { Message } from '../../slack/message.ts'
import type { Core } from '../context.ts'
import { findKnownDeciders, missingToo } from '../people/deciders.ts'
import type { Asker } from '../people/identity.ts'
import { defaultSlash } from '../routing/conversation.ts'
import { channelView, type View, viewFor } from '../view.ts'
import { findApprovalsTrouble, findPlaceTrouble } from './channel-trouble.ts'
import { type FoundPost, postMeasured } from './post-measured.ts'
import { tellEach } from './tell-each.ts'

export interface Alert extends Pick<FoundPost, 'key' | 'ifUncertain' | 'askedAt'> {
  render(view: View): Message
  /** Told to the deciders where no channel is set at all. */
  readonly evenWithoutChannel?: boolean
}

/**
 * In ALERTS_CHANNEL; where that cannot be used, to each decider, since what was told once is not told again. Where none
 * is set nobody asked for such messages.
 */
export async function postAlert(core: Core, alert: Alert): Promise<void> {
  const { key, askedAt, render, evenWithoutChannel = false } = alert
  const channel = await findAlertsChannel(core)
  if (channel) {
    const renderThere = () => render(channelView(core, defaultSlash))
    return postMeasured(core, { key, askedAt, to: channel, render: renderThere })
  }
  if (!core.config.places.alerts && !evenWithoutChannel) return
  const known = await findKnownDeciders(core)
  const isNobodyKnown = known.missing !== undefined && known.deciders.length === 0
  await tellEach(core, [
    () => tellPeople(core, { key, askedAt, render }, known.deciders),
    ...(isNobodyKnown ? [() => tellApprovals(core, { key, askedAt, render })] : []),
    ...missingToo(known),
  ])
}

/** While Mistral does not say who decides, they still read where requests are decided. */
async function tellApprovals(core: Core, { key, askedAt, render }: Alert): Promise<void> {
  const channel = core.config.places.approvals
  if (!channel || (await findApprovalsTrouble(core.config, core.channels.facts))) return
  const view = { ...channelView(core, defaultSlash), isShared: false }
  await postMeasured(core, { key, askedAt, to: channel, render: () => render(view) })
}

/** In direct messages, in each one's language and with what they may see. */
export const tellPeople = (
  core: Core,
  { key, askedAt, ifUncertain = 'leave', render }: Omit<Alert, 'evenWithoutChannel'>,
  people: readonly Asker[],
): Promise<void> =>
  tellEach(
    core,
    people.map((person) => () => {
      const view = viewFor(core, person.profile, defaultSlash, person)
      return postMeasured(core, { key, askedAt, to: person.profile.id, ifUncertain, render: () => render(view) })
    }),
  )

/** undefined: none is set, or figures must not go there. */
export async function findAlertsChannel(core: Core): Promise<string | undefined> {
  const channel = core.config.places.alerts
  const trouble = channel && (await findPlaceTrouble(channel, core.channels.facts))
  if (!trouble) return channel
  core.log.error({ trouble }, 'an alert could not be posted: ALERTS_CHANNEL cannot be used')
  return undefined
}
