import { Decimal } from '../../domain/money/decimal.ts'
import { replaced } from '../../domain/statement/choose-sources.ts'
import type { Statement } from '../../domain/statement/statement.ts'
import { type Check, checkTotals } from '../../domain/statement/totals.ts'
import { monthOf } from '../../domain/time/time.ts'
import type { StoredImport } from '../../storage/figures/imports.ts'

/** What stands between a file that was read and its import. */
export interface Judgement {
  readonly check: readonly Check[]
  /** What its lines come to before VAT. */
  readonly counted: Decimal
  /** The first sum that the lines do not come to. */
  readonly difference: Decimal | undefined
  /** The same file, imported before. */
  readonly same: StoredImport | undefined
  /** Files of some of the same days, which it would take the place of. */
  readonly overlaps: readonly StoredImport[]
  /** Another invoice of the same days, to which it may be added: one in the same currency. */
  readonly besides: StoredImport | undefined
  readonly problem: 'noPeriod' | 'mixedCurrencies' | 'spansMonths' | 'empty' | undefined
}

export function judge(statement: Statement, sha256: string, imports: readonly StoredImport[]): Judgement {
  const { kind, period, number, currency } = statement
  const check = checkTotals(statement)
  const wrong = check.find(({ isEqual }) => !isEqual)
  const overlaps = period
    ? replaced(imports, { kind, number: number ?? null, ...period }).filter((file) => file.sha256 !== sha256)
    : []
  return {
    check,
    counted: sumOf(statement),
    difference: wrong?.counted.minus(wrong.stated),
    same: imports.find((file) => file.sha256 === sha256),
    overlaps,
    besides:
      kind === 'invoice'
        ? overlaps.find(
            (file) => file.number !== null && file.number !== (number ?? null) && file.currency === currency,
          )
        : undefined,
    problem: problemOf(statement),
  }
}

const sumOf = ({ lines }: Statement): Decimal =>
  Decimal.sum(
    lines.flatMap(({ reading }) => {
      if (reading.kind === 'usage') return reading.usage.map(({ amount }) => amount)
      return reading.kind === 'unknown' || reading.kind === 'vat' ? [] : [reading.amount]
    }),
  )

function problemOf({ lines, period, hasMixedCurrencies }: Statement): Judgement['problem'] {
  const understood = lines.filter(({ reading }) => reading.kind !== 'unknown')
  if (understood.length === 0) return 'empty'
  if (hasMixedCurrencies) return 'mixedCurrencies'
  if (!period) return 'noPeriod'
  const isDated = understood.every(
    ({ reading }) => reading.kind !== 'usage' || reading.usage.every(({ day }) => day !== null),
  )
  return !isDated && monthOf(period.from) !== monthOf(period.to) ? 'spansMonths' : undefined
}
