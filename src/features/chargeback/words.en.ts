import { plural } from '../../chatops/words/plural.ts'

export const en = {
  summary: 'What each cost centre pays for a month, by the Workspaces that are assigned to it',
  finding: (period: string, total: string, count: number) =>
    `${period}: ${total} for ${count === 0 ? 'no cost centre yet' : plural(count, 'cost centre', 'cost centres')}`,
  nothing: (period: string) => `${period}: nothing was spent, so there is nothing to charge`,
  isClosed: 'The month is closed: this statement does not move',
  isClosedConverted:
    'The month is closed: the amounts of this statement do not move. What they are converted to can, with the date of the invoice and its rate',
  isProvisional: (slash: string, month: string) =>
    `Provisional: an admin or billing manager can close the month with \`${slash} history close ${month}\``,
  isImported: 'Provisional: a file that is imported later can still change it',
  isRunning: 'The month is not over yet',
  otherCurrency: (names: string) => `⚠ In another currency, so in none of these amounts: ${names}`,
  unassigned: 'Not assigned',
  noWorkspace: 'in no Workspace',
  ownedBy: (workspace: string, name: string) => `${workspace} (owner: ${name})`,
  ofBudget: (share: string, amount: string) => `${share} of the ${amount} budget`,
  assign: 'Assign a Workspace…',

  form: {
    title: 'Assign a Workspace',
    loading: 'Loading…',
    busy: 'Working on it…',
    submit: 'Assign',
    cancel: 'Cancel',
    close: 'Close',
    workspace: 'Workspace',
    more: (count: number, slash: string) =>
      `${plural(count, 'more Workspace', 'more Workspaces')}: name it, as in \`${slash} workspaces assign workspace:"Support bot"\`.`,
    costCenter: 'Cost centre',
    costCenterHint: 'A number or a name, as your accounts know it. Leave it empty to assign it to none.',
    owner: 'Owner',
    ownerHint:
      'Who answers for its spend, and is told when its cap or budget is nearly used. Shown to those who may see names.',
    from: 'From',
    fromHint: 'It holds for this month and those after it, until you assign the Workspace again.',
    none: 'There are no Workspaces to assign.',
    tooLong: 'At most 60 characters.',
    done: (workspace: string, center: string, month: string) =>
      `✅ ${workspace}: cost centre ${center}, from ${month} on.`,
    doneNone: (workspace: string, month: string) => `✅ ${workspace}: no cost centre, from ${month} on.`,
    closed: (month: string) =>
      `⚠ ${month}, or a later month, is closed, and its statement does not move. Choose a later month.`,
  },
  actions: { 'chargeback.assigned': 'assigned a Workspace to a cost centre' },
  personal: {
    sheet: {
      what: 'That you are the owner of Workspaces in the chargeback statements',
      why: 'So that whoever pays for a Workspace knows whom to ask, and you are told when its cap or budget is nearly used',
      howLong: 'Until you are erased; the cost centres stay',
      whoSees: 'Those who may see names, and whoever gets a statement from them',
    },
    owns: (workspace: string, month: string) => `Owner of the Workspace ${workspace}, from ${month} on`,
  },
}
