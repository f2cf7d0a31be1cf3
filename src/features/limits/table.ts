import type { Cell } from '../../chatops/report/csv.ts'
import type { Table } from '../../chatops/report/table.ts'
import { dayOf, firstDayOf, monthOf } from '../../domain/time/time.ts'
import type { LimitsData } from './show-view.ts'

/** One amount a line: the limit, what counts against it, what we computed, and each Workspace's cap with its use. */
export function tabulateLimits({ facts, budget }: LimitsData): Table {
  const today = dayOf(facts.now)
  const { limit, use, currency, computed, caps } = facts
  const rows: Cell[][] = [
    ...(limit === undefined ? [] : [['limit', null, limit, currency]]),
    ...(use ? [['used', null, use, currency]] : []),
    ...(computed ? [['spent', null, computed.spent.amount, computed.spent.currency]] : []),
    ...(budget ? [['budget', null, budget.amount, budget.currency]] : []),
    ...caps.flatMap(({ workspace, cap, use: ofCap }): Cell[][] => [
      ['cap', workspace, cap.amount, cap.currency],
      ...(ofCap ? [['spent', workspace, ofCap.used.amount, ofCap.used.currency]] : []),
    ]),
  ]
  return {
    period: { from: firstDayOf(monthOf(today)), to: today },
    columns: ['metric', 'workspace', 'amount', 'currency'],
    rows,
  }
}
