import { Decimal } from '../../domain/money/decimal.ts'
import { formatMoney, inCurrency } from '../../domain/money/money.ts'
import { isComplete, type Spend } from '../../domain/usage/spend.ts'
import type { View } from '../view.ts'
import { coreWords } from '../words/index.ts'

/** What a picture of days or months does not show, and its title counts. */
export function pictureNote(spend: Spend, view: View, { hasDays }: { readonly hasDays: boolean }): { note?: string } {
  const { picture } = coreWords(view)
  const undated = Decimal.sum(spend.lines.filter(({ day }) => day === null).map(({ amount }) => amount))
  const notes = [
    ...(hasDays && !undated.isZero
      ? [picture.withoutDay(formatMoney(inCurrency(undated, spend.currency), view.locale))]
      : []),
    ...(isComplete(spend) ? [] : [picture.incomplete]),
  ]
  return notes.length > 0 ? { note: notes.join(' ') } : {}
}
