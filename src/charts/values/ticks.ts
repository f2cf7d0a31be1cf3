import type { Measure } from '../../domain/chart.ts'

export interface Scale {
  readonly min: number
  readonly max: number
  readonly ticks: readonly number[]
}

const factors = [1, 2, 2.5, 5, 10, 20, 25, 50, 100]
/** A tick so little above the values is worth the room that it takes. */
const reach = 1.12
const breath = 1.03

/**
 * Zero, every value, and round ticks, at most so many. The scale does not go on to the next tick if that would leave
 * much of it empty. Nothing but zeros has one tick.
 */
export function chooseScale(values: readonly number[], measure: Measure, mostTicks = 5): Scale {
  const low = Math.min(0, ...values)
  const high = Math.max(0, ...values)
  if (low === high) return { min: 0, max: 1, ticks: [0] }
  const step = chooseStep(low, high, measure, mostTicks)
  const first = -countSteps(-low, step)
  const last = countSteps(high, step)
  // Multiplying beats adding up: 0.1 + 0.2 is not 0.3.
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => cleaned((first + index) * step))
  return { min: Math.min(low * breath, first * step) + 0, max: Math.max(high * breath, last * step), ticks }
}

function chooseStep(low: number, high: number, measure: Measure, mostTicks: number): number {
  const power = 10 ** Math.floor(Math.log10((high - low) / mostTicks))
  const steps = factors.map((factor) => cleaned(factor * power))
  // Half a message does not exist.
  const possible = measure.kind === 'count' ? steps.filter((step) => Number.isInteger(step)) : steps
  const fits = (step: number) => 1 + countSteps(high, step) + countSteps(-low, step) <= mostTicks
  return possible.find(fits) ?? Math.max(1, power * 100)
}

const countSteps = (length: number, step: number): number => Math.floor((length * reach) / step + 1e-9)

const cleaned = (value: number) => Number(value.toPrecision(12)) + 0
