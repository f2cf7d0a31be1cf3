import { Decimal } from '../money/decimal.ts'
import type { TotalKind } from './headings.ts'
import type { StatedTotals, Statement, StatementLine } from './statement.ts'

export interface TotalRow {
  readonly kind: TotalKind | 'total'
  readonly amount: Decimal
}

/** A file's own sums, and what its lines come to. */
export interface Check {
  readonly what: 'net' | 'gross'
  readonly stated: Decimal
  readonly counted: Decimal
  readonly isEqual: boolean
}

/** Puts the sums where they belong, and turns a credit note's amounts around where they are written without a minus. */
export function settleTotals(statement: Statement, rows: readonly TotalRow[]): Statement {
  const of = (kind: TotalRow['kind']) => rows.findLast((row) => row.kind === kind)?.amount
  const vat = of('vat') ?? sumOf(statement.lines, (kind) => kind === 'vat')
  const plain = of('total')
  // "Total" alone is with VAT where VAT was added and another sum stands before it.
  const isGross = vat !== undefined && of('net') !== undefined
  const totals: StatedTotals = {
    net: of('net') ?? (isGross ? undefined : vat && !vat.isZero && of('gross') === undefined ? undefined : plain),
    vat,
    gross: of('gross') ?? (isGross || (vat && !vat.isZero && of('net') === undefined) ? plain : undefined),
  }
  if (statement.kind !== 'creditNote') return { ...statement, totals }
  return turnAround({ ...statement, totals })
}

function turnAround(statement: Statement): Statement {
  const { lines, totals } = statement
  const sum = sumOf(lines, (kind) => kind !== 'vat') ?? Decimal.zero
  const turn = (amount: Decimal) => (sum.isNegative ? amount : amount.negated())
  const turned = (amount: Decimal | undefined) => amount && (amount.isNegative ? amount : amount.negated())
  return {
    ...statement,
    lines: lines.map((line) => {
      const { reading } = line
      if (reading.kind === 'unknown') return line
      const amount = reading.kind === 'usage' ? Decimal.sum(reading.usage.map((one) => one.amount)) : reading.amount
      return { ...line, reading: { kind: reading.kind === 'vat' ? 'vat' : 'creditNote', amount: turn(amount) } }
    }),
    totals: { net: turned(totals.net), vat: turned(totals.vat), gross: turned(totals.gross) },
  }
}

function sumOf(
  lines: readonly StatementLine[],
  isWanted: (kind: StatementLine['reading']['kind']) => boolean,
): Decimal | undefined {
  const amounts = lines.flatMap(({ reading }) => {
    if (!isWanted(reading.kind) || reading.kind === 'unknown') return []
    return reading.kind === 'usage' ? reading.usage.map(({ amount }) => amount) : [reading.amount]
  })
  return amounts.length > 0 ? Decimal.sum(amounts) : undefined
}

/** The lines against what the file says itself, to the digit that it says. Nothing stated: nothing to hold them against. */
export function checkTotals({ lines, totals }: Pick<Statement, 'lines' | 'totals'>): Check[] {
  const net = sumOf(lines, (kind) => kind !== 'vat') ?? Decimal.zero
  const gross = net.plus(totals.vat ?? Decimal.zero)
  const compare = (what: Check['what'], stated: Decimal | undefined, counted: Decimal): Check[] =>
    stated ? [{ what, stated, counted, isEqual: counted.round(scaleOf(stated)).equals(stated) }] : []
  return [...compare('net', totals.net, net), ...compare('gross', totals.gross, gross)]
}

/** Sums are stated in cents, or finer. */
const scaleOf = (stated: Decimal): number => Math.max(2, stated.scale)
