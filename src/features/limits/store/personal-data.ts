import { definePersonalData } from '../../../chatops/people/personal-data.ts'
import { limitsWords } from '../words.ts'
import type { LimitTables } from './schema.ts'

export const limitsPersonalData = definePersonalData<LimitTables>({
  table: 'raises',
  sheet: (reader) => limitsWords(reader).personal.sheet,
  async show(db, organization, { personIds }, reader) {
    const { personal } = limitsWords(reader)
    const asked = await db
      .selectFrom('raises')
      .select(['id', 'reason'])
      .where('organization', '=', organization)
      .where('requester_id', 'in', personIds)
      .execute()
    const decided = await db
      .selectFrom('raise_decisions')
      .select(['raise_id', 'verdict', 'note'])
      .where('person_id', 'in', personIds)
      .execute()
    const drafts = await db.selectFrom('limit_drafts').select('id').where('person_id', 'in', personIds).execute()
    const alerts = await db.selectFrom('limit_bursts').select('id').where('taken_by', 'in', personIds).execute()
    const days = await db
      .selectFrom('unusual_days')
      .select(['day', 'expected_because'])
      .where('organization', '=', organization)
      .where('expected_by', 'in', personIds)
      .execute()
    return [
      ...asked.map(({ id, reason }) => personal.asked(id, reason)),
      ...decided.map(({ raise_id, verdict, note }) => personal.decided(raise_id, verdict, note)),
      ...(alerts.length > 0 ? [personal.alerts(alerts.length)] : []),
      ...days.map(({ day, expected_because }) => personal.expected(day, expected_because)),
      ...(drafts.length > 0 ? [personal.drafts(drafts.length)] : []),
    ]
  },
  async erase(tx, organization, { personIds }) {
    await tx
      .updateTable('raises')
      .set({ reason: null, requester_mistral_id: null })
      .where('organization', '=', organization)
      .where('requester_id', 'in', personIds)
      .execute()
    await tx
      .updateTable('raise_decisions')
      .set({ note: null, mistral_id: null })
      .where('person_id', 'in', personIds)
      .execute()
    await tx
      .updateTable('raise_followers')
      .set({ mistral_id: null, reason: null })
      .where('person_id', 'in', personIds)
      .execute()
    // The conversation with the bot is one person's: its id would tell whose.
    await tx.updateTable('raise_cards').set({ channel: null, ts: null }).where('person_id', 'in', personIds).execute()
    await tx
      .updateTable('unusual_days')
      .set({ expected_because: null })
      .where('organization', '=', organization)
      .where('expected_by', 'in', personIds)
      .execute()
    await tx.deleteFrom('limit_drafts').where('person_id', 'in', personIds).execute()
    // A form that is still open would decide as somebody whom nobody knows any more.
    await tx.deleteFrom('raise_reviews').where('person_id', 'in', personIds).where('used_at', 'is', null).execute()
  },
  // A request that waits for people needs to know who they are: nobody may approve their own.
  async countHolds(db, organization, { personIds }) {
    const rows = await db
      .selectFrom('raises')
      .select('id')
      .where('organization', '=', organization)
      .where('live', '=', 'live')
      .where((is) =>
        is.or([
          is('requester_id', 'in', personIds),
          is('id', 'in', is.selectFrom('raise_decisions').select('raise_id').where('person_id', 'in', personIds)),
          is('id', 'in', is.selectFrom('raise_followers').select('raise_id').where('person_id', 'in', personIds)),
        ]),
      )
      .execute()
    return rows.length
  },
})
