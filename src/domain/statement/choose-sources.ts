import type { Currency } from '../money/money.ts'
import { firstDayOf, lastDayOf, listDays } from '../time/time.ts'
import type { Day, Month } from '../usage/usage.ts'

/** A file that was imported, as far as it matters for which of its days count. */
export interface ImportedFile {
  readonly id: string
  readonly kind: 'usage' | 'invoice' | 'creditNote'
  /** Of an invoice or credit note, where it says one. */
  readonly number: string | null
  readonly from: Day
  readonly to: Day
  readonly currency: Currency
  /** Each of its lines names its day. */
  readonly hasDays: boolean
  /** It counts beside another invoice of the same days. */
  readonly isAddition: boolean
  readonly importedAt: Date
}

/** What counts of one file in a month: all of it, or some days. */
export interface CountedFile<File extends ImportedFile = ImportedFile> {
  readonly file: File
  /** undefined: every line of that month. */
  readonly days?: ReadonlySet<Day>
}

export interface Sources<File extends ImportedFile = ImportedFile> {
  readonly counted: readonly CountedFile<File>[]
  /** The last day that they are about. */
  readonly through: Day
}

/**
 * No day of a month counts twice, whatever was imported in which order. Files with days: the newest that is about a day
 * tells it. A file without days is about its month as a whole, and so is one in another currency: then the newest counts
 * alone. An invoice is better than files that leave days out. What is undone is not among them, so the ones before it count
 * again by themselves.
 */
export function chooseSources<File extends ImportedFile>(
  files: readonly File[],
  month: Month,
): Sources<File> | undefined {
  const [first, last] = [firstDayOf(month), lastDayOf(month)]
  const inside = files
    .filter(({ from, to }) => from <= last && to >= first)
    .toSorted((one, other) => other.importedAt.getTime() - one.importedAt.getTime())
  const usage = countUsage(
    inside.filter(({ kind }) => kind === 'usage'),
    first,
    last,
  )
  const invoices = countInvoices(inside.filter(({ kind }) => kind === 'invoice'))
  const isWhole = usage && usage.missing === 0
  if (usage && (isWhole || !invoices)) return { counted: usage.counted, through: usage.through }
  return invoices && { counted: invoices, through: last }
}

function countUsage<File extends ImportedFile>(files: readonly File[], first: Day, last: Day) {
  const [newest] = files
  if (!newest) return undefined
  if (!newest.hasDays) return { counted: [{ file: newest }], ...reach(newest, first, last) }
  const daily = files.filter(({ hasDays, currency }) => hasDays && currency === newest.currency)
  const taken = new Set<Day>()
  const counted: CountedFile<File>[] = []
  for (const file of daily) {
    const days = daysWithin(file, first, last).filter((day) => !taken.has(day))
    for (const day of days) taken.add(day)
    if (days.length > 0) counted.push({ file, days: new Set(days) })
  }
  const through = [...taken].reduce((one, other) => (other > one ? other : one))
  return { counted, through, missing: listDays(first, last).length - taken.size }
}

function reach(file: ImportedFile, first: Day, last: Day): { readonly through: Day; readonly missing: number } {
  const days = daysWithin(file, first, last)
  return { through: days.at(-1) ?? first, missing: listDays(first, last).length - days.length }
}

const daysWithin = ({ from, to }: ImportedFile, first: Day, last: Day): Day[] =>
  listDays(from > first ? from : first, to < last ? to : last)

/** The newest, and those that were said to count beside it: in its currency, since others cannot be added to it, and each once. */
function countInvoices<File extends ImportedFile>(files: readonly File[]): CountedFile<File>[] | undefined {
  const main = files.find(({ isAddition }) => !isAddition)
  const currency = (main ?? files[0])?.currency
  const counted = files.filter((file) => file === main || (file.isAddition && file.currency === currency))
  return counted.length > 0 ? newestOfEach(counted).map((file) => ({ file })) : undefined
}

/** A bill that was downloaded again is the same bill: its number tells. `files` begin with the newest. */
export const newestOfEach = <File extends ImportedFile>(files: readonly File[]): File[] =>
  files.filter(({ number }, index) => number === null || files.findIndex((file) => file.number === number) === index)

/** Files that the new one shares days with, and of the same kind. */
export const overlapping = <File extends ImportedFile>(
  files: readonly File[],
  { kind, from, to }: Pick<ImportedFile, 'kind' | 'from' | 'to'>,
): File[] => files.filter((file) => file.kind === kind && file.from <= to && file.to >= from)

/** Those of them whose place it takes: credit notes count beside each other, unless they are the same one. */
export const replaced = <File extends ImportedFile>(
  files: readonly File[],
  wanted: Pick<ImportedFile, 'kind' | 'from' | 'to' | 'number'>,
): File[] =>
  overlapping(files, wanted).filter(
    ({ kind, number }) => kind !== 'creditNote' || (number !== null && number === wanted.number),
  )
