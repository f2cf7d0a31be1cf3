/** One line of the table: what the bot takes, what it is compared with, and what was promised. */
export interface Finding {
  readonly what: string
  readonly ours: string
  readonly bare: string
  readonly ratio?: number
  /** The ratio that must not be exceeded; none: told for information. */
  readonly most?: number
}

export const keepsPromise = ({ ratio, most }: Finding): boolean =>
  most === undefined || (ratio !== undefined && ratio <= most)

export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN
}

export const median = (values: readonly number[]): number => percentile(values, 50)

export const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`

export interface Pair {
  readonly ours: readonly number[]
  readonly bare: readonly number[]
}

type Timed = () => Promise<number> | number

/** Takes turns, and changes who begins: whatever else the machine does meets both alike. */
export async function takeTurns(rounds: number, ours: Timed, bare: Timed): Promise<Pair> {
  const taken = { ours: [] as number[], bare: [] as number[] }
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) taken.ours.push(await ours())
    taken.bare.push(await bare())
    if (round % 2 === 1) taken.ours.push(await ours())
  }
  return taken
}

const mostBatches = 3

/**
 * Medians of both, and the median of what each turn says of its neighbour: that one holds while the machine's load
 * changes. What looks broken is measured for longer before it is said.
 */
export async function compareInTurns(rounds: number, ours: Timed, bare: Timed, most: number) {
  const taken = { ours: [] as number[], bare: [] as number[] }
  let ratio = Number.POSITIVE_INFINITY
  for (let batch = 0; batch < mostBatches && ratio > most; batch += 1) {
    const pair = await takeTurns(rounds, ours, bare)
    taken.ours.push(...pair.ours)
    taken.bare.push(...pair.bare)
    ratio = median(taken.ours.map((time, turn) => time / (taken.bare[turn] ?? Number.NaN)))
  }
  return { ours: ms(median(taken.ours)), bare: ms(median(taken.bare)), ratio }
}

export async function timeOf(work: () => unknown): Promise<number> {
  const begin = performance.now()
  await work()
  return performance.now() - begin
}
