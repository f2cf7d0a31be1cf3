import { Decimal } from '../money/decimal.ts'
import type { SpendLimit } from './limit.ts'

/** A monthly limit that is known: an amount, or none at all. */
export type LimitValue = Decimal | 'unlimited'

/** What Mistral states; undefined: it did not say, and nothing may rest on a guess. */
export const limitStated = ({ isUnlimited, limit }: SpendLimit): LimitValue | undefined =>
  isUnlimited ? 'unlimited' : (limit ?? undefined)

/** No limit is higher than every amount. */
export function compareLimits(a: LimitValue, b: LimitValue): -1 | 0 | 1 {
  if (a === 'unlimited' || b === 'unlimited') return a === b ? 0 : a === 'unlimited' ? 1 : -1
  return a.compare(b)
}

export const isSameLimit = (a: LimitValue, b: LimitValue): boolean => compareLimits(a, b) === 0

export const highestLimit = (values: readonly LimitValue[]): LimitValue | undefined =>
  values.reduce<LimitValue | undefined>(
    (highest, value) => (highest === undefined || compareLimits(value, highest) > 0 ? value : highest),
    undefined,
  )

/** Whether Mistral takes it as a limit: whole units, or none at all. */
export const isWritable = (value: LimitValue): boolean =>
  value === 'unlimited' || (Number.isSafeInteger(value.toNumber()) && !value.isNegative && value.equals(value.round(0)))

/** As it is stored: "50000" or "unlimited". */
export const writeLimit = (value: LimitValue): string => value.toString()
export const readLimit = (text: string): LimitValue => (text === 'unlimited' ? text : Decimal.of(text))
