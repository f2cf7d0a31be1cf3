import type { Series } from '../../domain/chart.ts'
import { Decimal } from '../../domain/money/decimal.ts'
import { rankAmounts, splitTop } from '../../domain/usage/spend.ts'

/** What something cost in one day or month of a chart. */
export interface SlotAmount {
  readonly name: string
  readonly slot: string
  readonly amount: Decimal
}

/** One series for each of those that cost most, and one for all others. */
export function stackAmounts(
  amounts: readonly SlotAmount[],
  slots: readonly string[],
  { most, other }: { readonly most: number; readonly other: string },
): Series[] {
  const byName = Map.groupBy(amounts, ({ name }) => name)
  const ranked = [...byName].map(([name, same]) => ({ name, amount: Decimal.sum(same.map(({ amount }) => amount)) }))
  const named = splitTop(rankAmounts(ranked), most).top.slice(0, most)
  const isNamed = new Set(named.map(({ name }) => name))
  const rest = amounts.filter(({ name }) => !isNamed.has(name))
  const series = named.map(({ name }): Series => ({ name, values: sumSlots(byName.get(name) ?? [], slots) }))
  return rest.length === 0 ? series : [...series, { name: other, role: 'other', values: sumSlots(rest, slots) }]
}

function sumSlots(amounts: readonly SlotAmount[], slots: readonly string[]): number[] {
  const sums = new Map<string, number>()
  for (const { slot, amount } of amounts) sums.set(slot, (sums.get(slot) ?? 0) + amount.toNumber())
  return slots.map((slot) => sums.get(slot) ?? 0)
}
