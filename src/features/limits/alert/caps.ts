import type { Decimal } from '../../../domain/money/decimal.ts'
import type { Month } from '../../../domain/usage/usage.ts'

/** Caps of Workspaces: whose use is asked for when, and what of it is news. */

export interface CapLook {
  readonly lookedAt: Date
  /** Of the cap, from 0 to 1 and beyond. */
  readonly share: number
}

const hourMs = 3_600_000
/** From here on a Workspace is looked at each time. */
const nearShare = 0.7

/**
 * Each Workspace takes a question of its own, so an Organization with a hundred is asked about over an hour: first those
 * that waited longest. Those near their cap are asked about each time.
 */
export function chooseTurns(
  ids: readonly string[],
  looks: ReadonlyMap<string, CapLook>,
  now: Date,
  pollMs: number,
): string[] {
  const lookedAt = (id: string): number => looks.get(id)?.lookedAt.getTime() ?? 0
  const near = ids.filter((id) => (looks.get(id)?.share ?? 0) >= nearShare)
  const others = ids.filter((id) => !near.includes(id)).toSorted((a, b) => lookedAt(a) - lookedAt(b))
  const most = Math.ceil((ids.length * pollMs) / hourMs)
  const waiting = others.filter((id) => now.getTime() - lookedAt(id) >= hourMs - pollMs)
  return [...near, ...waiting.slice(0, most)]
}

/** What was said of one cap in one month. */
export interface CapTold {
  readonly month: Month
  readonly cap: string
  readonly level: number
}

export interface CapUse {
  readonly month: Month
  readonly use: Decimal
  readonly cap: Decimal
}

/** The highest level alone, once a month and cap; what is muted counts as unsaid. */
export function judgeCap(
  { month, use, cap }: CapUse,
  told: CapTold | undefined,
  levels: readonly number[],
  isMuted = false,
): { readonly hasNews: boolean; readonly share: number; readonly next: CapTold } {
  const share = cap.isZero ? 0 : use.toNumber() / cap.toNumber()
  const about = { month, cap: cap.toString() }
  const before = told?.month === month && told.cap === about.cap ? told.level : 0
  const level = Math.max(0, ...levels.filter((each) => share * 100 >= each))
  const hasNews = level > before && !isMuted
  return { hasNews, share, next: { ...about, level: hasNews ? level : before } }
}
