import { sql } from 'kysely'
import { databaseNow } from '../../storage/columns.ts'
import type { DatabaseReads } from '../../storage/database.ts'
import type { PostTables } from './schema.ts'

/** Messages of the last days that did not arrive, or of which nobody can tell. */
export interface PostTrouble {
  readonly refused: readonly { readonly code: string; readonly count: number }[]
  readonly uncertain: number
}

const shownMs = 7 * 24 * 3_600_000

export async function findPostTrouble(db: DatabaseReads, organization: string): Promise<PostTrouble> {
  const rows = await db
    .query<PostTables>()
    .selectFrom('posts')
    .select(['refusal', 'is_uncertain'])
    .where('organization', '=', organization)
    .where((is) => is.or([is('refusal', 'is not', null), is('is_uncertain', '=', 1)]))
    .where('noted_at', '>', sql<number>`${databaseNow} - ${shownMs}`)
    .execute()
  const codes = Map.groupBy(
    rows.flatMap(({ refusal }) => refusal ?? []),
    (code) => code,
  )
  return {
    refused: [...codes].map(([code, all]) => ({ code, count: all.length })),
    uncertain: rows.filter(({ is_uncertain }) => is_uncertain === 1).length,
  }
}
