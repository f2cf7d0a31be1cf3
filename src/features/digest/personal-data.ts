import { definePersonalData } from '../../chatops/people/personal-data.ts'
import type { DigestTables } from './store/schema.ts'
import { digestWords } from './words.ts'

export const digestPersonalData = definePersonalData<DigestTables>({
  table: 'digest_subscriptions',
  sheet: (reader) => digestWords(reader).personal.sheet,
  async show(db, organization, { personIds }, reader) {
    const rows = await db
      .selectFrom('digest_subscriptions')
      .select(['channel', 'state'])
      .where('organization', '=', organization)
      .where('maker_id', 'in', personIds)
      .orderBy('made_at')
      .execute()
    return rows.map(({ channel, state }) => digestWords(reader).personal.made(channel, state))
  },
  async erase(tx, organization, { personIds }) {
    await tx
      .updateTable('digest_subscriptions')
      .set({ maker_id: null })
      .where('organization', '=', organization)
      .where('maker_id', 'in', personIds)
      .execute()
  },
})
