import type { AssignmentTables } from '../../chatops/report/assignments.ts'
import { adoptIds } from '../../chatops/workspace-ids.ts'

/** An assignment goes with its Workspace; months that were assigned anew since stay as they are. */
export const assignedIds = adoptIds<AssignmentTables>('chargeback.workspace-ids', {
  async find(tables, organization) {
    const rows = await tables
      .query<AssignmentTables>()
      .selectFrom('workspace_assignments')
      .select('workspace_id')
      .distinct()
      .where('organization', '=', organization)
      .execute()
    return rows.map(({ workspace_id }) => workspace_id)
  },
  async rename(tx, organization, ids) {
    for (const [name, id] of ids) {
      const since = await tx
        .selectFrom('workspace_assignments')
        .select('from_month')
        .where('organization', '=', organization)
        .where('workspace_id', '=', id)
        .execute()
      const months = since.map(({ from_month }) => from_month)
      if (months.length > 0)
        await tx
          .deleteFrom('workspace_assignments')
          .where('organization', '=', organization)
          .where('workspace_id', '=', name)
          .where('from_month', 'in', months)
          .execute()
      await tx
        .updateTable('workspace_assignments')
        .set({ workspace_id: id })
        .where('organization', '=', organization)
        .where('workspace_id', '=', name)
        .execute()
    }
  },
})
