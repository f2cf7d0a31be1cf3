import { definePersonalData } from '../../chatops/people/personal-data.ts'
import type { HistoryTables } from '../../storage/history/schema.ts'
import { historyWords } from './words.ts'

/** Who closed a month. */
export const historyPersonalData = definePersonalData<HistoryTables>({
  table: 'history_closings',
  sheet: (reader) => historyWords(reader).personal.sheet,
  async show(db, organization, { personIds }, reader) {
    const closed = await db
      .selectFrom('history_closings')
      .select('month')
      .where('organization', '=', organization)
      .where('closed_by', 'in', personIds)
      .execute()
    return closed.length > 0 ? [historyWords(reader).personal.closed(closed.length)] : []
  },
  async erase(tx, organization, { personIds }) {
    await tx
      .updateTable('history_closings')
      .set({ closed_by: null })
      .where('organization', '=', organization)
      .where('closed_by', 'in', personIds)
      .execute()
  },
})
