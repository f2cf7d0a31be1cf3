import { writeFile } from 'node:fs/promises'
import { findAnomaly } from '../../src/domain/usage/anomaly.ts'
import type { Day } from '../../src/domain/usage/usage.ts'
import type { Finding } from './measure.ts'
import { generateSpikes, type SpikeHistory } from './spike-history.ts'

/** These stand in the table one by one. */
const seeds = 60
const zLimit = 3
const zDays = 28

/** Of the planted days of one month, those that were found; and what was found besides. */
export interface Verdict {
  readonly found: number
  readonly falseAlarms: number
}

export interface SpikeTrial {
  readonly seed: number
  readonly story: string
  readonly planted: number
  readonly innocent: number
  readonly ours: Verdict
  readonly zScore: Verdict
}

export const replaySpikes = (count = seeds): SpikeTrial[] =>
  Array.from({ length: count }, (_, index) => {
    const history = generateSpikes(index + 1)
    const amounts = new Map(history.days.map(({ day, amount }) => [day as Day, amount]))
    const upTo = (day: string) => new Map([...amounts].filter(([each]) => each <= day))
    return {
      seed: history.seed,
      story: history.story,
      planted: history.planted.size,
      innocent: history.innocent.size,
      ours: judge(history, (day) => findAnomaly(upTo(day), day as Day) !== undefined),
      zScore: judge(history, (day) => Math.abs(zOf(history, day)) > zLimit),
    }
  })

function judge({ judged, planted }: SpikeHistory, isUnusual: (day: string) => boolean): Verdict {
  const alarms = judged.filter(isUnusual)
  const found = alarms.filter((day) => planted.has(day)).length
  return { found, falseAlarms: alarms.length - found }
}

/** What a spreadsheet would do: how many standard deviations from the mean of the four weeks before. */
function zOf({ days }: SpikeHistory, day: string): number {
  const at = days.findIndex((one) => one.day === day)
  const before = days.slice(Math.max(0, at - zDays), at).map(({ amount }) => amount)
  const mean = before.reduce((sum, one) => sum + one, 0) / before.length
  const variance = before.reduce((sum, one) => sum + (one - mean) ** 2, 0) / before.length
  return ((days[at]?.amount ?? mean) - mean) / Math.sqrt(variance)
}

const sum = (trials: readonly SpikeTrial[], of: (trial: SpikeTrial) => number) =>
  trials.reduce((total, trial) => total + of(trial), 0)

export function rate(trials: readonly SpikeTrial[], who: 'ours' | 'zScore') {
  const found = sum(trials, (trial) => trial[who].found)
  const alarms = found + sum(trials, (trial) => trial[who].falseAlarms)
  return { recall: found / sum(trials, ({ planted }) => planted), precision: alarms === 0 ? 1 : found / alarms }
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

/** The table is the same in every run. */
export async function measureAnomalies(): Promise<Finding[]> {
  const trials = replaySpikes()
  const table = writeAnomalies(trials)
  process.stdout.write(table)
  await writeFile(new URL('anomaly.md', import.meta.url), table)
  const [ours, bare] = [rate(trials, 'ours'), rate(trials, 'zScore')]
  const about = `${seeds} generated months with planted and innocent spikes; against a plain z-score`
  return [
    {
      what: `unusual days that were missed (1 − recall), ${about}`,
      ours: percent(1 - ours.recall),
      bare: percent(1 - bare.recall),
      ratio: (1 - ours.recall) / (1 - bare.recall),
      most: 1,
    },
    {
      what: `alarms that were false (1 − precision), ${about}`,
      ours: percent(1 - ours.precision),
      bare: percent(1 - bare.precision),
      ratio: (1 - ours.precision) / (1 - bare.precision),
      most: 1,
    },
  ]
}

/** Every seed by itself: a mean hides the months that go wrong. */
export function writeAnomalies(trials: readonly SpikeTrial[]): string {
  const rows = trials.map(
    ({ seed, story, planted, innocent, ours, zScore }) =>
      `| ${seed} | ${story} | ${planted} | ${innocent} | ${ours.found} | ${ours.falseAlarms} | ${zScore.found} | ${zScore.falseAlarms} |`,
  )
  const sayRates = (some: readonly SpikeTrial[]) => {
    const [ours, bare] = [rate(some, 'ours'), rate(some, 'zScore')]
    return `${percent(ours.precision)} | ${percent(ours.recall)} | ${percent(bare.precision)} | ${percent(bare.recall)}`
  }
  const stories = [...Map.groupBy(trials, ({ story }) => story)].map(
    ([story, some]) => `| ${story} | ${sayRates(some)} |`,
  )
  return `# How well unusual days are found

\`npm run bench -- anomaly\` replays ${trials.length} generated months of 28 days. The generator (\`spike-history.ts\`) shares no code and no
numbers with what finds the days. Planted: working days that cost 2.4 to 5.4 times as much, or next to nothing. Innocent: a batch
that comes each week or on the first of each month. Beside it a plain z-score: more than ${zLimit} standard deviations from the mean
of the ${zDays} days before. Every run writes the same table.

| story | precision | recall | precision, z-score | recall, z-score |
|---|--:|--:|--:|--:|
${stories.join('\n')}
| **all** | ${sayRates(trials)} |

| seed | story | planted | innocent | found | false alarms | found, z-score | false alarms, z-score |
|--:|---|--:|--:|--:|--:|--:|--:|
${rows.join('\n')}
`
}
