import { defineRetention } from '../../chatops/retention/retention.ts'
import type { FigureTables } from '../../storage/figures/schema.ts'

/** Files that count and figures that were typed stay with who brought them, and so do notes for the auditor. */
export const importRetention = defineRetention<FigureTables>({
  async remove(tx, organization, { before }) {
    const undone = await tx
      .deleteFrom('figure_imports')
      .where('organization', '=', organization)
      .where('undone_at', '<', before)
      .returning('id')
      .execute()
    for (const { id } of undone)
      await tx.deleteFrom('figure_lines').where('organization', '=', organization).where('import_id', '=', id).execute()
    return { imports: undone.length }
  },
  async needs(tx, organization) {
    const files = await tx.selectFrom('figure_imports').select('id').where('organization', '=', organization).execute()
    const typed = await tx.selectFrom('typed_figures').select('id').where('organization', '=', organization).execute()
    return { subjects: [...files, ...typed].map(({ id }) => id), actions: ['import.noted'] }
  },
})
