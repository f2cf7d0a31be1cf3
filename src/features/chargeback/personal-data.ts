import { definePersonalData } from '../../chatops/people/personal-data.ts'
import type { AssignmentTables } from '../../chatops/report/assignments.ts'
import { chargebackWords } from './words.ts'

/** Who owns a Workspace. */
export const chargebackPersonalData = definePersonalData<AssignmentTables>({
  table: 'workspace_assignments',
  sheet: (reader) => chargebackWords(reader).personal.sheet,
  async show(db, organization, { personIds }, reader) {
    const owned = await db
      .selectFrom('workspace_assignments')
      .select(['workspace_name', 'from_month'])
      .where('organization', '=', organization)
      .where('owner_id', 'in', personIds)
      .orderBy('from_month')
      .execute()
    return owned.map(({ workspace_name, from_month }) =>
      chargebackWords(reader).personal.owns(workspace_name, from_month),
    )
  },
  async erase(tx, organization, { personIds }) {
    await tx
      .updateTable('workspace_assignments')
      .set({ owner_id: null })
      .where('organization', '=', organization)
      .where('owner_id', 'in', personIds)
      .execute()
  },
})
