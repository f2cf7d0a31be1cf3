import { Decimal } from '../../domain/money/decimal.ts'
import { type Unit, unitOf } from '../../domain/usage/unit.ts'
import type { SpendLine } from '../../domain/usage/usage.ts'

/** What was counted of one kind, and what it cost: a model's input tokens, its pages. */
export interface Meter {
  readonly unit: Unit
  /** "input", "output", "cached" or another. */
  readonly group: string
  readonly consumed: number
  readonly billed: number
  readonly amount: Decimal
  /** Of one unit that is billed; undefined where nothing is. */
  readonly price: UnitPrice | undefined
}

export interface UnitPrice {
  readonly each: number
  /** Several prices were charged, and this is what they come to. */
  readonly isAverage: boolean
}

const order = ['input', 'output', 'cached']

/** Input before output before cached, and what else Mistral counts behind them. */
export function readMeters(lines: readonly SpendLine[]): Meter[] {
  const kinds = Map.groupBy(lines, ({ category, group }) => `${unitOf(category)} ${group}`)
  return [...kinds.values()].map(readMeter).toSorted((left, right) => placeOf(left) - placeOf(right))
}

const placeOf = ({ unit, group }: Meter): number => {
  const place = order.indexOf(group)
  return unit === 'tokens' && place >= 0 ? place : order.length
}

function readMeter(lines: readonly SpendLine[]): Meter {
  const { category, group } = lines[0]!
  const amount = Decimal.sum(lines.map((line) => line.amount))
  const billed = sum(lines, ({ billed }) => billed)
  return { unit: unitOf(category), group, consumed: sum(lines, ({ units }) => units), billed, amount, price: priceOf() }

  function priceOf(): UnitPrice | undefined {
    if (!(billed > 0)) return undefined
    const charged = lines.filter((line) => line.billed !== 0)
    const [first] = charged
    const isOne = charged.every(({ price }) => price && first?.price && price.equals(first.price))
    return isOne && first?.price
      ? { each: first.price.toNumber(), isAverage: false }
      : { each: amount.toNumber() / billed, isAverage: true }
  }
}

const sum = (lines: readonly SpendLine[], countOf: (line: SpendLine) => number): number =>
  lines.reduce((total, line) => total + countOf(line), 0)
