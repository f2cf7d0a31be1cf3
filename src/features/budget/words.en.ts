import { plural } from '../../chatops/words/plural.ts'

const budgets = (count: number): string => plural(count, 'budget', 'budgets')

export const en = {
  digestTitle: 'Budgets',
  digestOf: (month: string) => `*Budgets in ${month}*`,
  summary: 'What a month may cost, for the Organization, a Workspace or a cost centre, and how much of it is used',
  none: 'There are no budgets',
  noneHint: (slash: string) =>
    `An admin or billing manager at Mistral can set one with \`${slash} budget set\`. A budget only informs: it stops nothing at Mistral.`,
  over: (over: number, total: number) => `${over} of ${budgets(total)} used up`,
  within: (total: number) => (total === 1 ? 'The budget holds so far' : `All ${budgets(total)} hold so far`),
  withinKnown: (within: number, total: number) =>
    `${within} of ${budgets(total)} ${within === 1 ? 'holds' : 'hold'} so far; ${total - within} could not be checked`,
  unknown: (total: number) => `How much of ${budgets(total)} is used is not known`,
  notRead: (name: string, amount: string) => `${name}: ${amount}. Its usage could not be read right now`,
  mixed: (name: string, amount: string) =>
    `${name}: ${amount}. Its Workspaces are billed in several currencies, which I do not add up`,
  others: (count: number) => `${count} more with less used`,
  incomplete: '⚠ Some usage has no price or could not be read, so more may be used than shown',
  source: (source: string) => `${source}. Budgets only inform. They stop nothing at Mistral; the spending limit does`,
  subtitle: (days: string) => `Spend this month, ${days}, as a share of each budget, UTC days`,
  organization: 'Organization',
  costCenter: (name: string) => `Cost centre ${name}`,
  setTitle: 'Set a budget',
  removeTitle: 'Remove a budget',
  set: 'Set a budget…',
  remove: 'Remove a budget…',
  submit: 'Set',
  submitRemove: 'Remove',
  scope: 'For',
  scopeOrganization: 'The whole Organization',
  more: (count: number, slash: string) =>
    `${count} more: name the one you mean, as in \`${slash} budget set workspace:"Support bot"\` or \`${slash} budget set cost-center:"4711"\`.`,
  amount: (currency: string | null) => (currency ? `Amount a month (${currency})` : 'Amount a month'),
  amountHint: 'Whole units, e.g. 20000 or 20k. A budget stops nothing at Mistral.',
  field: {
    notANumber: 'Type a whole amount above zero, e.g. 20000.',
    otherCurrency: (currency: string) => `Mistral bills in ${currency}: type the amount in ${currency}.`,
  },
  wasSet: (name: string, amount: string) =>
    `✅ ${name}: ${amount} a month.\nIt only informs: nothing at Mistral changes, and nothing is stopped when it is used up.`,
  wasRemoved: (name: string) => `✅ ${name} is removed.`,
  wasGone: 'Somebody removed this budget already.',
  nothingToRemove: 'There are no budgets to remove.',
  alert: {
    willExceed: (when: string) => `At this pace it is used up ≈ ${when}`,
    meaning: (slash: string) =>
      `Nothing is stopped at Mistral: a budget only informs. All budgets: \`${slash} budget\``,
  },
  actions: { 'budget.set': 'set a budget', 'budget.removed': 'removed a budget' },
}
