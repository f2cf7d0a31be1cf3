import { inCurrency, isComparable, type Money } from '../money/money.ts'
import { isComplete, type Spend } from '../usage/spend.ts'
import type { Workspace } from './limit.ts'

/** How far a Workspace has used its own cap this month. Mistral states no counter for it: it is our sum of its usage. */
export interface CapUse {
  readonly used: Money
  readonly cap: Money
  /** 0.8 for 80 %, and beyond 1. */
  readonly share: number
  /** Some of its usage has no price, or could not be read. */
  readonly isAtLeast: boolean
}

export type Capped = Pick<Workspace, 'cap' | 'capCurrency'>

/** undefined: there is nothing to measure, or the cap is in another currency than the spend. */
export function measureCap({ cap, capCurrency }: Capped, spend: Spend): CapUse | undefined {
  if (!cap || cap.isZero || !isComparable(spend.currency, capCurrency)) return undefined
  const currency = capCurrency ?? spend.currency
  return {
    used: inCurrency(spend.total, spend.currency ?? capCurrency),
    cap: inCurrency(cap, currency),
    share: spend.total.toNumber() / cap.toNumber(),
    isAtLeast: !isComplete(spend),
  }
}
