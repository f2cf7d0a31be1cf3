import type { Core } from '../../chatops/context.ts'
import type { Act, Form } from '../../chatops/contract.ts'
import { assignmentIn, listAssignments } from '../../chatops/report/assignments.ts'
import { escapeMrkdwn } from '../../chatops/text.ts'
import { InvalidInput, NotFound } from '../../domain/errors.ts'
import { addMonths, dayOf, monthOf } from '../../domain/time/time.ts'
import type { Month } from '../../domain/usage/usage.ts'
import type { SubmissionInput } from '../../slack/interactions.ts'
import { listClosings } from '../../storage/history/overview.ts'
import { type AssignForm, assignModal, longestCenter, noticeModal, sayMonth } from './assign-view.ts'
import { assign } from './store.ts'
import { chargebackWords } from './words.ts'

/** So many months back, as long as they are open, and the next one. */
const monthsBack = 6

/** "workspaces assign": to which cost centre a Workspace belongs, and who owns it, from which month on. */
export const assignAct: Act = {
  name: 'workspaces assign',
  access: 'decide',
  opening: (view) => noticeModal(chargebackWords(view).form.loading, view),
  failed: (message, view) => noticeModal(message.text, view),
  async act(core, { view, words }) {
    const wanted = words.takeOption('workspace')
    const rest = words.rest(['workspace:"Support bot"'])
    if (rest !== '') throw new InvalidInput('option', rest, ['', 'workspace:"Support bot"'])
    const form = await readForm(core)
    const [first] = form.workspaces
    if (!first) return noticeModal(chargebackWords(view).form.none, view)
    const chosen = wanted === undefined ? undefined : findWorkspace(form.workspaces, wanted)
    const present = monthOf(dayOf(core.clock.now()))
    const known = assignmentIn(await listAssignments(core.db, core.organization), chosen ?? '', present)
    return assignModal(
      {
        ...form,
        typed: {
          ...{ workspace: chosen ?? null, from: form.months.includes(present) ? present : (form.months[0] ?? null) },
          ...{ costCenter: known?.costCenter ?? null, owner: known?.owner?.slackId ?? null },
        },
      },
      core.clock.now(),
      view,
    )
  },
}

export const assignForm: Form = {
  access: 'decide',
  busy: (view) => noticeModal(chargebackWords(view).form.busy, view),
  failed: (message, view) => noticeModal(message.text, view),
  async check(_core, { values }, view) {
    const isTooLong = (values.costCenter ?? '').trim().length > longestCenter
    return isTooLong ? { costCenter: chargebackWords(view).form.tooLong } : undefined
  },
  async act(core, { asker, view, input }) {
    const { form: words } = chargebackWords(view)
    const form = await readForm(core)
    const { workspaceId, from, costCenter, ownerId } = readInput(input)
    const workspace = form.workspaces.find(({ id }) => id === workspaceId)
    if (!workspace) throw new NotFound('workspace', '')
    const owner = ownerId ? await core.people.profile(ownerId) : undefined
    const month = sayMonth(from, core.clock.now(), view)
    const isOffered = form.months.includes(from)
    if (!isOffered || !(await assign(core, asker, { workspace, from, costCenter, owner })))
      return assignModal(
        { ...(await readForm(core)), typed: input.values, note: words.closed(month) },
        core.clock.now(),
        view,
      )
    const name = escapeMrkdwn(workspace.name, 40)
    const said =
      costCenter === null ? words.doneNone(name, month) : words.done(name, escapeMrkdwn(costCenter, 60), month)
    return noticeModal(said, view)
  },
}

function readInput({ values }: SubmissionInput) {
  const costCenter = (values.costCenter ?? '').trim()
  return {
    workspaceId: values.workspace ?? '',
    from: (values.from ?? '') as Month,
    costCenter: costCenter === '' ? null : costCenter,
    ownerId: values.owner ?? undefined,
  }
}

/** Of the months, those behind the last one that is closed. */
async function readForm({ mistral, db, organization, clock }: Core): Promise<Omit<AssignForm, 'typed'>> {
  const [{ value: workspaces }, closings] = await Promise.all([
    mistral.workspaces({ withArchived: true }),
    listClosings(db, organization),
  ])
  const lastClosed = closings.at(-1)?.month ?? ''
  const present = monthOf(dayOf(clock.now()))
  const months = Array.from({ length: monthsBack + 2 }, (_, index) => addMonths(present, index - monthsBack))
  return {
    workspaces: workspaces.toSorted((one, other) => one.name.localeCompare(other.name)),
    months: months.filter((month) => month > lastClosed),
  }
}

/** By the whole name, or by a part that only one of them has. */
function findWorkspace(workspaces: AssignForm['workspaces'], wanted: string): string {
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
