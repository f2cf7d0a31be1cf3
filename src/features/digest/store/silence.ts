import type { Core } from '../../../chatops/context.ts'
import type { Day } from '../../../domain/usage/usage.ts'
import { databaseNow } from '../../../storage/columns.ts'
import type { Tables } from './schema.ts'

type Storage = Pick<Core, 'db' | 'organization'>

interface Silence {
  /** The last day of the first period without figures, as long as there are none: the same for whoever asks again. */
  readonly since: Day
  readonly isTold: boolean
}

export async function beginSilence({ db, organization }: Storage, id: string, day: Day): Promise<Silence> {
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
    .select(['silent_since', 'silence_told_at'])
    .where('organization', '=', organization)
    .where('id', '=', id)
    .executeTakeFirst()
  return { since: (row?.silent_since ?? day) as Day, isTold: (row?.silence_told_at ?? null) !== null }
}

/** A silence that ended or began anew meanwhile has still to be told. */
export async function noteSilenceTold({ db, organization }: Storage, id: string, since: Day): Promise<void> {
  await db
    .query<Tables>()
    .updateTable('digest_subscriptions')
    .set({ silence_told_at: databaseNow })
    .where('organization', '=', organization)
    .where('id', '=', id)
    .where('silent_since', '=', since)
    .execute()
}

export async function endSilence({ db, organization }: Storage, id: string): Promise<void> {
  await db
    .query<Tables>()
    .updateTable('digest_subscriptions')
    .set({ silent_since: null, silence_told_at: null })
    .where('organization', '=', organization)
    .where('id', '=', id)
    .execute()
}
