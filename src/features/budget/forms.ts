import type { Core } from '../../chatops/context.ts'
import type { Act, Form } from '../../chatops/contract.ts'
import { findBudgets } from '../../chatops/report/budgets.ts'
import { escapeMrkdwn } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { NotFound, UpstreamError } from '../../domain/errors.ts'
import { namesAnotherCurrency, parseAmount } from '../../domain/money/amount.ts'
import { type Currency, formatMoney, inCurrency } from '../../domain/money/money.ts'
import { organizationScope } from '../../domain/usage/usage.ts'
import type { SubmissionInput } from '../../slack/interactions.ts'
import type { Modal } from '../../slack/views.ts'
import { busyModal, loadingModal, noticeModal, type Place, removeModal, type SetForm, setModal } from './form-view.ts'
import { removeBudget, setBudget } from './store.ts'
import { budgetWords } from './words.ts'

type Workspaces = SetForm['workspaces']

export const setAct: Act = {
  name: 'budget set',
  access: 'decide',
  opening: (view) => loadingModal(budgetWords(view).setTitle, view),
  failed: (message, view) => noticeModal(budgetWords(view).setTitle, message.text, view),
  async act(core, { view, words }) {
    const wanted = words.takeOption('workspace')
    const amount = words.rest(['workspace:"Support bot"'])
    const { workspaces, currency } = await readFacts(core)
    const chosen = wanted === undefined ? organizationScope : findWorkspace(workspaces, wanted)
    return setModal({ workspaces, currency, chosen, amount }, view)
  },
}

export const setForm: Form = {
  access: 'decide',
  busy: (view) => busyModal(budgetWords(view).setTitle, view),
  failed: (message, view) => noticeModal(budgetWords(view).setTitle, message.text, view),
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
    return noticeModal(words.setTitle, words.wasSet(sayName(workspace?.name, view), said), view)
  },
}

export const removeAct: Act = {
  name: 'budget remove',
  access: 'decide',
  opening: (view) => loadingModal(budgetWords(view).removeTitle, view),
  failed: (message, view) => noticeModal(budgetWords(view).removeTitle, message.text, view),
  act: async (core, { view }) => removeModal(await listPlaces(core), view),
}

export const removeForm: Form = {
  access: 'decide',
  busy: (view) => busyModal(budgetWords(view).removeTitle, view),
  failed: (message, view) => noticeModal(budgetWords(view).removeTitle, message.text, view),
  async act(core, { asker, view, input }): Promise<Modal> {
    const words = budgetWords(view)
    const { scope } = readInput(input)
    const place = (await listPlaces(core)).find((listed) => listed.scope === scope)
    if (!place || !(await removeBudget(core, asker, scope))) return noticeModal(words.removeTitle, words.wasGone, view)
    return noticeModal(words.removeTitle, words.wasRemoved(sayName(place.name, view)), view)
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
  const [workspaces, limit] = await Promise.all([mistral.workspaces(), mistral.spendLimit()])
  return {
    workspaces: workspaces.value.toSorted((one, other) => one.name.localeCompare(other.name)),
    currency: limit.value.currency,
  }
}

/** By the whole name, or by a part that only one of them has. */
function findWorkspace(workspaces: Workspaces, wanted: string): string {
  const word = wanted.toLowerCase()
  const exact = workspaces.filter(({ name }) => name.toLowerCase() === word)
  const found = exact.length > 0 ? exact : workspaces.filter(({ name }) => name.toLowerCase().includes(word))
  const [only, ...more] = found
  if (only && more.length === 0) return only.id
  const examples = (found.length > 0 ? found : workspaces).slice(0, 3)
  throw new NotFound(
    'workspace',
    wanted,
    examples.map(({ name }) => `workspace:"${name.replaceAll('"', '')}"`),
  )
}

/** What there is to remove, also of Workspaces that are gone, and where Mistral does not answer. */
async function listPlaces(core: Core): Promise<Place[]> {
  const budgets = await findBudgets(core.db, core.organization)
  const names = new Map((await readWorkspaces(core)).map(({ id, name }) => [id, name]))
  return budgets.map(({ scope }) => ({
    scope,
    name: scope === organizationScope ? undefined : (names.get(scope) ?? null),
  }))
}

async function readWorkspaces({ mistral }: Core): Promise<Workspaces> {
  try {
    return (await mistral.workspaces()).value
  } catch (error) {
    if (error instanceof UpstreamError) return []
    throw error
  }
}
