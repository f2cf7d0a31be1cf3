import { type ColumnDefinitionBuilder, sql } from 'kysely'
import { textColumn } from '../columns.ts'
import type { Migration } from '../database.ts'

/** Figures that people bring: files that were imported, what their lines say, and figures that were typed. */
export interface FigureTables {
  figure_imports: {
    organization: string
    id: string
    /** "usage", "invoice" or "creditNote". */
    kind: string
    file_name: string
    /** Of the file's bytes: the same file is known again. */
    sha256: string
    number: string | null
    issued_on: string | null
    period_from: string
    period_to: string
    currency: string | null
    /** Before VAT: what the file says itself, and what its lines come to. */
    stated: string | null
    counted: string
    vat: string | null
    /** Its lines do not come to what it says, and whoever imported it said so. */
    is_forced: number
    /** It counts beside another invoice of the same days. */
    is_addition: number
    has_days: number
    line_count: number
    imported_at: number
    imported_by: string
    undone_at: number | null
  }
  figure_lines: {
    organization: string
    import_id: string
    line: number
    month: string
    day: string | null
    /** "usage", or what the line is charged for. */
    kind: string
    label: string
    category: string | null
    model: string | null
    version: string | null
    item_group: string | null
    workspace: string | null
    amount: string
    units: string | null
    price: string | null
  }
  figure_mappings: {
    organization: string
    /** "column" or "item". */
    what: string
    words: string
    meaning: string
  }
  figure_drafts: {
    organization: string
    id: string
    person_id: string
    file_id: string
    file_name: string
    sha256: string
    statement: string
    made_at: number
  }
  typed_figures: {
    organization: string
    id: string
    month: string
    as_of: number
    used: string
    currency: string | null
    typed_by: string
  }
  /** The limit as people said it: it stays from month to month until somebody says another one. */
  typed_limits: {
    organization: string
    id: string
    at: number
    limit_amount: string | null
    is_unlimited: number
    currency: string | null
  }
}

const required = (column: ColumnDefinitionBuilder) => column.notNull()

export const figureMigrations: readonly Migration[] = [
  {
    name: '2026-11-30-figures',
    async up(db, engine) {
      const text = textColumn(engine)
      await db.schema
        .createTable('figure_imports')
        .addColumn('organization', text, required)
        .addColumn('id', text, required)
        .addColumn('kind', text, required)
        .addColumn('file_name', text, required)
        .addColumn('sha256', text, required)
        .addColumn('number', text)
        .addColumn('issued_on', text)
        .addColumn('period_from', text, required)
        .addColumn('period_to', text, required)
        .addColumn('currency', text)
        .addColumn('stated', text)
        .addColumn('counted', text, required)
        .addColumn('vat', text)
        .addColumn('is_forced', 'integer', required)
        .addColumn('is_addition', 'integer', required)
        .addColumn('has_days', 'integer', required)
        .addColumn('line_count', 'integer', required)
        .addColumn('imported_at', 'bigint', required)
        .addColumn('imported_by', text, required)
        .addColumn('undone_at', 'bigint')
        .addPrimaryKeyConstraint('figure_imports_key', ['organization', 'id'])
        .execute()
      await sql`create unique index figure_imports_file on figure_imports (organization, sha256)
        where undone_at is null`.execute(db)
      await db.schema
        .createTable('figure_lines')
        .addColumn('organization', text, required)
        .addColumn('import_id', text, required)
        .addColumn('line', 'integer', required)
        .addColumn('month', text, required)
        .addColumn('day', text)
        .addColumn('kind', text, required)
        .addColumn('label', text, required)
        .addColumn('category', text)
        .addColumn('model', text)
        .addColumn('version', text)
        .addColumn('item_group', text)
        .addColumn('workspace', text)
        .addColumn('amount', text, required)
        .addColumn('units', text)
        .addColumn('price', text)
        .addPrimaryKeyConstraint('figure_lines_key', ['organization', 'import_id', 'line'])
        .execute()
      await db.schema
        .createIndex('figure_lines_month')
        .on('figure_lines')
        .columns(['organization', 'import_id', 'month'])
        .execute()
      await db.schema
        .createTable('figure_mappings')
        .addColumn('organization', text, required)
        .addColumn('what', text, required)
        .addColumn('words', text, required)
        .addColumn('meaning', text, required)
        .addPrimaryKeyConstraint('figure_mappings_key', ['organization', 'what', 'words'])
        .execute()
      await db.schema
        .createTable('figure_drafts')
        .addColumn('organization', text, required)
        .addColumn('id', text, required)
        .addColumn('person_id', text, required)
        .addColumn('file_id', text, required)
        .addColumn('file_name', text, required)
        .addColumn('sha256', text, required)
        .addColumn('statement', text, required)
        .addColumn('made_at', 'bigint', required)
        .addPrimaryKeyConstraint('figure_drafts_key', ['organization', 'id'])
        .execute()
      await db.schema
        .createTable('typed_figures')
        .addColumn('organization', text, required)
        .addColumn('id', text, required)
        .addColumn('month', text, required)
        .addColumn('as_of', 'bigint', required)
        .addColumn('used', text, required)
        .addColumn('currency', text)
        .addColumn('typed_by', text, required)
        .addPrimaryKeyConstraint('typed_figures_key', ['organization', 'id'])
        .execute()
      await db.schema
        .createTable('typed_limits')
        .addColumn('organization', text, required)
        .addColumn('id', text, required)
        .addColumn('at', 'bigint', required)
        .addColumn('limit_amount', text)
        .addColumn('is_unlimited', 'integer', required)
        .addColumn('currency', text)
        .addPrimaryKeyConstraint('typed_limits_key', ['organization', 'id'])
        .execute()
    },
  },
]
