import type { Core } from '../../../chatops/context.ts'
import type { Tables } from '../store/store.ts'
import { findPolls } from './watched.ts'

/** When there were figures last; before the first ones: since when this process runs. */
export async function findLastLook({ db, organization, installation }: Core): Promise<Date> {
  const last = (await findPolls(db.query<Tables>(), organization)).at(-1)
  return last?.at ?? installation.startedAt
}
