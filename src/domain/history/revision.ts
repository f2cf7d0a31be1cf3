import type { Currency } from '../money/money.ts'
import { lastDayOf } from '../time/time.ts'
import type { Day, UsageMonth } from '../usage/usage.ts'
import { type Cell, cellsOf, isSameCell, usageOf } from './cells.ts'
import { packMonth, unpackMonth } from './pack.ts'

/** A month as it was known at one time: its days up to `through`. */
export interface KnownMonth {
  readonly usage: UsageMonth
  readonly through: Day
}

/**
 * What a newer answer replaced, so that the older knowledge can be told again. Days that were not over before are not in
 * it: without them the older knowledge ends where it ended.
 */
export interface Replaced {
  readonly through: Day
  readonly currency: Currency
  /** The former values of what changed, packed. */
  readonly days: string
  /** Names of what was not there at all before, on days that were known. */
  readonly added: readonly string[]
  /** Days that were known came to be known differently; false: there are more days now, and that is all. */
  readonly isCorrection: boolean
}

/** What is new against what was known. undefined: nothing is. */
export function compareKnowledge(before: KnownMonth, after: KnownMonth): Replaced | undefined {
  const [old, young] = [cellsOf(before.usage), cellsOf(after.usage)]
  const changed = [...old].filter(([name, cell]) => {
    const now = young.get(name)
    return !now || !isSameCell(cell, now)
  })
  const added = [...young].flatMap(([name, cell]) => (!old.has(name) && isWithin(cell, before.through) ? [name] : []))
  const isNews =
    changed.length > 0 ||
    added.length > 0 ||
    before.through !== after.through ||
    before.usage.currency !== after.usage.currency ||
    JSON.stringify(before.usage.unreadable) !== JSON.stringify(after.usage.unreadable)
  if (!isNews) return undefined
  const former: UsageMonth = { ...before.usage, ...usageOf(changed.map(([, cell]) => cell)) }
  const isOver = before.through === lastDayOf(before.usage.month)
  const touched = [...changed.map(([, cell]) => cell), ...added.flatMap((name) => young.get(name) ?? [])]
  return {
    through: before.through,
    currency: before.usage.currency,
    days: packMonth(former).days,
    added,
    // What belongs to a month as a whole grows until the month is over.
    isCorrection: touched.some(({ value: { day } }) => day !== null || isOver),
  }
}

/** What was known before that answer came. */
export function takeBack(
  after: KnownMonth,
  { through, currency, days, added }: Omit<Replaced, 'isCorrection'>,
): KnownMonth {
  const cells = cellsOf(after.usage)
  for (const name of added) cells.delete(name)
  for (const [name, cell] of cells) if (!isWithin(cell, through)) cells.delete(name)
  const former = unpackMonth(after.usage.month, currency, days)
  for (const [name, cell] of cellsOf(former)) cells.set(name, cell)
  return { through, usage: { ...former, ...usageOf(cells.values()) } }
}

const isWithin = ({ value: { day } }: Cell, through: Day): boolean => day === null || day <= through
