import { defineSlackMove } from '../../chatops/move/slack-move.ts'
import type { FigureTables } from '../../storage/figures/schema.ts'

/** Files that wait for their import lie in the old workspace; those that were imported are here. */
export const importMove = defineSlackMove<FigureTables>({
  async move(tx, organization) {
    await tx.deleteFrom('figure_drafts').where('organization', '=', organization).execute()
  },
})
