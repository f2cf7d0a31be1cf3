import type { UpstreamError } from '../../domain/errors.ts'
import { plural } from './plural.ts'

/** Everything that the bot says in English. Amounts, dates and names arrive formatted and escaped. */

const list = new Intl.ListFormat('en', { type: 'disjunction' })
const and = new Intl.ListFormat('en', { type: 'conjunction' })

const whatNames: Record<string, string> = {
  period: 'period',
  workspace: 'workspace',
  option: 'option',
  command: 'command',
}

const roleNames = { admin: 'admin', billing: 'billing manager', member: 'member' } as const

const noRoleReasons: Record<string, string> = {
  matchingOff: 'matching by e-mail is off here (`EMAIL_MATCH`), and you are not in `ROLE_MAP`.',
  noApi:
    'I have no Admin API key to find you at Mistral with, and you are not in `ROLE_MAP`. Ask whoever runs me for an entry there.',
  noEmail:
    'Slack gives no confirmed e-mail address for you. Confirm it in your Slack profile, or ask an admin for an entry in `ROLE_MAP`.',
  noMember:
    'no member of your Organization at Mistral has your Slack e-mail address. Ask a Mistral admin to invite that address, or for an entry in `ROLE_MAP`.',
  severalMembers:
    'more than one member at Mistral has your Slack e-mail address. Ask an admin for an entry in `ROLE_MAP`.',
  noKnownRole: 'Mistral lists you with a role that I do not know. Ask an admin for an entry in `ROLE_MAP`.',
}

export const en = {
  role: roleNames,
  list: (items: readonly string[]) => and.format(items),

  /** While Mistral takes its time. */
  asking: 'Asking Mistral…',

  errors: {
    invalid(what: string, input: string): string {
      if (what === 'future') return `“${input}” has not begun yet.`
      const thing = whatNames[what] ?? what
      return input ? `I do not understand the ${thing} “${input}”.` : `The ${thing} is missing.`
    },
    notFound: (what: string, input: string) => `There is no ${whatNames[what] ?? what} “${input}”.`,
    try: (examples: readonly string[]) => `Try ${list.format(examples)}.`,
    conflict: (reason: string) =>
      reason === 'alreadyShared' ? 'This was already shared.' : 'Somebody else was quicker. Please look again.',
    unforeseen: (reference: string) =>
      `Something went wrong on my side, and nothing was changed. Tell whoever runs me this reference: \`${reference}\`.`,
    notAllowed(reason: string, facts: Readonly<Record<string, string>>, slash: string): string {
      const why = noRoleReasons[facts.why ?? '']
      const reasons: Record<string, string> = {
        guest: 'Guests of this workspace cannot use me. Ask a full member to look it up for you.',
        deactivated: 'Your Slack account is deactivated, so I cannot answer you.',
        bot: 'I answer people only.',
        foreign: 'I answer people of this company’s workspace only.',
        noRole: `I cannot show you figures: ${why ?? 'I know no role of yours at Mistral.'} See \`${slash} whoami\`.`,
        held: `Your address in Slack changed a short while ago, so you now are another member at Mistral. You can decide 24 hours after the change. See \`${slash} whoami\`.`,
        ownRequest: 'This is your own request, so somebody else has to approve it.',
        decidedAlready: 'You approved this already.',
        nobodyDecides:
          'Nobody but you could approve this, so it would wait for nobody. Give another person the admin or billing role at Mistral, or an entry in `ROLE_MAP`; or change the limit in the Admin Panel: https://admin.mistral.ai/organization/billing',
        draftGone: `This form is too old, or not yours. Type \`${slash} limits raise\` to start anew.`,
        notTheCard: 'This is not the live card. Decide in the approvals channel, or in my direct message to you.',
        over: 'This is decided already; the card says how.',
        reviewOver:
          'This look is over: ten minutes passed, it was used, or the request changed. Press the button again.',
        limitMoved: 'The limit changed since you looked. Press the button again and look at the new figures.',
        limitUnknown:
          'Mistral does not say what the limit is now, so nothing can be decided on it. Try again in a minute.',
        notThereYet:
          'Mistral still shows another limit. Set the exact figure in the Admin Panel, then press Done again.',
        breakGlassOff: 'Break-glass is off here (`BREAK_GLASS`). Ask for a raise instead.',
        notSuspended: 'API access is not suspended, so there is time to ask. Ask for a raise instead.',
        adminOnly: 'Only a Mistral admin may break the glass.',
        writesOff:
          'I may not write the limit here. Change it in the Admin Panel: https://admin.mistral.ai/organization/billing',
        tooFewDecide:
          'Too few people could approve this, so it would wait for nobody: it takes more than one, and whoever asks does not count. Give another person the admin or billing role at Mistral, or an entry in `ROLE_MAP`; or change the limit in the Admin Panel: https://admin.mistral.ai/organization/billing',
        underWay: 'A change of the limit is under way at this moment. Wait for it to end, then look again.',
        notYourRequest: 'Only the person who asked can withdraw this request.',
        amendedOften: 'You changed this request three times within an hour. Ask an approver to look at it, or wait.',
        needsDecider: `This takes the admin or billing role at Mistral${why ? `: ${why}` : '.'} See \`${slash} whoami\`.`,
        notYours: `This button belongs to somebody else’s answer. Type \`${slash}\` to get your own.`,
        external:
          'People outside this company can read this channel, so I post no figures here. Share it in an internal channel.',
        direct: 'There is nobody to share it with in a direct message. Ask in a channel, and share it there.',
        archived: 'This channel is archived, so nothing can be posted here.',
        inviteMe: 'I am not in this channel. Type `/invite` and my name, then share again.',
        notShareable: 'Only reports can be shared.',
      }
      return reasons[reason] ?? `This is not allowed (${reason}). See \`${slash} whoami\`.`
    },
    upstream(error: UpstreamError, slash: string): string {
      if (error.service === 'slack') {
        if (error.outcomeUnknown)
          return 'Slack gave no answer, so it may or may not have been posted. Look before you try again.'
        if (error.code === 'missing_scope')
          return 'Slack says that I lack a permission. Whoever runs me: reinstall the app from its current manifest.'
        return 'Slack does not answer as it should, so I cannot do this now. Try again in a minute.'
      }
      const wait = error.retryAfterMs
        ? ` in ${plural(Math.ceil(error.retryAfterMs / 1000), 'second', 'seconds')}`
        : ' in a minute'
      const reasons: Record<UpstreamError['reason'], string> = {
        keyRefused:
          'Mistral refuses my key: it is wrong, expired or revoked. Whoever runs me: set a valid `MISTRAL_ADMIN_API_KEY`.',
        notEnterprise:
          'Mistral says that this key may not use the Admin API, which needs an Enterprise plan and a key made in the Backoffice. Whoever runs me: check `MISTRAL_ADMIN_API_KEY` and `MISTRAL_ADMIN_API_URL`.',
        notConfigured:
          'I have no Admin API key (`MISTRAL_ADMIN_API_KEY` is `none`), so I cannot ask Mistral for this. The Admin Panel shows it: https://admin.mistral.ai/organization/usage',
        notOffered: 'Mistral has no such data for this Organization.',
        rateLimited: `Mistral is getting too many requests. Try again${wait}.`,
        down: `Mistral’s Admin API does not answer, so there are no figures right now. That says nothing about your models’ API. Try again${wait}; \`${slash} status\` shows when it last worked.`,
        notUnderstood: `Mistral answered something that I do not understand. \`${slash} status\` shows what works.`,
        refused: `Mistral refused the request${error.status ? ` (${error.status})` : ''}. Try another period, or see \`${slash} status\`.`,
      }
      return reasons[error.reason]
    },
  },

  unknownCommand: {
    text: (typed: string) => `I do not know “${typed}”.`,
    didYouMean: (suggestion: string) => `Did you mean \`${suggestion}\`?`,
    seeHelp: (slash: string) => `\`${slash} help\` lists what I can do.`,
    run: (suggestion: string) => `Run ${suggestion}`,
    help: 'Show help',
    gone: (slash: string) => `This button is too old for me to remember. Type \`${slash}\` to start anew.`,
  },

  charts: {
    inDirectMessages: (url: string) => `The chart is in <${url}|our direct messages>.`,
    comes: 'The chart comes in our direct messages.',
    missing: 'The chart could not be drawn this time.',
    notSent: 'The chart could not be sent to our direct messages.',
  },

  share: {
    button: 'Share in channel',
    by: (user: string) => `Shared by ${user}`,
    done: (channel: string) => `Posted in ${channel}.`,
    ask: (channel: string, members: number | undefined) =>
      `${channel} has ${members === undefined ? 'many members' : plural(members, 'member', 'members')}, and not all of them may see these figures otherwise. Post them there?`,
    anyway: 'Post them',
  },

  help: {
    periods:
      'Periods: nothing (this month), `last month`, `2026-10`, `oct`, `7d`, `q3`, `last quarter`, `ytd`, `2026-10-01..2026-10-15`. Days are UTC days.',
    tryIt: (line: string) => `Try: ${line}`,
  },

  /** The words that several pictures share. */
  picture: {
    subtitle: (days: string, isRunning: boolean) =>
      `API spend, ${days}${isRunning ? ', today not over' : ''}, UTC days`,
    monthToDate: 'Month to date, with forecast and its 80 % range',
    soFar: 'so far',
  },

  askForRaise: 'Ask for a raise',
  noRole: (why: string) => noRoleReasons[why] ?? 'nothing told me of one.',
}
