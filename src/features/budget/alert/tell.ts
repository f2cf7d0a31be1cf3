import { context, section } from '../../../chatops/blocks.ts'
import type { JobHandler } from '../../../chatops/contract.ts'
import { postAlert, tellPeople } from '../../../chatops/notify/post-alert.ts'
import { tellEach } from '../../../chatops/notify/tell-each.ts'
import { findOwners } from '../../../chatops/people/workspace-owners.ts'
import { type BudgetPlace, findBudget, placeOf, sayBudget } from '../../../chatops/report/budgets.ts'
import { orMissing } from '../../../chatops/report/or-missing.ts'
import { saySource } from '../../../chatops/report/source.ts'
import type { View } from '../../../chatops/view.ts'
import { formatMoment } from '../../../domain/time/dates.ts'
import { dayOf, monthOf } from '../../../domain/time/time.ts'
import type { Message } from '../../../slack/message.ts'
import { budgetWords } from '../words.ts'
import { type BudgetUse, measureBudget } from './measure.ts'
import { findBudgetRows, type Tables } from './store.ts'

/**
 * What is said shows the figures of the moment when it is posted, asked for anew: another instance may have looked, and
 * what this one remembers may be from before. Whoever owns its Workspaces is told in person.
 */
export const tellBudget: JobHandler = async (core, { kind, subject, run, askedAt }) => {
  const budget = await findBudget(core.db, core.organization, subject)
  const row = (await findBudgetRows(core.db.query<Tables>(), core.organization)).get(subject)
  const now = core.clock.now()
  // Somebody set another amount since, or its month is over: the next look finds what is true of that.
  if (row?.amount !== budget?.amount.toString() || row?.month !== monthOf(dayOf(now))) return undefined
  const use = budget && (await measureBudget(core, budget, { fresh: true }))
  if (!use) return undefined
  const place = placeOf(subject, (await orMissing(core.mistral.workspaces()))?.value ?? [])
  const said = {
    key: `${kind}:${subject}:${run}`,
    askedAt,
    render: (view: View) => renderBudgetAlert({ ...use, place, now }, view),
  }
  const tellOwners = async () => tellPeople(core, said, await findOwners(core, use.parts))
  await tellEach(core, [() => postAlert(core, said), ...(place.kind === 'organization' ? [] : [tellOwners])])
  return undefined
}

export interface BudgetAlert extends BudgetUse {
  readonly place: BudgetPlace
  readonly now: Date
}

export function renderBudgetAlert(alert: BudgetAlert, view: View): Message {
  const words = budgetWords(view)
  const { budget, spent, converted, share, exceededAt, isAtLeast, now, place } = alert
  const finding = sayBudget(budget, spent, view, { place, converted })
  const isForetold = exceededAt !== undefined && share < 1
  const outlook = isForetold ? words.alert.willExceed(formatMoment(exceededAt, view.locale, view.timeZone)) : ''
  const lines = [`*${finding}*`, outlook, words.alert.meaning(view.slash), isAtLeast ? words.incomplete : '']
  const source = saySource({ ...alert, period: { to: dayOf(now), isRunning: true } }, view)
  return {
    text: `${share >= 1 ? '' : '⚠ '}${[finding, outlook].filter(Boolean).join('. ')}`,
    blocks: [section(lines.filter(Boolean).join('\n')), context(`_${source}_`)],
  }
}
