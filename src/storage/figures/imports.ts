import type { Kysely, Transaction } from 'kysely'
import { Decimal } from '../../domain/money/decimal.ts'
import type { ImportedFile } from '../../domain/statement/choose-sources.ts'
import type { charges, StatementLine } from '../../domain/statement/statement.ts'
import { monthOf } from '../../domain/time/time.ts'
import type { Day, Month } from '../../domain/usage/usage.ts'
import type { FigureTables } from './schema.ts'

export type FigureReads = Pick<Kysely<FigureTables>, 'selectFrom'>
type Tx = Transaction<FigureTables>

/** A file that was imported, as it is told. */
export interface StoredImport extends ImportedFile {
  readonly fileName: string
  readonly sha256: string
  readonly issuedOn: Day | null
  readonly stated: Decimal | null
  readonly counted: Decimal
  readonly vat: Decimal | null
  readonly isForced: boolean
  readonly lineCount: number
  readonly importedBy: string
}

export interface StoredLine {
  readonly line: number
  readonly month: Month
  readonly day: Day | null
  readonly kind: 'usage' | (typeof charges)[number]
  readonly label: string
  readonly category: string | null
  readonly model: string | null
  readonly version: string | null
  readonly group: string | null
  readonly workspace: string | null
  readonly amount: Decimal
  readonly units: number
  readonly price: Decimal | null
}

/** All that count, the newest first. */
export async function findImports(db: FigureReads, organization: string): Promise<StoredImport[]> {
  const rows = await db
    .selectFrom('figure_imports')
    .selectAll()
    .where('organization', '=', organization)
    .where('undone_at', 'is', null)
    .orderBy('imported_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as StoredImport['kind'],
    from: row.period_from as Day,
    to: row.period_to as Day,
    currency: row.currency,
    hasDays: row.has_days === 1,
    isAddition: row.is_addition === 1,
    importedAt: new Date(row.imported_at),
    fileName: row.file_name,
    sha256: row.sha256,
    number: row.number,
    issuedOn: row.issued_on as Day | null,
    stated: row.stated === null ? null : Decimal.of(row.stated),
    counted: Decimal.of(row.counted),
    vat: row.vat === null ? null : Decimal.of(row.vat),
    isForced: row.is_forced === 1,
    lineCount: row.line_count,
    importedBy: row.imported_by,
  }))
}

/** SQLite binds some 32,000 values in one statement. */
const rowsAtOnce = 500

/** False where the same file counts already: the database lets it in once, whoever sends it at the same time. */
export async function saveImport(
  tx: Tx,
  organization: string,
  file: Omit<StoredImport, 'importedAt'>,
  lines: readonly StoredLine[],
  importedAt: Date,
): Promise<boolean> {
  const added = await tx
    .insertInto('figure_imports')
    .values({
      organization,
      id: file.id,
      kind: file.kind,
      file_name: file.fileName,
      sha256: file.sha256,
      number: file.number,
      issued_on: file.issuedOn,
      period_from: file.from,
      period_to: file.to,
      currency: file.currency,
      stated: file.stated?.toString() ?? null,
      counted: file.counted.toString(),
      vat: file.vat?.toString() ?? null,
      is_forced: file.isForced ? 1 : 0,
      is_addition: file.isAddition ? 1 : 0,
      has_days: file.hasDays ? 1 : 0,
      line_count: file.lineCount,
      imported_at: importedAt.getTime(),
      imported_by: file.importedBy,
      undone_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) return false
  for (let start = 0; start < lines.length; start += rowsAtOnce)
    await tx
      .insertInto('figure_lines')
      .values(
        lines.slice(start, start + rowsAtOnce).map(({ group, amount, units, price, ...line }) => ({
          organization,
          import_id: file.id,
          ...line,
          item_group: group,
          amount: amount.toString(),
          units: String(units),
          price: price?.toString() ?? null,
        })),
      )
      .execute()
  return true
}

/** False where it does not count any more. Its lines stay, for whoever asks what was imported. */
export async function undoImport(tx: Tx, organization: string, id: string, at: Date): Promise<boolean> {
  const undone = await tx
    .updateTable('figure_imports')
    .set({ undone_at: at.getTime() })
    .where('organization', '=', organization)
    .where('id', '=', id)
    .where('undone_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return undone !== undefined
}

export async function findLines(
  db: FigureReads,
  organization: string,
  importIds: readonly string[],
  month: Month,
): Promise<(StoredLine & { readonly importId: string })[]> {
  if (importIds.length === 0) return []
  const rows = await db
    .selectFrom('figure_lines')
    .selectAll()
    .where('organization', '=', organization)
    .where('import_id', 'in', importIds)
    .where('month', '=', month)
    .orderBy('import_id')
    .orderBy('line')
    .execute()
  return rows.map((row) => ({
    importId: row.import_id,
    line: row.line,
    month: row.month as Month,
    day: row.day as Day | null,
    kind: row.kind as StoredLine['kind'],
    label: row.label,
    category: row.category,
    model: row.model,
    version: row.version,
    group: row.item_group,
    workspace: row.workspace,
    amount: Decimal.of(row.amount),
    units: Number(row.units),
    price: row.price === null ? null : Decimal.of(row.price),
  }))
}

/** The lines of a file that were understood, each with the month that it belongs to. */
export function linesToStore(lines: readonly StatementLine[], period: { readonly from: Day }): StoredLine[] {
  const month = monthOf(period.from)
  const none = { category: null, model: null, version: null, group: null, workspace: null, units: 0, price: null }
  const stored = lines.flatMap(({ label, reading }): Omit<StoredLine, 'line'>[] => {
    if (reading.kind === 'unknown') return []
    if (reading.kind !== 'usage')
      return [{ ...none, month, day: null, kind: reading.kind, label, amount: reading.amount }]
    return reading.usage.map(({ billed: _, ...usage }) => ({
      ...usage,
      kind: 'usage',
      label,
      month: usage.day ? monthOf(usage.day) : month,
    }))
  })
  return stored.map((line, index) => ({ line: index + 1, ...line }))
}
