import { type Table, writeTable } from '../../src/chatops/report/table.ts'
import type { Decimal } from '../../src/domain/money/decimal.ts'

/** Adds up a written column as whole numbers of 10⁻²⁰, by currency, with nothing from src: what a spreadsheet would find. */
export function sumsOf(table: Table, column = 'amount', where: Readonly<Record<string, string>> = {}) {
  const [head = [], ...lines] = readCsv(writeTable(table))
  const at = (name: string) => head.indexOf(name)
  const sums = new Map<string, bigint>()
  for (const line of lines) {
    if (Object.entries(where).some(([name, value]) => line[at(name)] !== value)) continue
    const [, sign, whole, fraction = ''] = /^(-?)(\d+)\.?(\d*)$/.exec(line[at(column)] ?? '') ?? []
    if (whole === undefined) continue
    const currency = line[at('currency')] ?? ''
    sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(`${sign}${whole}${fraction.padEnd(20, '0')}`))
  }
  return Object.fromEntries(sums)
}

export const unitsOf = (amount: Decimal): bigint => amount.coefficient * 10n ** BigInt(20 - amount.scale)

/** Cells of a file, quoted ones as well. */
export const readCsv = (text: string): string[][] =>
  text
    .replace('\ufeff', '')
    .trimEnd()
    .split('\r\n')
    .map((line) =>
      [...`,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
        ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
      ),
    )
