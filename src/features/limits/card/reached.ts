import type { Core } from '../../../chatops/context.ts'
import { findLiveRaise, type Tables } from '../store/store.ts'

const lookPauseMs = 100
const looks = 20

/**
 * Whether the card reached a place where somebody can decide. Whoever asks reads the answer in a modal, which Slack shows
 * also where it takes no message: so the first copy is waited for, as long as a reader waits.
 */
export async function hasReachedDeciders(core: Core): Promise<boolean> {
  for (let look = 0; look < looks; look++) {
    const raise = await findLiveRaise(core.db.query<Tables>(), core.organization)
    if (!raise || (await findDecidersCopy(core, raise.id))) return true
    await core.clock.sleep(lookPauseMs)
  }
  return false
}

export const findDecidersCopy = ({ db }: Pick<Core, 'db'>, raiseId: string) =>
  db
    .query<Tables>()
    .selectFrom('raise_cards')
    .select('id')
    .where('raise_id', '=', raiseId)
    .where('audience', 'in', ['channel', 'decider'])
    .where('ts', 'is not', null)
    .limit(1)
    .executeTakeFirst()
