import { context, section } from '../../../chatops/blocks.ts'
import type { JobHandler } from '../../../chatops/contract.ts'
import { postAlert, tellPeople } from '../../../chatops/notify/post-alert.ts'
import { findOwners } from '../../../chatops/people/workspace-owners.ts'
import { findBudget, sayBudget } from '../../../chatops/report/budgets.ts'
import { orMissing } from '../../../chatops/report/or-missing.ts'
import { saySource } from '../../../chatops/report/source.ts'
import type { View } from '../../../chatops/view.ts'
import { formatMoment } from '../../../domain/time/dates.ts'
import { dayOf } from '../../../domain/time/time.ts'
import { organizationScope } from '../../../domain/usage/usage.ts'
import type { Message } from '../../../slack/message.ts'
import { budgetWords } from '../words.ts'
import { type BudgetUse, measureBudget } from './measure.ts'

/** What is said shows the figures of the moment when it is posted. Whoever owns the Workspace is told in person. */
export const tellBudget: JobHandler = async (core, { kind, subject, run }) => {
  const budget = await findBudget(core.db, core.organization, subject)
  const use = budget && (await measureBudget(core, budget))
  if (!use) return undefined
  const isWhole = subject === organizationScope
  const listed = isWhole ? undefined : await orMissing(core.mistral.workspaces())
  const workspace = isWhole ? undefined : (listed?.value.find(({ id }) => id === subject)?.name ?? null)
  const now = core.clock.now()
  const said = {
    key: `${kind}:${subject}:${run}`,
    render: (view: View) => renderBudgetAlert({ ...use, workspace, now }, view),
  }
  await postAlert(core, said)
  if (!isWhole) await tellPeople(core, said, await findOwners(core, subject))
  return undefined
}

export interface BudgetAlert extends BudgetUse {
  /** undefined: the Organization; null: a Workspace whose name is not known. */
  readonly workspace: string | null | undefined
  readonly now: Date
}

export function renderBudgetAlert(alert: BudgetAlert, view: View): Message {
  const words = budgetWords(view)
  const { budget, spent, share, exceededAt, isAtLeast, fetchedAt, now, workspace } = alert
  const name = workspace === null ? words.goneWorkspace : workspace
  const finding = sayBudget(budget, spent, view, { workspace: name })
  const lines = [
    `*${finding}*`,
    exceededAt && share < 1 ? words.alert.willExceed(formatMoment(exceededAt, view.locale, view.timeZone)) : '',
    words.alert.meaning(view.slash),
    isAtLeast ? words.incomplete : '',
  ]
  const source = saySource({ period: { to: dayOf(now), isRunning: true }, fetchedAt, now }, view)
  return {
    text: `${share >= 1 ? '' : '⚠ '}${finding}`,
    blocks: [section(lines.filter(Boolean).join('\n')), context(`_${source}_`)],
  }
}
