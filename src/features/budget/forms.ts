import type { Core } from '../../chatops/context.ts'
import type { Act, Form } from '../../chatops/contract.ts'
import { busyModal, loadingModal, noticeModal } from '../../chatops/modals.ts'
import { costCentersFrom, listAssignments } from '../../chatops/report/assignments.ts'
import { findBudgets, nameBudget, placeOf, scopeOfCostCenter } from '../../chatops/report/budgets.ts'
import { findCostCenter, findWorkspace } from '../../chatops/report/find-workspace.ts'
import { orMissing } from '../../chatops/report/or-missing.ts'
import type { TypedWords } from '../../chatops/routing/typed-words.ts'
import type { View } from '../../chatops/view.ts'
import { NotFound } from '../../domain/errors.ts'
import { namesAnotherCurrency, parseAmount } from '../../domain/money/amount.ts'
import { type Currency, formatMoney, inCurrency } from '../../domain/money/money.ts'
import { dayOf, monthOf } from '../../domain/time/time.ts'
import { organizationScope } from '../../domain/usage/usage.ts'
import type { SubmissionInput } from '../../slack/interactions.ts'
import type { Modal } from '../../slack/views.ts'
import { type Choice, removeModal, setModal } from './form-view.ts'
import { removeBudget, setBudget } from './store.ts'
import { budgetWords } from './words.ts'

export const setAct: Act = {
  name: 'budget set',
  access: 'decide',
  opening: (view) => loadingModal(view, budgetWords(view).setTitle),
  failed: (message, view) => noticeModal(view, { title: budgetWords(view).setTitle, text: message.text }),
  async act(core, { view, words }) {
    const find = takePlace(words)
    const amount = words.rest(['workspace:"Support bot"', 'cost-center:"4711"'])
    const { choices, currency } = await readFacts(core)
    return setModal({ choices, currency, chosen: find(choices), amount }, view)
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
    const { choices, currency } = await readFacts(core)
    const { scope, amount, typed } = readInput(input)
    const place = choices.find((one) => one.scope === scope)?.place ?? placeOf(scope, [])
    if (place.kind === 'workspace' && place.name === null) throw new NotFound('workspace', '')
    if (!amount || namesAnotherCurrency(typed, currency))
      return setModal({ choices, currency, chosen: scope, amount: typed, note: sayProblem(currency, view) }, view)
    await setBudget(core, asker, { scope, amount, currency })
    const said = formatMoney(inCurrency(amount, currency), view.locale, 'whole')
    return noticeModal(view, { title: words.setTitle, text: words.wasSet(nameBudget(place, view), said) })
  },
}

export const removeAct: Act = {
  name: 'budget remove',
  access: 'decide',
  opening: (view) => loadingModal(view, budgetWords(view).removeTitle),
  failed: (message, view) => noticeModal(view, { title: budgetWords(view).removeTitle, text: message.text }),
  act: async (core, { view }) => removeModal(await listBudgeted(core), view),
}

export const removeForm: Form = {
  access: 'decide',
  busy: (view) => busyModal(view, budgetWords(view).removeTitle),
  failed: (message, view) => noticeModal(view, { title: budgetWords(view).removeTitle, text: message.text }),
  async act(core, { asker, view, input }): Promise<Modal> {
    const words = budgetWords(view)
    const { scope } = readInput(input)
    const found = (await listBudgeted(core)).find((listed) => listed.scope === scope)
    if (!found || !(await removeBudget(core, asker, scope)))
      return noticeModal(view, { title: words.removeTitle, text: words.wasGone })
    return noticeModal(view, { title: words.removeTitle, text: words.wasRemoved(nameBudget(found.place, view)) })
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

/** From `workspace:…` or `cost-center:…`, in either spelling; neither: the Organization. */
function takePlace(words: TypedWords): (choices: readonly Choice[]) => string {
  const workspace = words.takeOption('workspace')
  if (workspace !== undefined) return (choices) => findWorkspace(listNamed(choices, 'workspace'), workspace).scope
  const center = words.takeOption('cost-center') ?? words.takeOption('cost-centre')
  if (center !== undefined) return (choices) => findCostCenter(listNamed(choices, 'costCenter'), center).scope
  return () => organizationScope
}

const listNamed = (choices: readonly Choice[], kind: Choice['place']['kind']) =>
  choices.flatMap(({ scope, place }) =>
    place.kind === kind && 'name' in place && place.name !== null ? [{ scope, name: place.name }] : [],
  )

/** The currency is Mistral's own: a budget is held against what Mistral bills. */
async function readFacts({ mistral, db, organization, clock }: Core): Promise<{
  choices: readonly Choice[]
  currency: Currency
}> {
  // Without a key nobody lists the Workspaces: the Organization can have a budget all the same.
  const [workspaces, limit, assignments] = await Promise.all([
    orMissing(mistral.workspaces()),
    mistral.spendLimit(),
    listAssignments(db, organization),
  ])
  const centers = costCentersFrom(assignments, monthOf(dayOf(clock.now())))
  const sorted = (workspaces?.value ?? []).toSorted((one, other) => one.name.localeCompare(other.name))
  return {
    choices: [
      ...centers.map((name) => ({ scope: scopeOfCostCenter(name), place: { kind: 'costCenter', name } as const })),
      ...sorted.map(({ id, name }) => ({ scope: id, place: { kind: 'workspace', name } as const })),
    ],
    currency: limit.value.currency,
  }
}

/** What there is to remove, also of Workspaces that are gone, and where Mistral does not answer. */
async function listBudgeted(core: Core): Promise<Choice[]> {
  const budgets = await findBudgets(core.db, core.organization)
  const workspaces = (await orMissing(core.mistral.workspaces()))?.value ?? []
  return budgets.map(({ scope }) => ({ scope, place: placeOf(scope, workspaces) }))
}
