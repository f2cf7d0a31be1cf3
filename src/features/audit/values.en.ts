/** What entries of the audit trail hold as codes, as words. */

const proofs: Readonly<Record<string, string>> = {
  readBack: 'read back from Mistral',
  answered: 'confirmed by Mistral’s answer',
  stated: 'stated by a person, not verified',
}

const wishes: Readonly<Record<string, string>> = {
  'limits.approve': 'approve a request',
  'limits.deny': 'deny a request',
  'limits.withdraw': 'withdraw a request',
  'limits.done': 'confirm a change made by hand',
  'limits.keep': 'keep a temporary limit',
  'limits.try-later': 'put off the end of a temporary limit',
  'limits.keep-outside': 'keep a limit that was changed at Mistral',
  'limits.change-back': 'ask for the former limit',
  'limits.request': 'ask for another limit',
  'limits.break-glass': 'raise the limit without approval',
  'budget set': 'set a budget',
  'budget remove': 'remove a budget',
  'budget.set': 'set a budget',
  'budget.remove': 'remove a budget',
  'limits raise': 'ask for a raise',
  'limits lower': 'lower the limit',
  'limits set': 'set the limit',
  'limits remove': 'remove the limit',
  'limits break-glass': 'raise the limit without approval',
  'digest.form': 'subscribe a channel to a digest, or change one',
  'digest.send': 'post a digest',
  'digest.mute': 'mute a digest',
  'digest.settings': 'change a digest',
  'digest.end': 'unsubscribe a channel from a digest',
  'digest subscribe': 'subscribe a channel to a digest',
}

const refusals: Readonly<Record<string, string>> = {
  guest: 'a guest of the workspace',
  deactivated: 'a deactivated Slack account',
  bot: 'not a person',
  foreign: 'from another company’s workspace',
  noRole: 'no role at Mistral',
  held: 'their address changed less than 24 hours before',
  ownRequest: 'their own request',
  decidedAlready: 'they had approved it already',
  nobodyDecides: 'nobody else could approve it',
  tooFewDecide: 'too few people could approve it',
  noSuchDay: 'nothing unusual is known of that day',
  importDraftGone: 'the preview was too old, used already, or not theirs',
  draftGone: 'the form was too old, or not theirs',
  notTheCard: 'not the live card',
  over: 'it was decided already',
  changeOver: 'the limit had changed again, or it was decided already',
  reviewOver: 'the review had expired',
  limitMoved: 'the limit had changed since they looked',
  limitUnknown: 'the limit was not known',
  notThereYet: 'Mistral still showed another limit',
  breakGlassOff: 'break-glass is off',
  notSuspended: 'API access was not suspended',
  adminOnly: 'only a Mistral admin may',
  writesOff: 'the bot may not write the limit',
  underWay: 'a change of the limit was under way',
  notYourRequest: 'somebody else’s request',
  amendedOften: 'three changes within an hour',
  needsDecider: 'takes the admin or billing role',
  heldGroup: 'they joined a deciding group after the request',
  archived: 'the channel is archived',
  direct: 'nobody to share it with in a direct message',
  external: 'people outside the company read the channel',
  inviteMe: 'the bot is not in the channel',
  noDigest: 'no channel has a digest',
  digestGone: 'the digest was unsubscribed',
  digestScope: 'no Workspace was chosen any more',
  digestExists: 'the channel had that digest already',
  notYourDigest: 'somebody else’s digest',
  digestForOrganization: 'figures of the whole Organization take the admin or billing role',
  notInChannel: 'they were not in the channel',
  noFigures: 'there were no figures',
  digestExternal: 'people outside the company read the channel',
  digestArchived: 'the channel is archived',
  digestUnreachable: 'the bot is not in the channel, or it is gone',
  digestDirect: 'a digest goes to a channel',
  notShareable: 'only reports can be shared',
  notYours: 'a button of somebody else’s answer',
}

const roles: Readonly<Record<string, string>> = {
  admin: 'admin',
  billing: 'billing manager',
  member: 'member',
  organization_admin: 'admin',
  billing_manager: 'billing manager',
}

const values: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  proof: proofs,
  wanted: wishes,
  reason: refusals,
  role: roles,
  source: { trail: 'our trail', mistral: 'Mistral’s log' },
}

export const isCode = (text: string): boolean => /^[a-z]+(?:[A-Z][a-z]+)+$|^[a-z]+(?:[._-][a-z]+)+$/.test(text)

/** "readBack" → "read back", "user.organization.join" → "user organization join": what has no words yet is split into some. */
export const spell = (code: string): string =>
  isCode(code) ? code.replace(/[._-]/g, ' ').replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`) : code

/** undefined: no code, but somebody's or Mistral's own word. */
export function sayCode(key: string, code: string): string | undefined {
  const known = Object.hasOwn(values, key) ? values[key] : undefined
  if (known && Object.hasOwn(known, code)) return known[code]
  return isCode(code) ? spell(code) : undefined
}
