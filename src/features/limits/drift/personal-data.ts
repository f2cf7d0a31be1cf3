import { definePersonalData } from '../../../chatops/people/personal-data.ts'
import { limitsWords } from '../words.ts'
import type { DriftTables } from './schema.ts'

/** Who keeps a limit that was changed at Mistral. Who changed it is in Mistral's log alone. */
export const driftPersonalData = definePersonalData<DriftTables>({
  table: 'limit_drifts',
  sheet: (reader) => limitsWords(reader).drift.sheet,
  async show(db, organization, { personIds }, reader) {
    const kept = await db
      .selectFrom('limit_drifts')
      .select('id')
      .where('organization', '=', organization)
      .where('kept_by', 'in', personIds)
      .execute()
    return kept.length > 0 ? [limitsWords(reader).drift.youKept(kept.length)] : []
  },
  async erase(tx, organization, { personIds }) {
    await tx
      .updateTable('limit_drifts')
      .set({ kept_by: null })
      .where('organization', '=', organization)
      .where('kept_by', 'in', personIds)
      .execute()
  },
})
