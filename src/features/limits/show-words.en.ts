import type { Change } from '../../domain/limit/raise.ts'

/** What `/mistral limits` says beside the figures. */
export const show = {
  running: (amount: string, end: string) => `Temporary: ${amount} ${end}`,
  untilReset: 'until Mistral resets its counter',
  untilDate: (when: string) => `until ${when}`,
  afterwards: (limit: string) => `Afterwards: ${limit}`,
  unpaid: '⚠ *The last payment to Mistral failed*: Mistral may suspend API access until it is paid',
  open: (change: string, who: string) => `📝 Open request: *${change}*, from ${who}`,
  computed: {
    agrees: (sum: string) => `Usage and prices come to ${sum}, within 1% of Mistral’s counter`,
    more: (sum: string, difference: string) =>
      `Usage and prices come to ${sum}, ${difference} more than Mistral’s counter. It can lag, or leave out what credits pay; it decides when access stops`,
    less: (sum: string, difference: string) =>
      `Usage and prices come to ${sum}, ${difference} less than Mistral’s counter. It can count what the usage does not list yet; it decides when access stops`,
    lessWithGaps: (sum: string, difference: string) =>
      `Usage and prices come to ${sum}, ${difference} less than Mistral’s counter: some usage has no price or could not be read. The counter decides when access stops`,
    otherCurrency: (sum: string) =>
      `Usage and prices come to ${sum}, in another currency than Mistral’s counter, so I cannot compare them`,
  },
  /** The picture. */
  chart: {
    suspended: (use: string) => `API access is suspended: ${use}`,
    stops: (when: string, use: string) => `API stops ≈ ${when}: ${use}`,
    headsFor: (month: string, landing: string) => `${month} is heading for ${landing}`,
    counter: 'Mistral’s counter',
    caps: 'Used of each Workspace’s own cap this month',
  },
  somebody: 'a colleague',
  yourself: 'you',
  byHand: 'I may not change the limit here: what is approved is set by hand in the Admin Panel.',
  buttons: {
    raise: 'Ask for a raise',
    lower: 'Lower',
    set: 'Set an amount',
    remove: 'Remove',
  } satisfies Record<Change, string>,
}

/** The requests on the Home. */
export const home = {
  toDecide: 'Waiting for your decision',
  yours: 'Your request',
  past: 'Your last requests and decisions',
  alerts: 'Alerts…',
}
