export const en = {
  summary: 'The last seven days in one post: spend, what moved, where the month stands',
  week: (days: string, amount: string) => `${days}: ${amount}`,
  weekSame: (days: string, amount: string) => `${days}: ${amount}, the same as the week before`,
  weekChanged: (days: string, amount: string, change: string, isPart: boolean) =>
    `${days}: ${amount}, ${change} on the week before${isPart ? ', of what has a price in both' : ''}`,
  noUsage: (days: string) => `${days}: Mistral reports no usage`,
  month: (name: string, spent: string) => `${name}: ${spent}`,
  monthOfLimit: (name: string, spent: string, limit: string, share: string) =>
    `${name}: ${spent} of ${limit} (${share})`,
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
  gaps: '⚠ Some usage has no price or could not be read, and is not counted.',
  before: 'before VAT, seats and discounts',
  subtitle: (days: string) => `API spend a day, ${days}, beside the week before, UTC days`,
  weekBefore: 'Week before',
  thisWeek: 'This week',
  open: 'Open report',
  posted: (channel: string) => `Posted in ${channel}.`,
  head: (sequence: number, hash: string) => `Audit trail up to here: entry ${sequence}, ${hash}`,
  notPosted: (channel: string, why: string) => `⚠ The weekly digest could not be posted in ${channel}. ${why}`,
  refusals: {
    noDigestChannel: 'No channel is set for the digest. The admin of this bot has to set `DIGEST_CHANNEL`.',
    digestExternal:
      'People outside this company can read that channel, so I post no figures there. The admin of this bot has to set `DIGEST_CHANNEL` to an internal channel.',
    digestArchived: 'That channel is archived. The admin of this bot has to set `DIGEST_CHANNEL` to another one.',
    digestUnreachable:
      'I am not in that channel, or it is gone. Invite me there, or let the admin of this bot set `DIGEST_CHANNEL` to another one.',
  },
  actions: { 'digest.sending': 'began to post the digest', 'digest.sent': 'posted the digest' },
}
