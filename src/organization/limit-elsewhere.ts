import { sql } from 'kysely'
import type { Fetched } from '../domain/fetched.ts'
import type { SpendLimit } from '../domain/limit/limit.ts'
import type { MistralReads } from '../mistral/index.ts'
import type { AuditTables } from '../storage/audit/schema.ts'
import type { DatabaseReads } from '../storage/database.ts'

/** The steps after which the limit at Mistral is another one. */
const changes = ['limit.written', 'limit.applied', 'limit.changed-outside']
/** What is remembered is good for a minute: a change of that minute is among the newest entries. */
const newest = 200

/**
 * The limit, remembered for a short while, but not over a change that another instance made or noticed: the trail tells
 * all of them.
 */
export function noticeElsewhere(
  db: DatabaseReads,
  organization: string,
  mistral: Pick<MistralReads, 'spendLimit'>,
): MistralReads['spendLimit'] {
  let seen: number | undefined
  let isFirst = true
  let renewing: Promise<Fetched<SpendLimit>> | undefined

  function renew(last: number | undefined): Promise<Fetched<SpendLimit>> {
    renewing ??= mistral
      .spendLimit({ fresh: true })
      .then((fetched) => {
        seen = last
        return fetched
      })
      .finally(() => {
        renewing = undefined
      })
    return renewing
  }

  return async (options) => {
    if (options?.fresh) return mistral.spendLimit(options)
    // Without the database there is still the figure and its age.
    const last = await findLastChange(db, organization).catch(() => seen)
    if (isFirst) {
      isFirst = false
      seen = last
    }
    return last === seen ? mistral.spendLimit(options) : renew(last)
  }
}

async function findLastChange(db: DatabaseReads, organization: string): Promise<number | undefined> {
  const row = await db
    .query<AuditTables>()
    .selectFrom('audit_entries')
    .select((is) => is.fn.max<number | null>('sequence').as('last'))
    .where('organization', '=', organization)
    .where('action', 'in', changes)
    .where(
      'sequence',
      '>',
      sql<number>`coalesce((select sequence from audit_head where organization = ${organization}), 0) - ${newest}`,
    )
    .executeTakeFirst()
  return row?.last ?? undefined
}
