import type { View } from '../../chatops/view.ts'
import { isComparable } from '../../domain/money/money.ts'
import { confirms } from '../../domain/usage/spend.ts'
import { sayAmount } from './card/wording.ts'
import type { LimitFacts } from './store/types.ts'
import { limitsWords } from './words.ts'

/** Mistral's own counter decides when access stops; our sum beside it, how far they are apart, and what that may be. */
export function sayComputed({ use, currency, computed }: LimitFacts, view: View): string {
  const words = limitsWords(view).show.computed
  if (!computed || !use) return ''
  const { spent, isAtLeast } = computed
  const sum = sayAmount(spent.amount, spent.currency, view)
  if (!isComparable(spent.currency, currency)) return words.otherCurrency(sum)
  if (confirms(use.toNumber(), spent.amount.toNumber())) return words.agrees(sum)
  const difference = spent.amount.minus(use)
  const said = sayAmount(difference.isNegative ? difference.negated() : difference, spent.currency, view)
  if (!difference.isNegative) return words.more(sum, said)
  return isAtLeast ? words.lessWithGaps(sum, said) : words.less(sum, said)
}
