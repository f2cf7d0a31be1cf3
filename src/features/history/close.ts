import { section } from '../../chatops/blocks.ts'
import type { Core } from '../../chatops/context.ts'
import type { Act, Form } from '../../chatops/contract.ts'
import type { View } from '../../chatops/view.ts'
import { InvalidInput } from '../../domain/errors.ts'
import { settlesAt } from '../../domain/history/settled.ts'
import { parsePeriod } from '../../domain/time/period.ts'
import { addMonths, dayOf, monthOf } from '../../domain/time/time.ts'
import type { Month } from '../../domain/usage/usage.ts'
import type { Modal } from '../../slack/views.ts'
import { appendAudit } from '../../storage/audit/append.ts'
import type { AuditTables } from '../../storage/audit/schema.ts'
import { type ClosableMonth, closeMonth, findClosable } from '../../storage/history/close.ts'
import { listClosings, listTotals } from '../../storage/history/overview.ts'
import type { HistoryTables } from '../../storage/history/schema.ts'
import { personIdFor } from '../../storage/people/registry.ts'
import type { PeopleTables } from '../../storage/people/schema.ts'
import { cents, sayMonth } from './view.ts'
import { historyWords } from './words.ts'

/** "history close 2026-10": shows what is about to become final. */
export const closeAct: Act = {
  name: 'history close',
  access: 'decide',
  opening: (view) => noticeModal(historyWords(view).close.loading, view),
  failed: (message, view) => noticeModal(message.text, view),
  async act(core, { view, words }) {
    const now = core.clock.now()
    const typed = words.rest(['', addMonths(monthOf(dayOf(now)), -1)])
    const month = typed === '' ? await findEarliestOpen(core) : readMonth(typed, now)
    if (!month) return noticeModal(historyWords(view).close.nothingToClose, view)
    return confirmModal(core, month, view)
  },
}

export const closeForm: Form = {
  access: 'decide',
  busy: (view) => noticeModal(historyWords(view).close.busy, view),
  failed: (message, view) => noticeModal(message.text, view),
  subject: async (_core, { metadata }) => readSeen(metadata)?.month,
  async act(core, { asker, view, input }) {
    const seen = readSeen(input.metadata)
    if (!seen) throw new InvalidInput('period', input.metadata)
    const found = await find(core, seen.month)
    if (!found || found.obstacle || found.revision !== seen.revision) return confirmModal(core, seen.month, view, true)
    const { organization } = core
    const { id: slackId, name } = asker.profile
    const isClosed = await core.db.transaction<HistoryTables & AuditTables & PeopleTables, boolean>(async (tx) => {
      const personId = await personIdFor(tx, organization, { slackId, name })
      if (!(await closeMonth(tx, organization, found, personId))) return false
      const { amount, currency } = found.total
      await appendAudit(tx, {
        organization,
        action: 'history.closed',
        actorId: personId,
        subject: found.month,
        after: { total: amount.toString(), currency, workspaces: found.workspaces, revision: found.revision },
        outcome: 'done',
      })
      return true
    })
    if (!isClosed) return confirmModal(core, seen.month, view, true)
    const month = sayMonth(found.month, core.clock.now(), view)
    return noticeModal(historyWords(view).close.wasClosed(month, cents(found.total, view)), view)
  },
}

function readMonth(typed: string, now: Date): Month {
  const { kind, from } = parsePeriod(typed, now)
  if (kind !== 'month') throw new InvalidInput('period', typed, [addMonths(monthOf(dayOf(now)), -1)])
  return monthOf(from)
}

async function findEarliestOpen({ db, organization, clock }: Core): Promise<Month | undefined> {
  const [totals, closings] = await Promise.all([listTotals(db, organization), listClosings(db, organization)])
  const closed = new Set(closings.map(({ month }) => month))
  return totals.map(({ month }) => month).find((month) => !closed.has(month) && settlesAt(month) <= clock.now())
}

/** Where there is no Admin API, what is kept is all that there is. */
async function find(core: Core, month: Month): Promise<ClosableMonth | undefined> {
  const { mistral, db, organization, config } = core
  const workspaces = config.mistral.key === undefined ? [] : (await mistral.workspaces({ withArchived: true })).value
  return findClosable(
    db,
    organization,
    month,
    workspaces.map(({ id }) => id),
  )
}

async function confirmModal(core: Core, month: Month, view: View, wasShown = false): Promise<Modal> {
  const { close } = historyWords(view)
  const name = sayMonth(month, core.clock.now(), view)
  const found = await find(core, month)
  if (!found) return noticeModal(close.notKept(name), view)
  if (found.obstacle === 'closed') return noticeModal(close.alreadyClosed(name), view)
  if (found.obstacle) return noticeModal(close[found.obstacle](name), view)
  return {
    callbackId: 'history.close',
    title: close.title,
    submit: close.submit,
    close: close.cancel,
    metadata: `${month} ${found.revision}`,
    blocks: [
      ...(wasShown ? [section(close.moved)] : []),
      section(close.question(name, cents(found.total, view), found.workspaces)),
      section(close.consequence),
    ],
  }
}

/** What stood in the form: a month, and which of its revisions. */
function readSeen(metadata: string): Pick<ClosableMonth, 'month' | 'revision'> | undefined {
  const [, month, revision] = /^(20\d\d-(?:0[1-9]|1[0-2])) (\d{1,9})$/.exec(metadata) ?? []
  return month && revision ? { month: month as Month, revision: Number(revision) } : undefined
}

const noticeModal = (text: string, view: View): Modal => ({
  callbackId: 'history.notice',
  title: historyWords(view).close.title,
  close: historyWords(view).close.done,
  blocks: [section(text)],
})
