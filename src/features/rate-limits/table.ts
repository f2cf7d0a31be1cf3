import type { Table } from '../../chatops/report/table.ts'
import type { View } from '../../chatops/view.ts'
import { dayOf, firstDayOf } from '../../domain/time/time.ts'
import type { RateLimits } from './gather.ts'
import { listRemarks } from './view.ts'

/** One limit a line; only of the month's tokens is it known how many were used. */
export function tabulateRateLimits(report: RateLimits, view: View): Table {
  if (report === 'notOffered') return { columns: [], rows: [] }
  const { rows, requestsPerSecond, month, now } = report
  return {
    period: { from: firstDayOf(month), to: dayOf(now) },
    columns: ['model', 'limit_of', 'limit', 'used'],
    rows: [
      [null, 'requests_per_second', requestsPerSecond, null],
      ...rows.flatMap(({ model, tokensPerMinute, tokensPerMonth, used }) => [
        [model, 'tokens_per_minute', tokensPerMinute, null],
        [model, 'tokens_per_month', tokensPerMonth, used ?? null],
      ]),
    ],
    notes: listRemarks(report, view),
  }
}
