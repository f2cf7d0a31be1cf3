import { createRandom } from './random.ts'

/** One generated Organization: what each UTC day cost, and the month that a forecast is tried on. */
export interface SpendHistory {
  readonly seed: number
  /** What makes its last month hard to foretell. */
  readonly story: Story
  /** "2026-10": the last month of the days. */
  readonly month: string
  readonly days: readonly { readonly day: string; readonly amount: number }[]
}

/** Each lives through five months; what its story tells happens in the last one, or shortly before. */
export const stories = ['as ever', 'grows', 'level shift', 'launch', 'holidays', 'quiet month'] as const
export type Story = (typeof stories)[number]

const monthsLived = 5
const firstYear = 2024

/** The same seed gives the same history in every run. It shares nothing with the forecast, neither code nor numbers. */
export function generateHistory(seed: number): SpendHistory {
  const random = createRandom(seed * 7919)
  const story = stories[(seed - 1) % stories.length] ?? 'as ever'
  const start = new Date(Date.UTC(firstYear, Math.floor(random() * 30), 1))
  const lastMonth = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + monthsLived - 1, 1))
  const end = new Date(Date.UTC(lastMonth.getUTCFullYear(), lastMonth.getUTCMonth() + 1, 1))
  const base = 40 * 10 ** (random() * 2.2)
  const week = makeWeek(random)
  const unrest = 0.06 + random() * 0.2
  const factorOf = tellStory(story, random, lastMonth)
  const past = tellPast(random, start, lastMonth)
  const closed = pickHolidays(random, start, end)
  const days: { day: string; amount: number }[] = []
  let mood = 0
  for (let at = start.getTime(); at < end.getTime(); at += 86_400_000) {
    const date = new Date(at)
    mood = 0.9 * mood + 0.03 * bell(random)
    const weekday = closed.has(at) ? 0 : date.getUTCDay()
    const spike = random() < 0.012 ? 2 + random() * 3 : 1
    const amount =
      base * (week[weekday] ?? 1) * Math.exp(mood + unrest * bell(random)) * spike * past(date) * factorOf(date)
    days.push({ day: date.toISOString().slice(0, 10), amount: Math.round(amount * 100) / 100 })
  }
  return { seed, story, month: lastMonth.toISOString().slice(0, 7), days }
}

/** Offices rest on weekends; products that customers use do so less, or not at all. From Sunday on. */
function makeWeek(random: () => number): readonly number[] {
  const rest = random() < 0.3 ? 0.75 + random() * 0.3 : 0.05 + random() * 0.45
  const busy = Array.from({ length: 5 }, () => 0.85 + random() * 0.3)
  return [rest * (0.8 + random() * 0.2), ...busy, rest]
}

type Factor = (date: Date) => number

function tellStory(story: Story, random: () => number, lastMonth: Date): Factor {
  const dayOfLast = (date: Date) => (date.getTime() - lastMonth.getTime()) / 86_400_000
  const turn = Math.floor(-10 + random() * 28)
  const size = random()
  switch (story) {
    case 'grows':
      return (date) => Math.exp((0.002 + 0.006 * size) * dayOfLast(date))
    case 'level shift':
      return (date) => (dayOfLast(date) >= turn ? (size < 0.5 ? 0.45 + 0.5 * size : 1.2 + 0.8 * size) : 1)
    case 'launch':
      return (date) => 1 + (0.4 + size) / (1 + Math.exp(-(dayOfLast(date) - turn) / 2.5))
    case 'quiet month':
      return (date) => (dayOfLast(date) >= -2 && dayOfLast(date) < 24 + 8 * size ? 0.45 + 0.25 * size : 1)
    case 'holidays': {
      const begin = Math.floor(4 + random() * 16)
      const length = 4 + Math.floor(size * 7)
      return (date) => (dayOfLast(date) >= begin && dayOfLast(date) < begin + length ? 0.2 + 0.15 * size : 1)
    }
    default:
      return () => 1
  }
}

/** Whoever launches, loses or moves something this month has done so before: two steps in the months until then. */
function tellPast(random: () => number, start: Date, lastMonth: Date): Factor {
  const length = (lastMonth.getTime() - start.getTime()) / 86_400_000
  const steps = [1, 2].map(() => ({ from: random() * length, size: 0.7 + random() * 0.7 }))
  return (date) => {
    const lived = (date.getTime() - start.getTime()) / 86_400_000
    return steps.reduce((level, { from, size }) => (lived >= from ? level * size : level), 1)
  }
}

/** Some single days on which nobody works, wherever they fall. */
function pickHolidays(random: () => number, start: Date, end: Date): ReadonlySet<number> {
  const length = (end.getTime() - start.getTime()) / 86_400_000
  return new Set(Array.from({ length: 5 }, () => start.getTime() + Math.floor(random() * length) * 86_400_000))
}

/** Normally distributed, near enough: the sum of twelve. */
const bell = (random: () => number): number => Array.from({ length: 12 }, random).reduce((sum, one) => sum + one, -6)
