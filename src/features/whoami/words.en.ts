import { plural } from '../../chatops/words/plural.ts'

const either = new Intl.ListFormat('en', { type: 'disjunction' })
const and = new Intl.ListFormat('en', { type: 'conjunction' })

export const en = {
  /** To the admins: who can decide, or soon can, by what Slack's admins may edit. */
  rights: {
    rebound: (people: readonly string[]) =>
      `⚠ ${and.format(people)} now ${people.length === 1 ? 'matches' : 'match'} a different Mistral member, because a Slack e-mail address changed. They can decide about the limit in 24 hours. If nobody meant this, check the address now.`,
    bound: (people: readonly string[]) =>
      `${and.format(people)} can decide about the limit from now on, because their Slack e-mail address matches an admin or billing manager at Mistral. If somebody should not, check their address in Slack and their role at Mistral.`,
    grouped: (people: readonly string[]) =>
      `⚠ ${and.format(people)} joined a Slack user group that can decide about the limit. On requests from before that, they can decide in 24 hours. If nobody meant this, check the group now.`,
  },

  summary: 'Who I think you are at Mistral, and what you may do',
  title: (name: string, role: string | undefined) =>
    role
      ? `*${name}, you are ${role === 'admin' ? 'an' : 'a'} ${role}.*`
      : `*${name}, I cannot find a role for you at Mistral.*`,
  from: {
    map: 'Your role comes from your entry in `ROLE_MAP`.',
    group: (groups: readonly string[]) =>
      `Your role comes from your Slack user group ${and.format(groups)} in \`ROLE_MAP\`. If your groups have different roles, the lowest one counts.`,
    email: 'I matched your Slack e-mail address with a member of your Organization at Mistral.',
    none: (why: string) => `Because ${why}`,
  },
  data: {
    title: 'What is kept about you',
    nothing: 'Nothing is kept about you yet.',
    more: (count: number) => `and ${count} more`,
    sheetTitle: 'What is kept about people here, and why',
    sheet: (why: string, howLong: string, whoSees: string) => `${why}. Kept: ${howLong}. Seen by: ${whoSees}.`,
    erase: 'To be erased, ask the admin of this bot. Your entries in the audit trail then stay without your name.',
  },
  standing: {
    full: 'a full member of this Slack workspace',
    guest: 'a guest of this Slack workspace',
    deactivated: 'deactivated in this Slack workspace',
    bot: 'a bot',
    foreign: 'from another company’s workspace',
  },
  inSlack: (standing: string, email: string) => `In Slack: ${standing}, ${email}.`,
  noEmail: 'no confirmed e-mail address',
  unknownRoles: (count: number) => `${plural(count, 'role', 'roles')} that I do not know`,
  atMistral: (name: string, roles: string) =>
    `At Mistral: ${name}, Organization roles: ${roles || 'none'}. Roles that come from Mistral’s own user groups may not be listed there.`,
  notAtMistral: 'At Mistral: no member with that e-mail address.',
  notConfirmed: 'At Mistral: not confirmed just now (no answer, or not exactly one member with your e-mail address).',
  notAsked: 'At Mistral: not asked, since I have no Admin API key.',
  may: { read: 'see figures', ask: 'ask for a higher limit', decide: 'decide on limits' },
  youMay: (can: readonly string[], cannot: readonly string[]) =>
    [
      can.length > 0 ? `You may ${and.format(can)}.` : '',
      cannot.length > 0 ? `You may not ${either.format(cannot)}.` : '',
    ]
      .filter(Boolean)
      .join(' '),
}
