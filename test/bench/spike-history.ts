import { createRandom } from './random.ts'

/** One generated Organization: what each UTC day cost, and which days of its last month are truly unusual. */
export interface SpikeHistory {
  readonly seed: number
  /** What makes its days look unusual without being so. */
  readonly story: SpikeStory
  readonly days: readonly { readonly day: string; readonly amount: number }[]
  /** The last month: the days that are judged. */
  readonly judged: readonly string[]
  /** Planted: a loop, a leaked key, an outage. */
  readonly planted: ReadonlySet<string>
  /** High or low, and as ever: a batch of every Friday, a launch that stays, the quiet of a weekend. */
  readonly innocent: ReadonlySet<string>
}

export const spikeStories = ['as ever', 'weekly batch', 'grows', 'past spikes', 'monthly job', 'restless'] as const
export type SpikeStory = (typeof spikeStories)[number]

const daysLived = 98
const daysJudged = 28
const dayMs = 86_400_000
const firstDay = Date.UTC(2026, 0, 5)

/** The same seed gives the same history in every run. It shares nothing with what finds unusual days. */
export function generateSpikes(seed: number): SpikeHistory {
  const random = createRandom(seed * 104_729)
  const story = spikeStories[(seed - 1) % spikeStories.length] ?? 'as ever'
  const base = 50 * 10 ** (random() * 2)
  const rest = 0.08 + random() * 0.6
  const unrest = story === 'restless' ? 0.22 + random() * 0.12 : 0.05 + random() * 0.12
  const growth = story === 'grows' ? 0.004 + random() * 0.006 : (random() - 0.5) * 0.002
  const batchDay = 1 + Math.floor(random() * 5)
  const batch = 2.2 + random() * 1.6
  const planted = pickPlanted(random)
  const past = new Set(
    story === 'past spikes' ? [1, 2, 3].map(() => Math.floor(20 + random() * (daysLived - daysJudged - 22))) : [],
  )
  const days: { day: string; amount: number }[] = []
  const innocent = new Set<string>()
  for (let index = 0; index < daysLived; index += 1) {
    const date = new Date(firstDay + index * dayMs)
    const day = date.toISOString().slice(0, 10)
    const weekday = date.getUTCDay()
    const isWeekly = story === 'weekly batch' && weekday === batchDay
    const isMonthly = story === 'monthly job' && date.getUTCDate() === 1
    const isWeekend = weekday === 0 || weekday === 6
    const level = base * Math.exp(growth * index)
    const usual = level * (isWeekend ? rest : 1) * (isWeekly ? batch : 1) + (isMonthly ? level * (batch - 1) : 0)
    const spike = planted.get(index) ?? (past.has(index) ? 3 + random() * 2 : 1)
    days.push({ day, amount: Math.round(usual * Math.exp(unrest * bell(random)) * spike * 100) / 100 })
    if ((isWeekly || isMonthly) && index >= daysLived - daysJudged) innocent.add(day)
  }
  const nameOf = (index: number) => new Date(firstDay + index * dayMs).toISOString().slice(0, 10)
  return {
    ...{ seed, story, days, innocent },
    judged: days.slice(-daysJudged).map(({ day }) => day),
    planted: new Set([...planted.keys()].map(nameOf)),
  }
}

/** Up to three working days of the last month, each by a factor that somebody would want to hear of. */
function pickPlanted(random: () => number): ReadonlyMap<number, number> {
  const planted = new Map<number, number>()
  const count = Math.floor(random() * 4)
  while (planted.size < count) {
    const index = daysLived - daysJudged + Math.floor(random() * daysJudged)
    if (index % 7 < 5) planted.set(index, random() < 0.75 ? 2.4 + random() * 3 : 0.02 + random() * 0.18)
  }
  return planted
}

/** Normally distributed, near enough: the sum of twelve. */
const bell = (random: () => number): number => Array.from({ length: 12 }, random).reduce((sum, one) => sum + one, -6)
