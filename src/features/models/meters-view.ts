import { sayAmounts } from '../../chatops/report/amounts.ts'
import { spendReportWords } from '../../chatops/report/spend-words.ts'
import type { View } from '../../chatops/view.ts'
import { formatCount, formatMoney, formatPrice, inCurrency, shortCount } from '../../domain/money/money.ts'
import { sumByCurrency } from '../../domain/usage/month-lines.ts'
import { type Unit, unitOf } from '../../domain/usage/unit.ts'
import type { Meter } from './meters.ts'
import type { ModelRow, ModelsReport } from './report.ts'
import { modelsWords } from './words.ts'

/** Of how many units a price is said, so that it reads as an amount of money. */
const pricedBy: Record<Unit, number> = {
  tokens: 1_000_000,
  characters: 1_000_000,
  pages: 1_000,
  calls: 1_000,
  seconds: 3_600,
  units: 1,
}

/** "Input 7.1B for €11,800 · output 1.2B for €9,900 · cached 1B for €420". */
export function sayKinds({ kinds, spend, byMonth }: ModelsReport, view: View): string {
  return kinds
    .filter(({ consumed }) => consumed > 0)
    .map(({ group, consumed, amount }) =>
      modelsWords(view).kind(
        group,
        shortCount(consumed, view.locale),
        spend.hasMixedCurrencies
          ? sayAmounts(
              sumByCurrency(byMonth, (line) => unitOf(line.category) === 'tokens' && line.group === group),
              view,
            )
          : formatMoney(inCurrency(amount, spend.currency), view.locale),
      ),
    )
    .join(' · ')
}

/** What a million tokens cost, whatever their model: rises when people move to dearer ones. */
export function sayAverage({ kinds, spend }: ModelsReport, view: View): string {
  const billed = kinds.reduce((sum, kind) => sum + kind.billed, 0)
  const amount = kinds.reduce((sum, kind) => sum + kind.amount.toNumber(), 0)
  if (!(billed > 0) || amount === 0 || spend.hasMixedCurrencies) return ''
  return modelsWords(view).average(formatPrice((amount / billed) * pricedBy.tokens, spend.currency, view.locale))
}

/** "2.9B in at €1.80 · 900M out at €5.40 · 3,100 pages without a price". */
export function sayMeters({ meters, unpriced }: ModelRow, report: ModelsReport, view: View): string {
  const words = modelsWords(view)
  const free = meters
    .filter(({ unit, consumed, billed }) => unit === 'tokens' && consumed > billed)
    .reduce((sum, { consumed, billed }) => sum + consumed - billed, 0)
  const missing = unpriced.map(({ unit, units }) =>
    words.unpriced(spendReportWords(view).units(unit, formatCount(units, view.locale), units === 1)),
  )
  return [
    ...meters.filter(({ consumed }) => consumed > 0).map((meter) => sayMeter(meter, report, view)),
    ...(free > 0 ? [words.free(shortCount(free, view.locale))] : []),
    ...missing,
  ].join(' · ')
}

function sayMeter({ unit, group, consumed, price }: Meter, { spend }: ModelsReport, view: View): string {
  const words = modelsWords(view)
  const count = shortCount(consumed, view.locale)
  const what = unit === 'tokens' ? words.tokens(group, count) : words.units(unit, count, consumed === 1)
  if (!price || spend.hasMixedCurrencies) return what
  const said = formatPrice(price.each * pricedBy[unit], spend.currency, view.locale)
  return words.at(what, price.isAverage ? words.onAverage(said) : said, unit)
}
