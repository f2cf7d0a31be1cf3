import type { Transaction } from 'kysely'
import { type ColumnRole, columnRoles, type Mappings } from '../../domain/statement/statement.ts'
import type { FigureReads } from './imports.ts'
import type { FigureTables } from './schema.ts'

/** What people said of columns and lines that were not recognised: the next file of that kind needs no question. */
export async function findMappings(db: FigureReads, organization: string): Promise<Mappings> {
  const rows = await db
    .selectFrom('figure_mappings')
    .select(['what', 'words', 'meaning'])
    .where('organization', '=', organization)
    .execute()
  const columns: Record<string, ColumnRole> = {}
  const items: Record<string, string> = {}
  for (const { what, words, meaning } of rows) {
    const role = columnRoles.find((known) => known === meaning)
    if (what === 'item') items[words] = meaning
    else if (role) columns[words] = role
  }
  return { columns, items }
}

export async function saveMappings(
  tx: Transaction<FigureTables>,
  organization: string,
  { columns, items }: Mappings,
): Promise<void> {
  const rows = [
    ...Object.entries(columns).map(([words, meaning]) => ({ what: 'column', words, meaning })),
    ...Object.entries(items).map(([words, meaning]) => ({ what: 'item', words, meaning })),
  ]
  for (const row of rows)
    await tx
      .insertInto('figure_mappings')
      .values({ organization, ...row })
      .onConflict((conflict) =>
        conflict.columns(['organization', 'what', 'words']).doUpdateSet({ meaning: row.meaning }),
      )
      .execute()
}
