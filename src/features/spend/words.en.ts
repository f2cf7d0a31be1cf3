/** The words of spend reports. */

export const en = {
  summary: 'What was spent, where the month lands, and what drives it',

  headline: (period: string, total: string) => `${period}: ${total}`,
  headlineUnknown: (period: string) => `${period}: usage, but no amount that I could work out`,
  headlineOfLimit: (period: string, total: string, limit: string, share: string) =>
    `${period}: ${total} of ${limit} (${share})`,
  headlineOtherCurrency: (period: string, total: string, limit: string) =>
    `${period}: ${total}; limit ${limit}, in another currency`,
  inWorkspace: (period: string, workspace: string) => `${period}, ${workspace}`,

  suspended: (use: string, limit: string) =>
    `🔴 *API access is suspended*: ${use} of ${limit} used. An admin can raise the limit.`,
  suspendedSomewhere: '🔴 *API access is suspended*. An admin can raise the limit.',
  landing: (landing: string, low: string, high: string) => `Landing at ${landing} (${low}–${high})`,
  landingAtLeast: (landing: string) =>
    `Landing at ${landing} or more, because some usage has no price or could not be read`,
  outlook: (landing: string, verdict: string) => `${landing}: ${verdict}`,
  cannotTell: 'I cannot say whether the limit will hold',
  willHold: 'the limit should hold',
  mayNotHold: 'it may reach the limit',
  willNotHold: (when: string) => `⚠ the limit is reached ≈ ${when}`,
  tooEarly: 'Too early to say where the month lands',
  countedUse: (use: string, difference: string, share: string) =>
    `Mistral counts ${use} against the limit${share ? ` (${share})` : ''}, ${difference} from this sum`,

  nothingSpent: (period: string) => `${period}: nothing was spent`,
  nothingSpentDetail: 'Mistral reports usage, and all of it was free.',
  noUsage: (period: string) => `Mistral reports no usage for ${period}`,
  noUsageDetail:
    'That is not the same as zero spend: the Organization may be new, or this period may lie before its data.',

  other: (amount: string, count: number) => `${count === 1 ? '1 other' : `${count} others`} ${amount}`,
  otherRow: (count: number) => (count === 1 ? '1 other' : `${count} others`),
  earlierDays: (count: number) => (count === 1 ? '1 day before' : `${count} days before`),
  highestDay: ({ day, amount, share, times }: Readonly<Record<'day' | 'amount' | 'share' | 'times', string>>) =>
    `Highest: *${day}*  *${amount}*${share ? `  ${share}` : ''}${times ? `, ${times} times the usual day` : ''}`,
  drivenBy: (model: string, amount: string, usual: string) =>
    `Driven by ${model}: ${amount} that day, usually ${usual}`,
  withoutDay: 'without a day',
  noWorkspace: 'in no workspace',
  restOfWorkspaces: 'without an answer, or in no workspace',
  by: { category: 'By category', model: 'By model', day: 'By day', workspace: 'By workspace' },

  /** The words of the picture; its title states the finding. */
  chart: {
    heading: (period: string, landing: string) => `${period} is heading for ${landing}`,
    headingOver: (period: string, landing: string, over: string) =>
      `${period} is heading for ${landing}, ${over} over the limit`,
    headingUnder: (period: string, landing: string, limit: string) => `${period} is heading for ${landing} of ${limit}`,
    suspended: (limit: string) => `API access is suspended: the limit of ${limit} is used up`,
    cost: (period: string, total: string) => `${period} cost ${total}`,
    costMore: (period: string, total: string, share: string, isLess: boolean, against: string) =>
      `${period} cost ${total}, ${share} ${isLess ? 'less' : 'more'} than ${against}`,
    atLeast: (landing: string) => `at least ${landing}`,
    leadsCounted: (name: string, share: string, period: string) =>
      `${name} makes up ${share} of what could be counted, ${period}`,
    leads: (name: string, share: string, period: string) => `${name} makes up ${share} of the spend, ${period}`,
    perDay: 'Per day',
    perMonth: 'Per month',
    limit: 'Limit',
    other: 'Other',
  },

  sharesOfCounted: '⚠ Shares are of what is counted here',
  missingLimit: '⚠ The limit could not be read, so it is not shown',
}
