import { Decimal } from '../money/decimal.ts'
import type { Charge } from './statement.ts'

/** What a month's usage comes to, and what was charged for it: of one model, or of no model. */
export interface BridgeLine {
  readonly kind: 'usage' | Charge
  readonly model: string | null
  readonly amount: Decimal
}

export interface BridgeInput {
  /** By the API, or a usage file: at list prices. */
  readonly usage: readonly { readonly model: string; readonly amount: Decimal }[]
  /** Of the invoices and credit notes. */
  readonly invoiced: readonly BridgeLine[]
  /** Net, as the invoices state it themselves; undefined: they state none. */
  readonly stated: Decimal | undefined
}

export type BridgeStep = 'usage' | 'discount' | 'seats' | 'credit' | 'other' | 'creditNote' | 'unexplained' | 'vat'

export interface Bridge {
  /** They add up: those before VAT to `net`, all of them to `gross`. Steps of nothing are left out, but for the unexplained. */
  readonly steps: readonly { readonly step: BridgeStep; readonly amount: Decimal }[]
  readonly net: Decimal
  readonly gross: Decimal
  /** Models whose usage and invoice differ by more than the tolerance, the largest difference first. */
  readonly models: readonly ModelDifference[]
  readonly isExplained: boolean
}

export interface ModelDifference {
  readonly model: string
  readonly usage: Decimal
  readonly invoiced: Decimal
  readonly difference: Decimal
}

/** Lines are rounded to cents on paper, and prices are in tenths of millionths: less than one per cent is no finding. */
const tolerance = 0.01
const leastDifference = 1

/** From usage at list to what has to be paid, as steps that add up to the last digit. */
export function buildBridge({ usage, invoiced, stated }: BridgeInput): Bridge {
  const sumOf = (kind: BridgeLine['kind']) =>
    Decimal.sum(invoiced.filter((line) => line.kind === kind).map(({ amount }) => amount))
  const list = Decimal.sum(usage.map(({ amount }) => amount))
  const charged = (['discount', 'seats', 'credit', 'other', 'creditNote'] as const).map((step) => ({
    step,
    amount: sumOf(step),
  }))
  const counted = Decimal.sum(invoiced.filter(({ kind }) => kind !== 'vat').map(({ amount }) => amount))
  const net = stated === undefined ? counted : stated.plus(sumOf('creditNote'))
  const explained = Decimal.sum([list, ...charged.map(({ amount }) => amount)])
  const unexplained = net.minus(explained)
  const vat = sumOf('vat')
  return {
    steps: [
      { step: 'usage', amount: list },
      ...charged.filter(({ amount }) => !amount.isZero),
      { step: 'unexplained', amount: unexplained },
      ...(vat.isZero ? [] : [{ step: 'vat' as const, amount: vat }]),
    ],
    net,
    gross: net.plus(vat),
    models: compareModels(usage, invoiced),
    isExplained: isWithin(unexplained, net),
  }
}

const isWithin = (difference: Decimal, of: Decimal): boolean =>
  Math.abs(difference.toNumber()) <= Math.max(leastDifference, Math.abs(of.toNumber()) * tolerance)

function compareModels(usage: BridgeInput['usage'], invoiced: readonly BridgeLine[]): ModelDifference[] {
  const onInvoice = invoiced.flatMap(({ kind, model, amount }) =>
    kind === 'usage' && model ? [{ model, amount }] : [],
  )
  // Where the invoice names no models, nothing can be said of each.
  if (onInvoice.length === 0) return []
  const sumOf = (lines: BridgeInput['usage'], name: string) =>
    Decimal.sum(lines.filter(({ model }) => model === name).map(({ amount }) => amount))
  return [...new Set([...usage, ...onInvoice].map(({ model }) => model))]
    .map((model) => {
      const [used, billed] = [sumOf(usage, model), sumOf(onInvoice, model)]
      return { model, usage: used, invoiced: billed, difference: billed.minus(used) }
    })
    .filter(({ difference, usage: used }) => !isWithin(difference, used))
    .toSorted((one, other) => Math.abs(other.difference.toNumber()) - Math.abs(one.difference.toNumber()))
}
