import type { Core } from '../../../chatops/context.ts'
import type { Day } from '../../../domain/usage/usage.ts'
import type { Tables } from './schema.ts'

type Storage = Pick<Core, 'db' | 'organization'>

/** The first period without figures, as long as there are none; it is the same for whoever asks again. */
export async function beginSilence({ db, organization }: Storage, id: string, day: Day): Promise<Day> {
  await db
    .query<Tables>()
    .updateTable('digest_subscriptions')
    .set({ silent_since: day })
    .where('organization', '=', organization)
    .where('id', '=', id)
    .where('silent_since', 'is', null)
    .execute()
  const row = await db
    .query<Tables>()
    .selectFrom('digest_subscriptions')
    .select('silent_since')
    .where('organization', '=', organization)
    .where('id', '=', id)
    .executeTakeFirst()
  return (row?.silent_since ?? day) as Day
}

export async function endSilence({ db, organization }: Storage, id: string): Promise<void> {
  await db
    .query<Tables>()
    .updateTable('digest_subscriptions')
    .set({ silent_since: null })
    .where('organization', '=', organization)
    .where('id', '=', id)
    .execute()
}
