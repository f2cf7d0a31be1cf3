import type { Core } from '../../chatops/context.ts'
import type { Act, Form } from '../../chatops/contract.ts'
import { busyModal, loadingModal, noticeModal } from '../../chatops/modals.ts'
import { findBudgets } from '../../chatops/report/budgets.ts'
import { findWorkspace } from '../../chatops/report/find-workspace.ts'
import { orMissing } from '../../chatops/report/or-missing.ts'
import { escapeMrkdwn } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { NotFound } from '../../domain/errors.ts'
import { namesAnotherCurrency, parseAmount } from '../../domain/money/amount.ts'
import { type Currency, formatMoney, inCurrency } from '../../domain/money/money.ts'
import { organizationScope } from '../../domain/usage/usage.ts'
import type { SubmissionInput } from '../../slack/interactions.ts'
import type { Modal } from '../../slack/views.ts'
import { type Place, removeModal, type SetForm, setModal } from './form-view.ts'
import { removeBudget, setBudget } from './store.ts'
import { budgetWords } from './words.ts'

type Workspaces = SetForm['workspaces']

export const setAct: Act = {
  name: 'budget set',
  access: 'decide',
  opening: (view) => loadingModal(view, budgetWords(view).setTitle),
  failed: (message, view) => noticeModal(view, { title: budgetWords(view).setTitle, text: message.text }),
  async act(core, { view, words }) {
    const wanted = words.takeOption('workspace')
    const amount = words.rest(['workspace:"Support bot"'])
    const { workspaces, currency } = await readFacts(core)
    const chosen = wanted === undefined ? organizationScope : findWorkspace(workspaces, wanted).id
    return setModal({ workspaces, currency, chosen, amount }, view)
  },
}

export const setForm: Form = {
  access: 'decide',
  busy: (view) => busyModal(view, budgetWords(view).setTitle),
  failed: (message, view) => noticeModal(view, { title: budgetWords(view).setTitle, text: message.text }),
  async check(_core, { values }, view) {
    const amount = parseAmount(values.amount ?? '')
    return amount && !amount.isZero ? undefined : { amount: budgetWords(view).field.notANumber }
  },
  async act(core, { asker, view, input }) {
    const words = budgetWords(view)
    const { workspaces, currency } = await readFacts(core)
    const { scope, amount, typed } = readInput(input)
    const workspace = workspaces.find(({ id }) => id === scope)
    if (!workspace && scope !== organizationScope) throw new NotFound('workspace', '')
    if (!amount || namesAnotherCurrency(typed, currency))
      return setModal({ workspaces, currency, chosen: scope, amount: typed, note: sayProblem(currency, view) }, view)
    await setBudget(core, asker, { scope, amount, currency })
    const said = formatMoney(inCurrency(amount, currency), view.locale, 'whole')
    return noticeModal(view, { title: words.setTitle, text: words.wasSet(sayName(workspace?.name, view), said) })
  },
}

export const removeAct: Act = {
  name: 'budget remove',
  access: 'decide',
  opening: (view) => loadingModal(view, budgetWords(view).removeTitle),
  failed: (message, view) => noticeModal(view, { title: budgetWords(view).removeTitle, text: message.text }),
  act: async (core, { view }) => removeModal(await listPlaces(core), view),
}

export const removeForm: Form = {
  access: 'decide',
  busy: (view) => busyModal(view, budgetWords(view).removeTitle),
  failed: (message, view) => noticeModal(view, { title: budgetWords(view).removeTitle, text: message.text }),
  async act(core, { asker, view, input }): Promise<Modal> {
    const words = budgetWords(view)
    const { scope } = readInput(input)
    const place = (await listPlaces(core)).find((listed) => listed.scope === scope)
    if (!place || !(await removeBudget(core, asker, scope)))
      return noticeModal(view, { title: words.removeTitle, text: words.wasGone })
    return noticeModal(view, { title: words.removeTitle, text: words.wasRemoved(sayName(place.name, view)) })
  },
}

function readInput({ values }: SubmissionInput) {
  const typed = values.amount ?? ''
  return { scope: values.scope ?? organizationScope, typed, amount: parseAmount(typed) }
}

function sayProblem(currency: Currency, view: View): string {
  const { field } = budgetWords(view)
  return currency === null ? field.notANumber : field.otherCurrency(currency)
}

function sayName(workspace: string | null | undefined, view: View): string {
  const words = budgetWords(view)
  if (workspace === undefined) return words.name
  return words.nameOf(workspace === null ? words.goneWorkspace : escapeMrkdwn(workspace, 40))
}

/** The currency is Mistral's own: a budget is held against what Mistral bills. */
async function readFacts({ mistral }: Core): Promise<{ workspaces: Workspaces; currency: Currency }> {
  // Without a key nobody lists the Workspaces: the Organization can have a budget all the same.
  const [workspaces, limit] = await Promise.all([orMissing(mistral.workspaces()), mistral.spendLimit()])
  return {
    workspaces: (workspaces?.value ?? []).toSorted((one, other) => one.name.localeCompare(other.name)),
    currency: limit.value.currency,
  }
}

/** What there is to remove, also of Workspaces that are gone, and where Mistral does not answer. */
async function listPlaces(core: Core): Promise<Place[]> {
  const budgets = await findBudgets(core.db, core.organization)
  const workspaces = (await orMissing(core.mistral.workspaces()))?.value ?? []
  const names = new Map(workspaces.map(({ id, name }) => [id, name]))
  return budgets.map(({ scope }) => ({
    scope,
    name: scope === organizationScope ? undefined : (names.get(scope) ?? null),
  }))
}
