import { writeFile } from 'node:fs/promises'
import { forecastMonth } from '../../src/domain/forecast/forecast.ts'
import type { Day } from '../../src/domain/usage/usage.ts'
import type { Finding } from './measure.ts'
import { generateHistory, type SpendHistory } from './spend-history.ts'

/** These stand in the table one by one. */
const seeds = 24
/** One launch more or less decides the mean of 24 months: what is promised is measured on more of them. */
const manySeeds = 600
export const askedOn = [5, 10, 20] as const

/** One month as it was foretold after so many of its days, and as it came. Errors are shares of what it came to. */
export interface Trial {
  readonly seed: number
  readonly story: string
  readonly day: number
  readonly ours: number
  readonly straightLine: number
  readonly lastMonth: number
  readonly isWithinRange: boolean
}

/** Each month is foretold from what was known then, and held against what it came to. */
export const replayForecasts = (count = seeds): Trial[] =>
  Array.from({ length: count }, (_, index) => generateHistory(index + 1)).flatMap((history) =>
    askedOn.map((day) => replay(history, day)),
  )

function replay({ seed, story, month, days }: SpendHistory, day: number): Trial {
  const now = new Date(`${month}-${String(day + 1).padStart(2, '0')}T00:00:00Z`)
  const lived = days.filter((one) => one.day < now.toISOString().slice(0, 10))
  const before = new Date(`${month}-01T00:00:00Z`)
  before.setUTCMonth(before.getUTCMonth() - 1)
  const sumOf = (rows: SpendHistory['days'], wanted: string) =>
    rows.filter((one) => one.day.startsWith(wanted)).reduce((total, { amount }) => total + amount, 0)
  const truth = sumOf(days, month)
  const spent = sumOf(lived, month)
  const lengthOfMonth = days.filter((one) => one.day.startsWith(month)).length
  const foretold = forecastMonth(
    lived.map((one) => ({ day: one.day as Day, amount: one.amount })),
    spent,
    now,
  )
  if (!foretold) throw new Error(`no forecast for seed ${seed}`)
  const errorOf = (landing: number) => Math.abs(landing / truth - 1)
  return {
    seed,
    story,
    day,
    ours: errorOf(foretold.landing),
    straightLine: errorOf((spent / day) * lengthOfMonth),
    lastMonth: errorOf(sumOf(days, before.toISOString().slice(0, 7))),
    isWithinRange: foretold.low <= truth && truth <= foretold.high,
  }
}

const mean = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0) / values.length
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

/** One line a day of asking; every seed stands in a table of its own, which is the same in every run. */
export async function measureForecast(): Promise<Finding[]> {
  await writeFile(
    new URL('forecast.md', import.meta.url),
    writeForecasts(replayForecasts(), replayForecasts(manySeeds)),
  )
  return [...compareErrors(seeds, {}), ...compareErrors(manySeeds, { most: 1 })]
}

function compareErrors(count: number, promise: Pick<Finding, 'most'>): Finding[] {
  const trials = replayForecasts(count)
  return askedOn.map((day) => {
    const asked = trials.filter((trial) => trial.day === day)
    const ours = mean(asked.map((trial) => trial.ours))
    const bare = mean(asked.map(({ straightLine }) => straightLine))
    return {
      what: `error of the month’s forecast after ${day} days, mean of ${count} generated months; against straight-line extrapolation`,
      ours: percent(ours),
      bare: percent(bare),
      ratio: ours / bare,
      ...promise,
    }
  })
}

/** Every seed by itself: a mean hides the months that go wrong. */
export function writeForecasts(trials: readonly Trial[], many: readonly Trial[]): string {
  const rows = [...Map.groupBy(trials, ({ seed }) => seed)].map(([seed, asked]) => {
    const cells = asked.map(
      ({ ours, straightLine, isWithinRange }) =>
        `${percent(ours)}${isWithinRange ? '' : ' ✗'} | ${percent(straightLine)}`,
    )
    return `| ${seed} | ${asked[0]!.story} | ${cells.join(' | ')} | ${percent(asked[0]!.lastMonth)} |`
  })
  const meanRow = (some: readonly Trial[], count: number) => {
    const byDay = askedOn.map((day) => {
      const asked = some.filter((trial) => trial.day === day)
      return `${percent(mean(asked.map(({ ours }) => ours)))} | ${percent(mean(asked.map((one) => one.straightLine)))}`
    })
    const lastMonth = percent(mean(some.map((trial) => trial.lastMonth)))
    return `| **mean of ${count}** | | ${byDay.join(' | ')} | ${lastMonth} |`
  }
  const covered = (some: readonly Trial[]) => percent(mean(some.map((trial) => Number(trial.isWithinRange))))
  const listBy = (all: readonly Trial[]) =>
    [...Map.groupBy(all, ({ story }) => story)].map(([story, some]) => `${story} ${covered(some)}`).join(' · ')
  const listByDay = (all: readonly Trial[]) =>
    askedOn.map((day) => `day ${day} ${covered(all.filter((trial) => trial.day === day))}`).join(' · ')
  return `# How wrong the forecast is

\`npm run bench -- forecast\` replays ${seeds} generated months. The generator (\`spend-history.ts\`) shares no code and no numbers
with the forecast. Each cell is the error of where the month was expected to land, as a share of what it came to, after
5, 10 and 20 days: the forecast's, then that of straight-line extrapolation. ✗: the month ended outside the 80 % range.
The last column is what last month's total would have been wrong by. Every run writes the same table.

| seed | story | day 5 | straight line | day 10 | straight line | day 20 | straight line | last month |
|--:|---|--:|--:|--:|--:|--:|--:|--:|
${rows.join('\n')}
${meanRow(trials, seeds)}
${meanRow(many, manySeeds)}

The ${seeds} months are there to be looked at one by one. They are too few to judge by: one launch that nobody announced moves
their mean by one or two percentage points, about as much as the forecast and the straight line differ. The mean of ${manySeeds}
months, of which these are the first ${seeds}, is the one to judge by, and the one that the bench promises something about.

Within the 80 % range, of ${manySeeds} months: ${covered(many)} of all trials. By story: ${listBy(many)}.
By day: ${listByDay(many)}.

Of these ${seeds} alone: ${covered(trials)} of all trials. By story: ${listBy(trials)}.
By day: ${listByDay(trials)}.

The range is as wide as the days scatter and the level moves and, early in a month, as such forecasts would have missed in the
ten weeks before. A month that goes on like its past ends within it more often than four times out of five, one with a launch
or a holiday that nobody announced less often, until it shows in the days.
`
}
