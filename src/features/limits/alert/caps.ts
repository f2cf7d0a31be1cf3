import type { CapUse } from '../../../domain/limit/cap-use.ts'
import type { Month } from '../../../domain/usage/usage.ts'

/** What was said of one cap in one month. */
export interface CapTold {
  readonly month: Month
  readonly cap: string
  readonly level: number
}

/** The highest level alone, once a month and cap; what is muted counts as unsaid. */
export function judgeCap(
  month: Month,
  { cap, share }: Pick<CapUse, 'cap' | 'share'>,
  told: CapTold | undefined,
  levels: readonly number[],
  isMuted = false,
): { readonly hasNews: boolean; readonly next: CapTold } {
  const about = { month, cap: cap.amount.toString() }
  const before = told?.month === month && told.cap === about.cap ? told.level : 0
  const level = Math.max(0, ...levels.filter((each) => share * 100 >= each))
  const hasNews = level > before && !isMuted
  return { hasNews, next: { ...about, level: hasNews ? level : before } }
}
