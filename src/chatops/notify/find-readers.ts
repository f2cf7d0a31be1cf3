import type { Core } from '../context.ts'
import { findDeciders } from '../people/deciders.ts'
import { defaultSlash } from '../routing/conversation.ts'
import { channelView, type View, viewFor } from '../view.ts'
import { findApprovalsTrouble } from './channel-trouble.ts'

/**
 * Whom to tell what those who decide have to know: the approvals channel, or each decider where there is none that can
 * be used. A notice there may have buttons: whoever presses one is asked for their role.
 */
export async function findReaders(core: Core): Promise<{ to: string; view: View }[]> {
  const channel = core.config.places.approvals
  const isUsable = channel !== undefined && (await findApprovalsTrouble(core.config, core.channels.facts)) === undefined
  if (isUsable) return [{ to: channel, view: { ...channelView(core, defaultSlash), isShared: false } }]
  const deciders = await findDeciders(core)
  return deciders.map((decider) => ({
    to: decider.profile.id,
    view: viewFor(core, decider.profile, defaultSlash, decider),
  }))
}
