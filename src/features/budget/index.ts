import { section } from '../../chatops/blocks.ts'
import { defineAuditActions, defineCommand, defineFeature, defineSection } from '../../chatops/contract.ts'
import { InvalidInput } from '../../domain/errors.ts'
import { nearlyUsed } from '../../domain/limit/nearly-used.ts'
import { nameOfMonth } from '../../domain/time/dates.ts'
import { dayOf, monthOf } from '../../domain/time/time.ts'
import { budgetAlertMigrations } from './alert/schema.ts'
import { tellBudget } from './alert/tell.ts'
import { budgetJobs, keepBudgetWatch, startWatchOfBudgets } from './alert/watch.ts'
import { drawBudgets } from './chart.ts'
import { removeAct, removeForm, setAct, setForm } from './forms.ts'
import { gatherBudgets } from './gather.ts'
import { type BudgetReport, isWhole } from './report.ts'
import { budgetMigrations } from './schema.ts'
import { tabulateBudgets } from './table.ts'
import { renderBudgets, sayRow } from './view.ts'
import { budgetWords } from './words.ts'
import { budgetedIds } from './workspace-ids.ts'

const mostInDigest = 5

export const budget = defineFeature({
  name: 'budget',
  words: [budgetWords],
  migrations: [...budgetMigrations, ...budgetAlertMigrations],
  starts: [startWatchOfBudgets, budgetedIds.start],
  jobs: {
    [budgetJobs.watch]: keepBudgetWatch,
    [budgetJobs.alert]: tellBudget,
    ...budgetedIds.jobs,
  },
  commands: [
    defineCommand({
      name: 'budget',
      access: 'figures',
      summary: (reader) => budgetWords(reader).summary,
      usage: '[set|remove] [amount] [workspace:<name>|cost-center:<name>]',
      examples: [
        ...['budget', 'budget set 20000', 'budget set 5000 workspace:"Support bot"'],
        ...['budget set 8000 cost-center:"4711"', 'budget remove'],
      ],
      isShareable: true,
      showsNames: true,
      parse(words) {
        const rest = words.rest()
        if (rest !== '') throw new InvalidInput('option', rest, ['set 20000', 'remove'])
      },
      run: (context) => gatherBudgets(context),
      render: renderBudgets,
      draw: drawBudgets,
      table: tabulateBudgets,
    }),
  ],
  homeSettings: [{ access: 'decide', line: 'budget set', label: (reader) => budgetWords(reader).set }],
  acts: [setAct, removeAct],
  forms: { 'budget.set': setForm, 'budget.remove': removeForm },
  digest: defineSection<BudgetReport>({
    order: 5,
    access: 'figures',
    title: (reader) => budgetWords(reader).digestTitle,
    // A digest of days that are in the month before tells how that month ended.
    gather: (context, days) => gatherBudgets(context, days && monthOf(days.to)),
    render({ rows, month, now }, view) {
      const told = rows.filter((row) => isWhole(row) || (row.share ?? 0) >= nearlyUsed)
      const lines = told.slice(0, mostInDigest).map((row) => sayRow(row, view))
      if (lines.length === 0) return []
      const isOver = month < monthOf(dayOf(now))
      const title = isOver ? [budgetWords(view).digestOf(nameOfMonth(month, view.locale, now))] : []
      return [section([...title, ...lines].join('\n'))]
    },
  }),
  auditActions: defineAuditActions(
    { 'budget.set': ['budget'], 'budget.removed': ['budget'] },
    (reader) => budgetWords(reader).actions,
  ),
})
