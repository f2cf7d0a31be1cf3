import type { ReadContext } from '../../chatops/context.ts'
import { findExchange } from '../../chatops/report/exchange.ts'
import { orMissing } from '../../chatops/report/or-missing.ts'
import type { TypedWords } from '../../chatops/routing/typed-words.ts'
import { InvalidInput } from '../../domain/errors.ts'
import { planReads } from '../../domain/history/plan.ts'
import { settlesAt } from '../../domain/history/settled.ts'
import type { Exchange } from '../../domain/money/exchange.ts'
import { parsePeriod } from '../../domain/time/period.ts'
import { addMonths, dayOf, monthOf } from '../../domain/time/time.ts'
import type { Month } from '../../domain/usage/usage.ts'
import {
  type Closing,
  type Difference,
  listClosings,
  listDifferences,
  listKept,
  listRevisions,
  listTotals,
  type MonthTotal,
  type Revision,
} from '../../storage/history/overview.ts'

export interface HistoryArgs {
  /** undefined: all of them, the last ones in a list. */
  readonly month: Month | undefined
}

export interface HistoryReport {
  readonly now: Date
  readonly isOff: boolean
  /** The Organization's months with usage, the earliest first. */
  readonly months: readonly MonthTotal[]
  readonly closings: readonly Closing[]
  /** What Mistral says of closed months by now, of the Organization and of Workspaces. */
  readonly differences: readonly Pick<Difference, 'month' | 'name' | 'kept' | 'total'>[]
  /** Months of Workspaces that are missing; undefined: Mistral did not say which Workspaces there are. */
  readonly gaps: number | undefined
  /** Of the month that was asked for: what was known, until when. */
  readonly asked: (MonthTotal & { readonly revisions: readonly Revision[] }) | undefined
  /** Where amounts are exported in one currency as well. */
  readonly exchange?: Exchange | undefined
  /** The earliest one that is over and open. */
  readonly closable: Month | undefined
}

export function parseHistory(words: TypedWords, now: Date): HistoryArgs {
  const text = words.rest(['', '2026-10'])
  if (text === '') return { month: undefined }
  const { kind, from } = parsePeriod(text, now)
  if (kind !== 'month') throw new InvalidInput('period', text, ['', addMonths(monthOf(dayOf(now)), -1)])
  return { month: monthOf(from) }
}

export async function gatherHistory(context: ReadContext, { month }: HistoryArgs): Promise<HistoryReport> {
  const { tables, organization, clock, config, mistral } = context
  const now = clock.now()
  const { key, historyMonths } = config.mistral
  const isOff = key === undefined || historyMonths === 0
  const [months, closings, differences, kept, workspaces] = await Promise.all([
    listTotals(tables, organization),
    listClosings(tables, organization),
    listDifferences(tables, organization),
    listKept(tables, organization),
    isOff ? undefined : orMissing(mistral.workspaces({ withArchived: true })),
  ])
  const closed = new Set(closings.map((closing) => closing.month))
  const plan = workspaces && planReads({ kept, closed, workspaces: workspaces.value, now, mostMonths: historyMonths })
  const asked = months.find((one) => one.month === month)
  const wanted = months.map((one) => one.month).filter((one) => month === undefined || one === month)
  return {
    now,
    isOff,
    months,
    closings,
    // Of a month that was asked for, those of that month.
    differences: differences.filter((difference) => month === undefined || difference.month === month),
    gaps: plan ? plan.of - plan.done : undefined,
    asked: asked && { ...asked, revisions: await listRevisions(tables, organization, asked.month) },
    exchange: await findExchange(context, wanted),
    closable: months.map((one) => one.month).find((one) => !closed.has(one) && settlesAt(one) <= now),
  }
}
