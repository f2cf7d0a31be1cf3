import { Decimal } from '../../domain/money/decimal.ts'
import { type Currency, inCurrency, type Money } from '../../domain/money/money.ts'
import type { BridgeLine } from '../../domain/statement/bridge.ts'
import { chooseSources, newestOfEach, overlapping, type Sources } from '../../domain/statement/choose-sources.ts'
import { firstDayOf, lastDayOf, monthOf } from '../../domain/time/time.ts'
import type { Day, Month } from '../../domain/usage/usage.ts'
import { type FigureReads, findImports, findLines, type StoredImport, type StoredLine } from './imports.ts'

/** Invoices and credit notes of one month, and beside them what usage files say of it. */
export interface InvoicedMonth {
  readonly names: readonly string[]
  readonly lines: readonly BridgeLine[]
  /** Net of the invoices, where all of them state it. */
  readonly stated: Decimal | undefined
  readonly currency: Currency
  /** Credit notes of that month in another currency, which cannot be added to it. */
  readonly apart: readonly { readonly name: string; readonly money: Money }[]
  readonly usage:
    | {
        readonly lines: readonly { readonly model: string; readonly amount: Decimal }[]
        readonly currency: Currency
        readonly name: string
      }
    | undefined
}

export async function readInvoicedMonth(db: FigureReads, organization: string, month: Month): Promise<InvoicedMonth> {
  const imports = await findImports(db, organization)
  const range = { from: firstDayOf(month), to: lastDayOf(month) }
  const ofKind = (kind: StoredImport['kind']) => imports.filter((file) => file.kind === kind)
  const invoices = chooseSources(ofKind('invoice'), month)?.counted.map(({ file }) => file) ?? []
  const currency = invoices[0]?.currency ?? null
  const allNotes = newestOfEach(overlapping(imports, { kind: 'creditNote', ...range }))
  const notes = allNotes.filter((file) => file.currency === currency)
  const apart = allNotes.filter((file) => file.currency !== currency)
  const billed = [...invoices, ...notes]
  const lines = await findLines(
    db,
    organization,
    billed.map(({ id }) => id),
    month,
  )
  const vat = billed.flatMap((file) => vatOf(file, lines, month))
  const stated = invoices.flatMap((file) => file.stated ?? [])
  return {
    names: billed.map(({ number, fileName }) => number ?? fileName),
    lines: [...lines, ...vat],
    stated: stated.length === invoices.length && stated.length > 0 ? Decimal.sum(stated) : undefined,
    currency,
    apart: apart.map((file) => ({
      name: file.number ?? file.fileName,
      money: inCurrency(file.counted, file.currency),
    })),
    usage: await readUsageFiles(db, organization, month, chooseSources(ofKind('usage'), month)),
  }
}

/** Some bills state VAT among their totals, and in no line. */
function vatOf(
  { id, vat, from }: StoredImport,
  lines: readonly (StoredLine & { readonly importId: string })[],
  month: Month,
): BridgeLine[] {
  const hasLine = lines.some(({ importId, kind }) => importId === id && kind === 'vat')
  return vat === null || hasLine || monthOf(from) !== month ? [] : [{ kind: 'vat', model: null, amount: vat }]
}

async function readUsageFiles(
  db: FigureReads,
  organization: string,
  month: Month,
  sources: Sources<StoredImport> | undefined,
): Promise<InvoicedMonth['usage']> {
  const [first] = sources?.counted ?? []
  if (!sources || !first) return undefined
  const ids = sources.counted.map(({ file }) => file.id)
  const lines = (await findLines(db, organization, ids, month)).filter(({ kind, importId, day }) => {
    const days = sources.counted.find(({ file }) => file.id === importId)?.days
    return kind === 'usage' && (days === undefined || day === null || days.has(day))
  })
  return {
    lines: lines.map(({ model, amount }) => ({ model: model ?? '', amount })),
    currency: first.file.currency,
    name: sources.counted.map(({ file }) => file.fileName).join(', '),
  }
}

/** The day of each month's invoice, where one says it; of several, the newest import's. */
export async function findInvoiceDays(
  db: FigureReads,
  organization: string,
  months: readonly Month[],
): Promise<ReadonlyMap<Month, Day>> {
  const invoices = (await findImports(db, organization)).filter(({ kind }) => kind === 'invoice')
  return new Map(
    months.flatMap((month) => {
      const [first] = chooseSources(invoices, month)?.counted ?? []
      return first?.file.issuedOn ? [[month, first.file.issuedOn] as const] : []
    }),
  )
}
