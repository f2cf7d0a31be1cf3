import type { Core } from '../../../chatops/context.ts'
import { type AlertSettingTables, findAlertSettings, isMuted } from '../../../chatops/notify/alert-settings.ts'
import { isHeard } from '../../../chatops/notify/is-heard.ts'
import { type Budget, findBudgets } from '../../../chatops/report/budgets.ts'
import { askEachIfReachable } from '../../../chatops/report/each-workspace.ts'
import { pauseAfterFailure } from '../../../domain/limit/back-off.ts'
import { chooseTurns } from '../../../domain/limit/turns.ts'
import { dayOf, monthOf } from '../../../domain/time/time.ts'
import { organizationScope } from '../../../domain/usage/usage.ts'
import { scheduleJob } from '../../../scheduler/jobs.ts'
import { judgeBudget } from './judge.ts'
import { measureBudget } from './measure.ts'
import { type BudgetRow, findBudgetRows, saveBudgetRow, type Tables } from './store.ts'

export const budgetJobs = { watch: 'budget.watch', alert: 'budget.alert' } as const

export async function startWatchOfBudgets({ db, organization }: Core): Promise<void> {
  await db.transaction<Tables, void>((tx) =>
    scheduleJob(tx, organization, { kind: budgetJobs.watch, subject: 'budgets' }),
  )
}

/** The Organization's budget at each poll, those of Workspaces within the hour, and sooner where they are nearly used. */
export async function keepBudgetWatch(core: Core): Promise<number | undefined> {
  const { db, organization, clock, config, installation } = core
  const { pollIntervalMs } = config.mistral
  // In this order: a budget that is older than what another instance remembers of it would be told again.
  const rows = await findBudgetRows(db.query<Tables>(), organization)
  const budgets = await findBudgets(db, organization)
  const scopes = budgets.map(({ scope }) => scope)
  const turns = new Set([organizationScope, ...chooseTurns(scopes, rows, clock.now(), pollIntervalMs)])
  const chosen = budgets.filter(({ scope }) => turns.has(scope))
  const asked = await askEachIfReachable({}, chosen, async (budget) => {
    await pollBudget(core, budget, rows.get(budget.scope))
    return true
  })
  const unread = asked.filter(({ answer }) => answer === undefined)
  for (const { workspace: budget } of unread) await saveLook(core, budget, rows.get(budget.scope))
  const silent = unread.length
  if (silent === 0) return pollIntervalMs
  core.log.warn({ silent }, 'the use of some budgets could not be read')
  if (silent < asked.length) return pollIntervalMs
  const lastAnswer = core.mistral.reach().calls.usage?.lastSuccess ?? installation.startedAt
  return pauseAfterFailure(pollIntervalMs, clock.now().getTime() - lastAnswer.getTime())
}

async function pollBudget(core: Core, budget: Budget, row: BudgetRow | undefined): Promise<void> {
  const { db, organization, clock } = core
  const use = await measureBudget(core, budget)
  if (!use) return saveLook(core, budget, row)
  const now = clock.now()
  const settings = await findAlertSettings(db.query<AlertSettingTables>(), organization)
  const look = {
    ...{ month: monthOf(dayOf(now)), amount: budget.amount.toString() },
    ...{ share: use.share, willExceed: use.exceededAt !== undefined },
  }
  const judged = judgeBudget(look, row, isMuted(settings, now))
  // What nobody hears counts as unsaid, as if it were muted.
  const { hasNews, next } = judged.hasNews && !(await isHeard(core, use.parts)) ? judgeBudget(look, row, true) : judged
  await db.transaction<Tables, void>(async (tx) => {
    const looked = { ...next, share: use.share, lookedAt: now }
    const isFirst = await saveBudgetRow(tx, organization, budget.scope, row, looked)
    if (isFirst && hasNews) await scheduleJob(tx, organization, { kind: budgetJobs.alert, subject: budget.scope })
  })
}

/** A look that found nothing took its turn too: else one that nobody can measure would take that of all the others. */
async function saveLook({ db, organization, clock }: Core, { scope, amount }: Budget, row?: BudgetRow): Promise<void> {
  const now = clock.now()
  const untold = { month: monthOf(dayOf(now)), amount: amount.toString(), level: 0, isForetold: false, share: 0 }
  await db.transaction<Tables, boolean>((tx) =>
    saveBudgetRow(tx, organization, scope, row, { ...(row ?? untold), lookedAt: now }),
  )
}
