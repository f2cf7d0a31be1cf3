import { defineSlackMove } from '../../../chatops/move/slack-move.ts'
import { liveStates } from '../../../domain/limit/raise.ts'
import { scheduleJob } from '../../../scheduler/jobs.ts'
import { databaseNow } from '../../../storage/columns.ts'
import { jobKinds } from './follow-up.ts'
import type { Tables } from './store.ts'

/** With the first look of the bot, whatever the clock says where the tool runs. */
const atOnce = new Date(0)

/** Cards of the old workspace cannot be edited any more: open requests get new ones, closed ones have none. */
export const limitsMove = defineSlackMove<Tables>({
  async move(tx, organization) {
    const live = await tx
      .selectFrom('raises')
      .select('id')
      .where('organization', '=', organization)
      .where('state', 'in', liveStates)
      .execute()
    const ids = live.map(({ id }) => id)
    if (ids.length > 0)
      await tx.deleteFrom('raise_cards').where('organization', '=', organization).where('raise_id', 'in', ids).execute()
    // Neither to be posted again nor to be updated.
    await tx
      .updateTable('raise_cards')
      .set({ channel: null, ts: '' })
      .where('organization', '=', organization)
      .execute()
    // Forms that were open close with the old workspace.
    await tx
      .updateTable('raise_reviews')
      .set({ used_at: databaseNow })
      .where('organization', '=', organization)
      .where('used_at', 'is', null)
      .execute()
    await tx.deleteFrom('limit_drafts').where('organization', '=', organization).execute()
    for (const id of ids) await scheduleJob(tx, organization, { kind: jobKinds.cards, subject: id, dueAt: atOnce })
    const bursts = await tx
      .selectFrom('limit_bursts')
      .select('id')
      .where('organization', '=', organization)
      .where('over_at', 'is', null)
      .execute()
    for (const { id } of bursts)
      await scheduleJob(tx, organization, { kind: jobKinds.burst, subject: id, dueAt: atOnce })
  },
})
