import type { Core } from '../../chatops/context.ts'
import { findExchange, sayConverted } from '../../chatops/report/exchange.ts'
import type { View } from '../../chatops/view.ts'
import type { Decimal } from '../../domain/money/decimal.ts'
import type { Exchange } from '../../domain/money/exchange.ts'
import type { Currency } from '../../domain/money/money.ts'
import type { Day } from '../../domain/usage/usage.ts'

/** A file by its dates: an invoice has the day of its issue, a usage file the last day that it is about. */
export interface Dated {
  readonly issuedOn: Day | null | undefined
  readonly to: Day | undefined
}

/** undefined: nothing in the file says a day. */
export const dayToConvert = ({ issuedOn, to }: Dated): Day | undefined => issuedOn ?? to

/** The rates for such files; undefined where nothing is converted. */
export const findExchangeFor = (core: Core, files: readonly Dated[]): Promise<Exchange | undefined> =>
  findExchange(
    core,
    [],
    files.flatMap((file) => dayToConvert(file) ?? []),
  )

/** "≈ US$488.80 at 1 EUR = …", of a file; nothing where there is nothing to convert. */
export function sayWorthOf(
  { amount, currency, ...file }: Dated & { readonly amount: Decimal; readonly currency: Currency },
  exchange: Exchange | undefined,
  view: View,
): string {
  const on = dayToConvert(file)
  return on ? sayConverted([{ amount, currency, on }], exchange, view) : ''
}
