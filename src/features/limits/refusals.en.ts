import { panelLink } from '../../chatops/admin-panel.ts'

const panel = panelLink('billing', 'Admin Panel')

type Facts = Readonly<Record<string, string>>

/** Why somebody may not, or not now, do what they asked for. */
export const refusals = {
  noSuchDay: 'I know nothing unusual about that day (any more).',
  ownRequest: 'This is your own request, so somebody else has to approve it.',
  decidedAlready: 'You approved this already.',
  nobodyDecides: `Nobody but you can approve this, so the request would never be decided. Give another person the admin or billing role at Mistral, or an entry in \`ROLE_MAP\`; or change the limit in the ${panel}.`,
  draftGone: (_facts: Facts, slash: string) =>
    `This form is too old, or not yours. Type \`${slash} limits raise\` to start again.`,
  notTheCard: 'This is not the live card. Decide in the approvals channel, or in my direct message to you.',
  over: 'This has already been decided. The card shows the result.',
  changeOver: 'The limit has changed again since, or somebody decided on this already.',
  reviewOver:
    'This review has expired: ten minutes passed, it was used, or the request changed. Open it again to see the current figures.',
  limitMoved: 'The limit changed since you looked. Press the button again and look at the new figures.',
  limitUnknown: 'Mistral does not say what the limit is now, so nothing can be decided on it. Try again in a minute.',
  notThereYet: 'Mistral still shows another limit. Set the exact figure in the Admin Panel, then press Done again.',
  breakGlassOff: 'Break-glass is off here (`BREAK_GLASS`). Ask for a raise instead.',
  notSuspended: 'API access is not suspended, so there is time to ask. Ask for a raise instead.',
  adminOnly: 'Only a Mistral admin can use break-glass.',
  writesOff: `I may not change the limit here. Change it in the ${panel}.`,
  tooFewDecide: `There are not enough approvers: this needs more than one, and the person who asks does not count. Give another person the admin or billing role at Mistral, or an entry in \`ROLE_MAP\`; or change the limit in the ${panel}.`,
  underWay: 'The limit is being changed right now. Wait for it to end, then look again.',
  notYourRequest: 'Only the person who asked can withdraw this request.',
  amendedOften: 'You changed this request three times within an hour. Ask an approver to look at it, or wait.',
}
