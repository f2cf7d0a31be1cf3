import { defineRetention, type Old } from '../../../chatops/retention/retention.ts'
import { isFinal, type RaiseState, transitions } from '../../../domain/limit/raise.ts'
import { dayOf } from '../../../domain/time/time.ts'
import type { Tables, Tx } from './store.ts'

const finalStates = (Object.keys(transitions) as RaiseState[]).filter(isFinal)
const rowsAtOnce = 500

/**
 * Requests that closed long ago, with their cards, reviews and decisions, and what was told of limits. Whatever is still
 * open, runs for a time or waits for its way back stays, with all that the trail says of it.
 */
export const limitsRetention = defineRetention<Tables>({
  async remove(tx, organization, old) {
    const ids = await findOldRaises(tx, organization, old)
    for (let start = 0; start < ids.length; start += rowsAtOnce)
      await removeRaises(tx, organization, ids.slice(start, start + rowsAtOnce))
    const { before } = old
    const bursts = await tx
      .deleteFrom('limit_bursts')
      .where('organization', '=', organization)
      .where('over_at', '<', before)
      .executeTakeFirst()
    const drifts = await tx
      .deleteFrom('limit_drifts')
      .where('organization', '=', organization)
      .where('noticed_at', '<', before)
      .where('state', '!=', 'open')
      .executeTakeFirst()
    const days = await tx
      .deleteFrom('unusual_days')
      .where('organization', '=', organization)
      .where('day', '<', dayOf(new Date(before)))
      .executeTakeFirst()
    return {
      requests: ids.length,
      warnings: Number(bursts.numDeletedRows),
      'limit-changes': Number(drifts.numDeletedRows),
      'unusual-days': Number(days.numDeletedRows),
    }
  },
  async needs(tx, organization) {
    const raises = await tx.selectFrom('raises').select('id').where('organization', '=', organization).execute()
    return { subjects: raises.map(({ id }) => id) }
  },
})

/** A request goes as a whole: one of which the trail says something later stays with all of its entries. */
async function findOldRaises(tx: Tx, organization: string, { before, through }: Old): Promise<string[]> {
  const rows = await tx
    .selectFrom('raises')
    .select('id')
    .where('organization', '=', organization)
    .where('closed_at', '<', before)
    .where('state', 'in', finalStates)
    .where('live', 'is', null)
    .where('id', 'not in', (is) =>
      is
        .selectFrom('temporary_limits')
        .select('raise_id')
        .where('organization', '=', organization)
        .where('state', '=', 'running'),
    )
    .where('id', 'not in', (is) =>
      is
        .selectFrom('raises as reverts')
        .select('reverts.ends_raise_id')
        .where('reverts.organization', '=', organization)
        .where('reverts.state', 'not in', finalStates)
        .where('reverts.ends_raise_id', 'is not', null)
        .$castTo<{ ends_raise_id: string }>(),
    )
    .where('id', 'not in', (is) => is.selectFrom('jobs').select('subject').where('organization', '=', organization))
    .where('id', 'not in', (is) =>
      is
        .selectFrom('audit_entries')
        .select('subject')
        .where('organization', '=', organization)
        .where('sequence', '>', through)
        .where('subject', 'is not', null)
        .$castTo<{ subject: string }>(),
    )
    .execute()
  return rows.map(({ id }) => id)
}

async function removeRaises(tx: Tx, organization: string, ids: readonly string[]): Promise<void> {
  const ofRaises = ['raise_followers', 'raise_cards', 'raise_reviews', 'raise_decisions', 'temporary_limits'] as const
  for (const table of ofRaises)
    await tx.deleteFrom(table).where('organization', '=', organization).where('raise_id', 'in', ids).execute()
  await tx.deleteFrom('raises').where('organization', '=', organization).where('id', 'in', ids).execute()
}
