import { plural } from '../../chatops/words/plural.ts'

const workspaces = (count: number) => plural(count, 'Workspace', 'Workspaces')

export const en = {
  summary: 'The months of usage that I keep: which are closed, what Mistral corrected, what is missing',
  reading: (share: string) =>
    `I am reading Mistral’s past into the usage history: ${share} done.\nReports work meanwhile, and ask Mistral for what is not there yet.`,
  complete: (since: string, slash: string) =>
    `✅ The usage history is complete, from ${since} on.\nMonths stay provisional until an admin or billing manager closes them: \`${slash} history close\`.`,

  none: 'No month of usage is kept yet',
  noneHint: (isOff: boolean): string =>
    isOff
      ? 'The history is switched off here (`HISTORY_MONTHS`), or there is no Admin API key to read it with.'
      : 'I read Mistral’s past when I start, a few months at a time. Look again in a few minutes.',
  finding: (from: string, to: string, count: number) =>
    `History: ${plural(count, 'month', 'months')}, from ${from} up to ${to}`,
  closedUpTo: (month: string) => `Closed up to ${month}`,
  noneClosed: 'No month is closed yet: all of them are provisional, and a later answer of Mistral’s corrects them',
  gaps: (count: number) =>
    `⚠ ${count === 1 ? '1 month of a Workspace is' : `${count} months of Workspaces are`} still missing. I fill the gaps by myself`,
  missingWorkspaces: '⚠ Mistral could not be asked which Workspaces there are, so I cannot say whether any is missing',
  months: 'The last months',
  row: (month: string, amount: string, state: string) => `${month}  *${amount}*  ${state}`,
  closed: 'closed',
  provisional: 'provisional',
  running: (day: string) => `running, up to ${day}`,
  difference: (month: string, kept: string, now: string, change: string) =>
    `⚠ ${month} is closed at ${kept}. Mistral now reports ${now} (${change}). The closed month stays as it is`,
  differenceWithin: (month: string) =>
    `⚠ ${month} is closed. Mistral now reports other amounts for some Workspaces. The closed month stays as it is`,
  differenceOf: (workspace: string, kept: string, now: string, change: string) =>
    `• ${workspace}: closed at ${kept}, Mistral now reports ${now} (${change})`,
  corrections: (month: string) => `What was known of ${month}, and when`,
  knownUntil: (until: string, amount: string, change: string) => `until ${until}  *${amount}*, then ${change}`,
  knownNow: (since: string, amount: string) => `since ${since}  *${amount}*`,
  knownOnly: (since: string, amount: string) => `since ${since}  *${amount}*, never corrected`,
  moreDays: (change: string) => `${change}, with more days`,
  corrected: (change: string) => `${change}, corrected by Mistral`,
  source: 'Kept by this bot once a day; UTC days, before VAT, seats and discounts',
  closeButton: (month: string) => `Close ${month}…`,

  close: {
    title: 'Close a month',
    loading: 'Loading…',
    busy: 'Working on it…',
    submit: 'Close the month',
    cancel: 'Cancel',
    done: 'Done',
    question: (month: string, amount: string, count: number) =>
      `Close *${month}* at *${amount}*, with ${workspaces(count)}?`,
    consequence:
      'From then on its figures and its cost centres do not move. If Mistral counts it differently later, you are told the difference. A month cannot be opened again.',
    moved: '⚠ Mistral corrected this month since you opened this. These are the figures now.',
    wasClosed: (month: string, amount: string) => `✅ ${month} is closed at ${amount}.`,
    alreadyClosed: (month: string) => `${month} is closed already.`,
    unsettled: (month: string) =>
      `${month} cannot be closed yet: it has to be over for two days, and read since, so that Mistral has counted all of it.`,
    gaps: (month: string) =>
      `${month} cannot be closed yet: some Workspaces are still missing in it. I fill the gaps by myself, so try again later.`,
    notKept: (month: string) => `Nothing is kept of ${month}, so it cannot be closed.`,
    nothingToClose: 'Every month that is over and kept is closed already.',
  },
  actions: { 'history.closed': 'closed a month' },
  personal: {
    sheet: {
      what: 'That you closed months of the usage history',
      why: 'So that it is known who decided that a month’s figures are final',
      howLong: 'Until you are erased; the closing stays, without your name',
      whoSees: 'Admins and billing managers, in the audit trail',
    },
    closed: (count: number) => `Months that you closed: ${count}`,
  },
}
