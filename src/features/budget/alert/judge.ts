import { nearlyUsed } from '../../../domain/limit/nearly-used.ts'
import type { Month } from '../../../domain/usage/usage.ts'

/** In per cent. A budget stops nothing, so two of them are enough. */
const levels = [nearlyUsed * 100, 100]

/** What was said of one amount in one month. */
export interface BudgetTold {
  readonly month: Month
  readonly amount: string
  readonly level: number
  readonly isForetold: boolean
}

export interface BudgetLook {
  readonly month: Month
  readonly amount: string
  /** 0.8 for 80 %. */
  readonly share: number
  /** At this pace the month costs more than the budget. */
  readonly willExceed: boolean
}

/** Each level once, the highest alone; that it will be exceeded once, and not when it is. What is muted counts as unsaid. */
export function judgeBudget(
  { month, amount, share, willExceed }: BudgetLook,
  told: BudgetTold | undefined,
  isMuted = false,
): { readonly hasNews: boolean; readonly next: BudgetTold } {
  const isSame = told?.month === month && told.amount === amount
  const before = isSame ? told : { month, amount, level: 0, isForetold: false }
  const level = Math.max(0, ...levels.filter((each) => share * 100 >= each))
  const isForetold = willExceed && share < 1
  const hasNews = !isMuted && (level > before.level || (isForetold && !before.isForetold))
  if (!hasNews) return { hasNews, next: before }
  return {
    hasNews,
    next: { month, amount, level: Math.max(level, before.level), isForetold: isForetold || before.isForetold },
  }
}
