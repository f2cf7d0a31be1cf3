import { mean, sum } from '../statistics.ts'
import type { DailyAmount } from '../usage/usage.ts'

interface Span {
  readonly days: number
  /** What a day of it came to. */
  readonly level: number
}

/** How far single days are expected to scatter where nobody knows: as far as they are high, as days of small teams do. */
const unknownScatter = 1

/**
 * Where only sums of several days are known, the days between look alike and say nothing of how much they differ. What the
 * sums say of it counts as much as there are of them, beside what is usual. undefined: every day is known by itself.
 */
export function varianceOfSpread(days: readonly DailyAmount[]): number | undefined {
  if (!days.some(({ spreadOver = 1 }) => spreadOver > 1)) return undefined
  const spans = listSpans(days)
  const level = mean(days.map(({ amount }) => amount))
  // The mean of so many days lies nearer to the level than one day does.
  const between = sum(spans.map((span) => span.days * (span.level - level) ** 2))
  const usual = (unknownScatter * level) ** 2
  return (usual + between) / spans.length
}

function listSpans(days: readonly DailyAmount[]): Span[] {
  const spans: Span[] = []
  for (let at = 0; at < days.length; ) {
    const count = Math.max(1, Math.min(days[at]?.spreadOver ?? 1, days.length - at))
    const inside = days.slice(at, at + count)
    spans.push({ days: count, level: mean(inside.map(({ amount }) => amount)) })
    at += count
  }
  return spans
}
