import { plural } from '../../chatops/words/plural.ts'
import { forms } from './form-words.en.ts'

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

const whose = 'Only the person who made it, or somebody with the admin or billing role at Mistral, can change it.'

export const en = {
  summary: 'The week or the month in one post: spend, what moved, where the month stands; subscribe a channel to it',

  // The post.
  spent: (days: string, amount: string) => `${days}: ${amount}`,
  same: (days: string, amount: string, before: string) => `${days}: ${amount}, the same as ${before}`,
  changed: (days: string, amount: string, change: string, before: string, isPart: boolean) =>
    `${days}: ${amount}, ${change} on ${before}${isPart ? ', of what has a price in both' : ''}`,
  weekBefore: 'the week before',
  otherCurrencyBefore: (days: string, amount: string, before: string) =>
    `${days}: ${amount}; ${before} was in another currency`,
  noUsage: (days: string) => `${days}: Mistral reports no usage`,
  andMore: (names: string, count: number) => `${names} and ${count} more`,
  month: (name: string, spent: string) => `${name} so far: ${spent}`,
  monthOfLimit: (name: string, spent: string, limit: string, share: string) =>
    `${name}: ${spent} of ${limit} (${share})`,
  monthUnknownUse: (name: string, spent: string, limit: string) =>
    `${name} so far: ${spent}; the limit is ${limit}, and Mistral does not say how much of it is used`,
  monthOtherCurrency: (name: string, spent: string, limit: string) =>
    `${name}: ${spent}; the limit of ${limit} is in another currency`,
  landing: (amount: string) => `landing ≈ ${amount}`,
  landingAtLeast: (amount: string) => `landing at ${amount} or more`,
  outlook: (soFar: string, landing: string, verdict: string) => `${soFar}, ${landing}${verdict ? `: ${verdict}` : ''}`,
  cannotTell: 'I cannot say whether the limit will hold',
  holds: 'the limit should hold',
  mayReach: 'it may reach the limit',
  reached: (when: string) => `⚠ the limit is reached ≈ ${when}`,
  suspended: '🔴 *API access is suspended.*',
  workspaces: (movers: string) => `*Workspaces*  ${movers}`,
  models: (movers: string) => `*Models*  ${movers}`,
  paymentFailed: (url: string) =>
    `⚠ The last payment to Mistral failed. Check the payment method in the <${url}|Admin Panel>.`,
  nearCap: (name: string, use: string, cap: string, share: string) =>
    `⚠ ${name} has used ${share} of its monthly cap: ${use} of ${cap}`,
  moreNearCaps: (count: number, share: string) =>
    `⚠ ${plural(count, 'more Workspace has', 'more Workspaces have')} used ${share} or more of the monthly cap`,
  atLeast: (share: string) => `at least ${share}`,
  limitMissing: '⚠ Mistral did not say what the limit is, so the month is not held against it.',
  workspacesMissing: '⚠ Mistral did not list the Workspaces, so I can say nothing about them.',
  gaps: '⚠ Some usage has no price or could not be read, and is not counted.',
  before: 'before VAT, seats and discounts',
  subtitle: {
    weekly: (days: string) => `API spend a day, ${days}, beside the week before, UTC days`,
    monthly: (days: string, before: string) => `API spend up to each day, ${days} beside ${before}, UTC days`,
  },
  series: { week: 'This week', weekBefore: 'Week before' },
  byWorkspace: 'By Workspace',
  byModel: 'By model',
  other: (count: number) => `${count} others`,
  details: (days: string) => `${days} in detail`,
  head: (sequence: number, hash: string) => `Audit trail up to here: entry ${sequence}, ${hash}`,
  open: 'Open report',
  mute: 'Mute',
  settings: 'Settings',
  muteQuestion: {
    title: 'Mute this digest?',
    text: 'It is not posted here any more until somebody resumes it.',
    no: 'Keep it',
  },

  // Why there is none.
  silence: {
    noUsage: (days: string) =>
      `No digest for ${days}: Mistral reports no usage for these days. The next one comes when there is usage again.`,
    nothingBrought: (days: string) =>
      `No digest for ${days}: nothing that was imported or typed tells of any usage. The next one comes when there are figures again.`,
    noAnswer: (days: string) =>
      `No digest for ${days} yet: I cannot get the figures from Mistral. It follows as soon as I have them.`,
    workspacesGone: (days: string, slash: string) =>
      `No digest for ${days}: Mistral no longer has the Workspaces that it is about. Choose others, or unsubscribe, in \`${slash} digest list\`.`,
  },
  notices: {
    paused: (digest: string, why: string) => `⚠ I paused a digest: ${digest}. ${why}`,
    passed: (digest: string) =>
      `A digest now belongs to the admins, since the person who made it left or may no longer see these figures: ${digest}. It is still posted. Keep it, change it or unsubscribe.`,
    trouble: {
      external: 'People outside this company can read the channel, so I post no figures there. Choose another channel.',
      archived: 'The channel is archived. Choose another channel, or unsubscribe.',
      unreachable: 'I am not in the channel, or it is gone. Invite me there and resume, or choose another channel.',
    },
    list: 'Show digests',
  },

  // The list.
  none: 'No channel has a digest yet.',
  noneOfYours: 'You have no digest.',
  listed: (count: number) => (count === 1 ? 'One digest' : `${count} digests`),
  more: (count: number) => `Show ${count} more`,
  digest: (channel: string, rhythm: string, scope: string) => `${channel}: ${rhythm}, ${scope}`,
  weekly: (weekday: number, time: string, zone: string) => `${weekdays[weekday]}s at ${time} (${zone})`,
  monthly: (time: string, zone: string) => `monthly, on the first working day at ${time} (${zone})`,
  organization: 'the whole Organization',
  someWorkspaces: (count: number) => plural(count, 'Workspace', 'Workspaces'),
  madeBy: (person: string) => `Made by ${person}`,
  adminsOwn: 'Belongs to the admins',
  next: (when: string) => `next: ${when}`,
  paused: {
    person: '⏸ Paused',
    external: '⏸ Paused: people outside this company can read the channel',
    archived: '⏸ Paused: the channel is archived',
    unreachable: '⏸ Paused: I am not in the channel, or it is gone',
  },
  silent: 'no figures at present',
  buttons: {
    subscribe: 'Subscribe a channel…',
    home: 'New digest…',
    list: 'Digests',
    preview: 'Preview',
    send: 'Send now',
    pause: 'Pause',
    resume: 'Resume',
    edit: 'Edit…',
    end: 'Unsubscribe',
  },
  sendQuestion: { title: 'Send this digest now?', text: 'It is posted in the channel at once.', no: 'Not now' },
  endQuestion: { title: 'Unsubscribe?', text: 'The channel will no longer get this digest.', no: 'Keep it' },

  // What became of a click.
  posted: (channel: string) => `Posted in ${channel}.`,
  muted: (digest: string, slash: string) => `Paused: ${digest}. Resume it with \`${slash} digest list\`.`,
  resumed: (digest: string) => `Resumed: ${digest}.`,
  ended: (digest: string) => `Unsubscribed: ${digest}.`,
  unchanged: 'Somebody else did this already. Nothing changed.',

  form: forms,

  refusals: {
    noDigest: (_facts: Readonly<Record<string, string>>, slash: string) =>
      `No channel has a digest. Subscribe one with \`${slash} digest subscribe\`.`,
    digestGone: 'This digest was unsubscribed.',
    digestExists: 'This channel already has that digest. Edit the existing one instead.',
    notYourDigest: whose,
    digestScope:
      'This digest is about chosen Workspaces, and none is chosen now. Choose at least one. For the whole Organization, unsubscribe this digest and make a new one.',
    digestForOrganization:
      'Only people with the admin or billing role at Mistral can post figures of the whole Organization. Choose Workspaces, or ask one of them.',
    notInChannel: 'You are not in that channel. Join it first, or choose another one.',
    noFigures: 'I know of no usage on these days, so there is nothing to post.',
    digestExternal:
      'People outside this company can read that channel, so I post no figures there. Choose an internal channel.',
    digestArchived: 'That channel is archived. Choose another one.',
    digestUnreachable: 'I am not in that channel, or it is gone. Invite me there, or choose another one.',
    digestDirect: 'A digest goes to a channel, not to a direct message. Choose a channel.',
  },
  actions: {
    'digest.sending': 'began to post a digest',
    'digest.sent': 'posted a digest',
    'digest.subscribed': 'subscribed a channel to a digest',
    'digest.changed': 'changed a digest',
    'digest.paused': 'paused a digest',
    'digest.resumed': 'resumed a digest',
    'digest.unsubscribed': 'unsubscribed a channel from a digest',
    'digest.passed': 'gave a digest to the admins',
  },
  personal: {
    sheet: {
      what: 'Digests that you made',
      why: 'To tell you when one can no longer be posted, and to let you change it',
      howLong: 'Until you are erased; then it belongs to the admins',
      whoSees: 'You, and people with the admin or billing role',
    },
    made: (channel: string, state: string) => `Digest for channel ${channel} (${state})`,
  },
}
