import type { UpstreamError } from '../../domain/errors.ts'
import { modal } from './modal-words.en.ts'
import { plural } from './plural.ts'

/** Everything that the bot says in English. Amounts, dates and names arrive formatted and escaped. */

const list = new Intl.ListFormat('en', { type: 'disjunction' })
const and = new Intl.ListFormat('en', { type: 'conjunction' })

const whatNames: Record<string, string> = {
  period: 'period',
  workspace: 'workspace',
  costCenter: 'cost centre',
  option: 'option',
  step: 'step',
  command: 'command',
}

const noRoleReasons: Record<string, string> = {
  matchingOff: 'matching by e-mail is off here (`EMAIL_MATCH`), and you are not in `ROLE_MAP`.',
  noApi:
    'I have no Admin API key to find you at Mistral with, and you are not in `ROLE_MAP`. Ask the admin of this bot for an entry there.',
  noEmail:
    'Slack gives no confirmed e-mail address for you. Confirm it in your Slack profile, or ask an admin for an entry in `ROLE_MAP`.',
  noMember:
    'no member of your Organization at Mistral has your Slack e-mail address. Ask a Mistral admin to invite that address, or for an entry in `ROLE_MAP`.',
  severalMembers:
    'more than one member at Mistral has your Slack e-mail address. Ask an admin for an entry in `ROLE_MAP`.',
  noKnownRole: 'Mistral lists you with a role that I do not know. Ask an admin for an entry in `ROLE_MAP`.',
}

export const en = {
  modal,
  role: { admin: 'admin', billing: 'billing manager', member: 'member' },
  list: (items: readonly string[]) => and.format(items),
  /** What something is, and what there is to say of it. */
  labelled: (label: string, text: string) => `${label}: ${text}`,
  parts: (parts: readonly string[]) => parts.join('; '),

  /** While Mistral takes its time. */
  asking: 'Loading…',
  askingWorkspaces: (done: number, of: number) => `Loading… ${done} of ${of} Workspaces`,

  tooMany: (line: string, seconds: number) =>
    `That was a lot of commands at once, so I did not run ${line}. Try again in ${plural(seconds, 'second', 'seconds')}.`,

  errors: {
    invalid(what: string, input: string): string {
      if (what === 'reversed') return `The end of “${input}” is before its beginning.`
      if (what === 'future') return `“${input}” has not begun yet.`
      const thing = whatNames[what] ?? what
      return input ? `I do not understand the ${thing} “${input}”.` : `The ${thing} is missing.`
    },
    notFound: (what: string, input: string) => `There is no ${whatNames[what] ?? what} “${input}”.`,
    try: (examples: readonly string[]) => `Try ${list.format(examples)}.`,
    conflict: (reason: string): string =>
      reason === 'alreadyShared' ? 'This was already shared.' : 'Somebody else was quicker. Please look again.',
    databaseUnavailable:
      'I cannot keep anything in my database, so nothing was changed. The admin of this bot has to look at it and start the bot again.',
    database: {
      full: 'My database has no space left, so nothing was changed. The admin of this bot has to free some space.',
      away: 'My database does not answer right now. Try again in a minute. If you were changing something, check first whether it was done.',
    },
    reference: (reference: string) => `Reference for the admin of this bot: \`${reference}\``,
    unforeseen: (reference: string) =>
      `Something went wrong on my side, and nothing was changed. Tell the admin of this bot this reference: \`${reference}\`.`,
    notAllowed(reason: string, facts: Readonly<Record<string, string>>, slash: string): string {
      const why = noRoleReasons[facts.why ?? '']
      const reasons: Record<string, string> = {
        guest: 'Guests of this workspace cannot use me. Ask a full member to look it up for you.',
        deactivated: 'Your Slack account is deactivated, so I cannot answer you.',
        bot: 'I answer people only.',
        foreign: 'I answer people of this company’s workspace only.',
        noRole: `I cannot show you figures: ${why ?? 'I cannot find a role for you at Mistral.'} See \`${slash} whoami\`.`,
        heldGroup:
          'Your Slack user groups changed and made you an approver after this request was made, or just now. You can decide on it 24 hours after that. Somebody else can decide now.',
        held: `Your address in Slack changed a short while ago, so you now match a different member at Mistral. You can decide 24 hours after the change. See \`${slash} whoami\`.`,
        needsDecider: `This needs the admin or billing role at Mistral${why ? `: ${why}` : '.'} See \`${slash} whoami\`.`,
        notYours: `This button belongs to somebody else’s answer. Type \`${slash}\` to get your own.`,
        external:
          'People outside this company can read this channel, so I post no figures here. Share it in an internal channel.',
        direct: 'There is nobody to share it with in a direct message. Ask in a channel, and share it there.',
        archived: 'This channel is archived, so nothing can be posted here.',
        inviteMe: 'I am not in this channel. Type `/invite` and my name, then share again.',
        notShareable: 'Only reports can be shared.',
      }
      return reasons[reason] ?? `This is not allowed. See \`${slash} whoami\`.`
    },
    upstream(error: UpstreamError, slash: string): string {
      if (error.service === 'slack') {
        if (error.outcomeUnknown)
          return 'Slack gave no answer, so it may or may not have been posted. Look before you try again.'
        if (error.code === 'missing_scope')
          return `Slack did not grant me ${error.neededScope ? `the permission \`${error.neededScope}\`` : 'a permission'} that this takes. The admin of this bot has to install the app again from its present manifest.`
        return 'Slack does not answer as it should, so I cannot do this now. Try again in a minute.'
      }
      const wait = error.retryAfterMs
        ? ` in ${plural(Math.ceil(error.retryAfterMs / 1000), 'second', 'seconds')}`
        : ' in a minute'
      const reasons: Record<UpstreamError['reason'], string> = {
        keyRefused:
          'Mistral refuses my key: it is wrong, expired or revoked. The admin of this bot has to set a valid `MISTRAL_ADMIN_API_KEY`.',
        notEnterprise:
          'Mistral says that this key may not use the Admin API, which needs an Enterprise plan and a key made in the Backoffice. The admin of this bot has to check `MISTRAL_ADMIN_API_KEY` and `MISTRAL_ADMIN_API_URL`.',
        notConfigured: `I have no Admin API key (\`MISTRAL_ADMIN_API_KEY\` is \`none\`), so I cannot ask Mistral for this. The Admin Panel shows it. What imported files tell, I can: \`${slash} spend\`, \`${slash} models\` and \`${slash} forecast\`.`,
        notOffered: 'Mistral has no such data for this Organization.',
        rateLimited: `Mistral is getting too many requests. Try again${wait}.`,
        down: `Mistral’s Admin API does not answer, so there are no figures right now. That says nothing about your models’ API. Try again${wait}; \`${slash} status\` shows when it last worked.`,
        notUnderstood: `I could not read Mistral’s answer. \`${slash} status\` shows what works.`,
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
    gone: (slash: string) => `This button has expired. Type \`${slash}\` to start again.`,
  },

  charts: {
    inDirectMessages: (url: string) => `The chart follows in <${url}|our direct messages>.`,
    comes: 'The chart follows in our direct messages.',
    missing: 'The chart could not be drawn this time.',
    notSent: 'The chart could not be sent to our direct messages.',
  },

  filesSent: (count: number, url: string) =>
    `The ${count === 1 ? 'file is' : 'files are'} in <${url}|our direct messages>.`,

  exportButton: 'Export',

  openPanel: 'Open the Admin Panel',

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
      'Periods: nothing (this month), `last month`, `2026-10`, `oct`, `7d`, `q3`, `last quarter`, `12 months` (the last whole ones), `2025`, `ytd`, `2025-11..2026-10`, `2026-10-01..2026-10-15`. Days are UTC days.',
    tryIt: (line: string) => `Try: ${line}`,
  },

  /** What is kept about a person, for that person and for whoever erases it. */
  personal: {
    registry: {
      sheet: {
        what: 'Your name, your e-mail address, your Slack and Mistral ids, and since when they belong together',
        why: 'To know who may read, ask and decide, and to notice when an address changes hands',
        howLong: 'Until you are erased',
        whoSees: 'You; admins and billing managers where a request or the audit trail names you',
      },
      kept: (person: Readonly<Record<'name' | 'email' | 'slackId' | 'mistralId', string | null>>) =>
        `Name: ${person.name ?? '–'}, e-mail: ${person.email ?? '–'}, Slack: ${person.slackId ?? '–'}, Mistral: ${person.mistralId ?? '–'}`,
    },
    trail: {
      kept: (count: number) => `Entries of the audit trail, which stay without a name: ${count}`,
      text: (sequence: number, text: string) => `Entry ${sequence}: “${text}”`,
    },
    buttons: {
      sheet: {
        what: 'The commands behind the buttons in your answers',
        why: 'So that a button runs only what was offered, and only for you',
        howLong: '30 days',
        whoSees: 'You',
      },
      kept: (lines: readonly string[]) => `Buttons that were offered: ${lines.join(', ')}`,
    },
    charts: {
      sheet: {
        what: 'The charts of your private answers, unless they name people',
        why: 'So that Slack can show them to you',
        howLong: 'A day',
        whoSees: 'Everybody who has the address of the picture, as long as you may see it',
      },
      kept: (count: number) => `Charts of your answers: ${count}`,
    },
    allowances: {
      sheet: {
        what: 'How many commands you gave in the last minute, where several instances run',
        why: 'So that very many commands of one person do not slow me down for the others',
        howLong: 'A few minutes after your last command',
        whoSees: 'You',
      },
      kept: 'How many commands you gave a short while ago',
    },
    jobs: {
      sheet: {
        what: 'Your Slack id, while there is something to do about you',
        why: 'To tell the admins when your account changes',
        howLong: 'Until it is done',
        whoSees: 'Nobody',
      },
      kept: (count: number) => `To be done about you: ${count}`,
    },
    posts: {
      sheet: {
        what: 'That a direct message went to you, without its text',
        why: 'So that a message is not sent twice after a crash',
        howLong: 'Until you are erased, or for `RETENTION_MONTHS`',
        whoSees: 'Nobody',
      },
      kept: (count: number) => `Direct messages that were sent: ${count}`,
    },
    groups: {
      sheet: {
        what: 'In which of the user groups of the settings you are, and since when',
        why: 'So that whoever has just joined a group does not decide on older requests',
        howLong: 'Until you are erased',
        whoSees: 'Nobody',
      },
      kept: (count: number) => `User groups that give you a role: ${count}`,
    },
    notices: {
      sheet: {
        what: 'That the admins have still to hear of a change of your rights',
        why: 'So that no change goes unnoticed',
        howLong: 'Until they are told',
        whoSees: 'Admins',
      },
      kept: (count: number) => `Changes of your rights that the admins have still to hear of: ${count}`,
    },
  },

  /** The words that reports share. */
  report: {
    source: (time: string) => `Mistral API ${time}`,
    closedHistory: 'History, closed',
    provisionalHistory: (day: string) => `History, provisional, as Mistral reported it on ${day}`,
    andHistory: (day: string) => `and history up to ${day}`,
    age: (age: string) => `(${age} old)`,
    upTo: (day: string) => `UTC days up to ${day}`,
    utcDays: 'UTC days',
    origins: {
      invoice: (name: string) => `Invoice ${name}`,
      usageFile: (name: string) => `Usage file ${name}`,
      typed: (time: string) =>
        `Typed from the Billing page, ${time}; spread evenly over the days between two figures, so the range of a forecast is wide`,
      nothing: 'No figures were imported or typed',
      nothingFor: (period: string) => `${period}: no figures were imported or typed`,
    },
    figures: {
      nothingSince: (month: string, day: string) => `⚠ ${month}: nothing since ${day}, so I cannot warn you.`,
      nothingYet: (month: string) => `⚠ ${month}: no figures yet, so I cannot warn you.`,
      nothingThen: (month: string) => `Nothing was imported for ${month}.`,
      holes: (months: string) => `⚠ Nothing was imported for ${months}, so that is not counted.`,
      noUsage: (period: string) => `${period}: nothing that was imported tells of any usage`,
      net: (month: string, amount: string, name: string) =>
        `${month}: ${amount} net, seats, discounts and credits included, from the invoice ${name}.`,
      enter: 'Enter today’s figure',
      import: 'Import a file',
    },
    change: (difference: string, against: string, isWholeDays: boolean) =>
      `${difference} on ${against}${isWholeDays ? ', whole days' : ''}`,
    noChange: (against: string) => `The same as ${against}`,
    nothingBefore: (against: string) => `Nothing on ${against}`,
    beginsLater: (against: string, day: string) => `No comparison with ${against}: the data begins on ${day}`,
    unreadable: (count: number) => `⚠ ${count === 1 ? '1 row' : `${count} rows`} that I could not read, not counted`,
    others: (count: number) => (count === 1 ? '1 other' : `${count} others`),
    exchange: {
      converted: (amount: string, rates: string) => `≈ ${amount} at ${rates}`,
      rate: (from: string, rate: string, to: string, day: string, source: string) =>
        `1 ${from} = ${rate} ${to} (ECB reference rate of ${day}, from ${source})`,
      ofDay: (currency: string, day: string) => `${currency} of ${day}`,
      noRate: (to: string, which: string) => `Not converted to ${to}: I have no ECB reference rate for ${which}.`,
      unknownCurrency: (to: string) => `Not converted to ${to}: the currency of the amounts is unknown.`,
    },
    budget: {
      name: 'Budget',
      nameOf: (workspace: string) => `Budget of ${workspace}`,
      nameOfCostCenter: (center: string) => `Budget of cost centre ${center}`,
      nameOfGone: 'Budget of a Workspace that Mistral does not list',
      goneWorkspace: 'a Workspace that Mistral does not list',
      used: (name: string, share: string, amount: string) => `${name}: ${share} of ${amount} used`,
      over: (name: string, share: string, amount: string, over: string) =>
        `⚠ ${name}: ${share} of ${amount} used, ${over} over`,
      spentIn: (said: string, spent: string, rate: string) => `${said}: ${spent} at ${rate}`,
      otherCurrency: (name: string, amount: string) =>
        `${name}: ${amount}. The spend is in another currency, so I cannot compare them`,
    },
    notOfferedHint:
      'They come with the analytics of an Enterprise plan. If you have one, the newest Admin API may offer them (`https://api.mistral.ai/v1/admin` as `MISTRAL_ADMIN_API_URL`).',
    unnamed: 'no longer a member',
    you: 'you',
    byModel: 'By model',
    byWorkspace: 'By workspace',
  },

  /** The words that several pictures share. */
  picture: {
    subtitle: (days: string, isRunning: boolean) =>
      `API spend, ${days}${isRunning ? ', today not over' : ''}, UTC days`,
    withoutDay: (amount: string) => `${amount} without a day is in no bar.`,
    incomplete: 'Usage without a price, or that could not be read, is not counted.',
    monthToDate: 'Month to date, with forecast and its 80% range',
    soFar: 'so far',
  },

  /** Entries of the audit trail. */
  actions: {
    'access.refused': 'tried',
    'report.sharing': 'began to share a report',
    'report.shared': 'shared a report',
    'person.rebound': 'now matches a different Mistral member',
    'person.bound': 'can decide from now on, by e-mail address',
    'person.grouped': 'joined a user group that decides',
    'person.forgotten': 'a person was erased',
    'person.moved': 'a person has another Slack id',
    'workspace.moved': 'moved to another Slack workspace',
    'names.viewed': 'looked at names in a report',
  },

  /** For somebody new: what there is to ask for, in a few lines. */
  welcome: (slash: string) =>
    [
      '*I show what Mistral AI costs you, and help you change the spending limit.*',
      `• \`${slash} spend\`: what was spent this month, and where it lands`,
      `• \`${slash} limits\`: how much of the limit is used, and whether it holds`,
      `• \`${slash} limits raise\`: ask for a higher limit; the right people approve it here`,
      `• \`${slash} whoami\`: what you may see and do, and why`,
      `• \`${slash} help\`: everything else`,
    ].join('\n'),

  spoken: {
    press: 'This opens a form. Press the button to open it.',
    run: (line: string) => `Open ${line}`,
  },

  askForRaise: 'Ask for a raise',
  noRole: (why: string) => noRoleReasons[why] ?? 'I found none.',
}
