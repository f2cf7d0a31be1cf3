/** Posted unasked, so each is worth an interruption. */
export const alert = {
  pace: (amount: string, minutes: string) => `${amount} an hour over the last ${minutes} minutes`,
  deciders: (who: string) => `${who} can raise the limit`,
  staleTitle: (since: string) => `⚠ *No figures from Mistral since ${since}*`,
  stale: 'Until they are back I cannot warn you of the limit. The Admin Panel may still show them.',
  unpaid: (use: string) => `⚠ *The last payment to Mistral failed*: ${use}`,
  unpaidToo: 'The last payment to Mistral failed as well.',
  pay: (url: string) =>
    `Check the payment method in the <${url}|Admin Panel>: Mistral may suspend API access until it is paid.`,
  onIt: 'I’m on it',
  isOnIt: (who: string, since: string) => `🙋 ${who} is on it, since ${since}`,
  wasOnIt: (who: string) => `🙋 ${who} was on it`,
  isOnItAlready: (who: string) => `${who} is on it already.`,
  isOverAlready: 'This alert is over. Nobody has to do anything about it.',
  over: (use: string) => `✅ *No longer urgent*: ${use}`,
  limitChanged: (limit: string, use: string) => `✅ *The limit is now ${limit}*: ${use}`,

  /** A day far from what its weekday usually costs. */
  unusual: {
    more: (day: string, spent: string, usual: string, share: string) =>
      `📈 *${day} cost ${spent}*, usually ${usual} on that weekday${share ? ` (${share} of it)` : ''}`,
    less: (day: string, spent: string, usual: string, share: string) =>
      `📉 *${day} cost only ${spent}*, usually ${usual} on that weekday${share ? ` (${share} of it)` : ''}`,
    explained: (parts: string) => `What moved most: ${parts}`,
    unexplained: 'No single Workspace or model explains it.',
    atLeast: '⚠ Or more: some usage has no price, or could not be read.',
    button: 'Expected, because…',
    buttonFor: (day: string) => `${day}: expected, because…`,
    expected: (reason: string, who: string) => `✅ Expected: ${reason} (${who})`,
    missed: (count: number) =>
      count === 1 ? 'One unusual day while alerts were muted' : `${count} unusual days while alerts were muted`,
    form: {
      title: 'An expected day',
      meaning: 'I keep your reason beside the day, and no longer measure other days by it.',
      because: 'It was to be expected, because',
      becauseHint: 'Everybody who reads the alert sees it, with your name.',
      empty: 'Say why, e.g. “Load test before the launch”.',
      submit: 'Save',
      saved: (day: string) => `Saved: I no longer compare other days with ${day}.`,
    },
    source: (weeks: number) => `UTC days; usual is the median of the same weekday over ${weeks} weeks`,
  },

  /** A Workspace's own cap. */
  cap: {
    nears: (workspace: string, use: string, cap: string, share: string) =>
      `⚠ *${workspace}: ${use} of its cap of ${cap} used (${share})*`,
    reached: (workspace: string, use: string, cap: string, share: string) =>
      `🔴 *${workspace} reached its cap*: ${use} of ${cap} used (${share})`,
    meaning: 'At its cap Mistral stops this Workspace alone. An admin can raise the cap in the Admin Panel.',
    atLeast: '⚠ Or more: some of its usage has no price, or could not be read.',
    source: 'our sum of its usage, UTC days',
  },

  /** `/mistral alerts`. */
  show: {
    summary: 'What I warn of, where, and what I have said this month',
    on: (levels: string) => `*Alerts are on*: at ${levels} of the limit`,
    muted: (until: string, levels: string) => `*Alerts are muted until ${until}*; then at ${levels} of the limit`,
    off: '*Alerts are off*',
    urgentNow: '🔴 *Urgent now*: API access is suspended, or soon will be',
    onlyUrgent: '*Only what cannot wait is told*',
    noChannel:
      'Alerts at levels of the limit, of the forecast and of unusual days need a channel: the admin of this bot can set one in `ALERTS_CHANNEL`. Without it I tell whoever owns a Workspace of its cap and budget, and you:',
    nobody: 'Nobody is warned of the limit. The admin of this bot can set a channel in `ALERTS_CHANNEL`.',
    noKey:
      'Without a key for Mistral’s Admin API I watch what is imported and typed, for the limit and for budgets: between two figures nobody is warned, and caps, unusual days and sudden bursts are not watched.',
    where: (channel: string) => `Posted in <#${channel}>, once a month for each limit`,
    trouble: (channel: string, why: string) =>
      `⚠ I cannot post in <#${channel}>: ${why}. Direct messages still go out.`,
    troubles: {
      external: 'another company can read it',
      archived: 'it is archived',
      unreachable: 'I am not in it, or it is gone',
    },
    also: 'I also tell you:',
    forecast: '• when the forecast reaches the limit, and again when that day moves by three days',
    unusual: '• each morning, if the day before cost far more or less than its weekday usually does',
    payment: '• when a payment to Mistral fails',
    others:
      '• when a budget is nearly used, or will not last; when API keys end within a week, or their maker has left',
    caps: '• at the same levels of each Workspace’s own cap, where it has one',
    urgent:
      '• at once, and with a direct message to everybody who can raise the limit, when access is suspended, or stops within 12 hours or before the next working morning',
    tooSeldom: (every: string) =>
      `⚠ I look every ${every} only: too seldom to tell you in time that access stops. The admin of this bot can set \`POLL_INTERVAL\` to \`1h\` or less.`,
    unusualDays: 'Unusual days of the last month',
    said: (what: string) => `Said this month: ${what}`,
    saidNothing: 'Said this month: nothing',
    level: (level: string, limit: string) => (limit ? `${level} of ${limit}` : level),
    stops: (day: string) => `the limit is reached ≈ ${day}`,
    burst: 'access would stop soon',
    suspended: 'access was suspended',
    looked: (time: string, minutes: string) => `Last looked ${time}; every ${minutes} minutes. Days and months are UTC`,
    notLooked: (minutes: string) => `No figures in the last 24 hours; I look every ${minutes} minutes`,
    settings: 'Settings…',
  },

  settings: {
    title: 'Limit alerts',
    save: 'Save',
    levels: 'Levels, in % of the limit',
    levelsHint: 'Up to six, e.g. 80, 95, 100. Half of the limit is in the digest.',
    levelsWrong: 'Give one to six whole numbers from 1 to 100, e.g. 80, 95, 100.',
    mute: 'Mute',
    mutes: {
      keep: (until: string) => `Muted until ${until}`,
      none: 'Not muted',
      tomorrow: 'Until tomorrow',
      month: 'Until the month ends',
    },
    always: 'Urgent alerts are still sent: access that is suspended, or stops soon.',
    saved: (levels: string) => `Saved: I tell you at ${levels} of the limit.`,
    savedMuted: (until: string) => `Muted until ${until}. What is still true then is said then.`,
  },
}
