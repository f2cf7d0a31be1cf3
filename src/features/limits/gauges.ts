import { sql } from 'kysely'
import type { GaugeGroup } from '../../chatops/contract.ts'
import { transitions } from '../../domain/limit/raise.ts'
import type { Tables } from './store/store.ts'

/** Requests by where they are. */
export const requestGauges: GaugeGroup = {
  gauges: [
    {
      name: 'chatops_limit_requests',
      help: 'Requests to change the limit, by their state',
      label: { name: 'state', values: Object.keys(transitions) },
    },
  ],
  async read(db) {
    const rows = await db
      .query<Tables>()
      .selectFrom('raises')
      .select(['state', sql<number>`count(*)`.as('count')])
      .groupBy('state')
      .execute()
    return { chatops_limit_requests: Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)])) }
  },
}

/** When use was last compared with the limit: what grows old here is what nobody watches. */
export const pollGauges: GaugeGroup = {
  gauges: [
    { name: 'chatops_last_good_poll_timestamp_seconds', help: 'When use was last compared with the limit, since 1970' },
  ],
  async read(db) {
    const row = await db
      .query<Tables>()
      .selectFrom('limit_polls')
      .select(sql<number | null>`max(at)`.as('at'))
      .executeTakeFirst()
    const at = row?.at ?? undefined
    return { chatops_last_good_poll_timestamp_seconds: at === undefined ? {} : { '': Number(at) / 1000 } }
  },
}
