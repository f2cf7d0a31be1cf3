import { defineSlackMove } from '../../../chatops/move/slack-move.ts'
import { removeSchedule } from '../../../scheduler/occurrences.ts'
import { digestKinds } from './changes.ts'
import type { Tables } from './schema.ts'

/** Digests go on in the channel of that name; without one they pause, and their maker can give them another. */
export const digestMove = defineSlackMove<Tables>({
  async find(db, organization) {
    const rows = await db
      .selectFrom('digest_subscriptions')
      .select('channel')
      .where('organization', '=', organization)
      .execute()
    return { channels: rows.map(({ channel }) => channel) }
  },
  async move(tx, organization, ids) {
    const rows = await tx
      .selectFrom('digest_subscriptions')
      .select(['id', 'channel', 'state'])
      .where('organization', '=', organization)
      .execute()
    for (const { id, channel, state } of rows) {
      const moved = ids.channel(channel)
      const isPaused = moved === undefined && state === 'active'
      await tx
        .updateTable('digest_subscriptions')
        .set({
          ...(moved === undefined ? {} : { channel: moved }),
          ...(isPaused ? { state: 'paused', paused_why: 'unreachable' } : {}),
        })
        .where('organization', '=', organization)
        .where('id', '=', id)
        .execute()
      if (isPaused) await removeSchedule(tx, organization, { kind: digestKinds.post, subject: id })
    }
  },
})
