import type { Core } from '../../../chatops/context.ts'
import { UpstreamError } from '../../../domain/errors.ts'
import { closeAll } from './close-all.ts'
import { findLostHead } from './lost-head.ts'
import { findPostedHeads, type PostedHead } from './posted-heads.ts'

/**
 * Before the first answer: a trail that is behind what was posted means a database that was restored from a copy. What
 * was decided and written since is not in it, so nothing that it holds open may go on by itself: requests are closed, and
 * what the bot wrote for a time is left to a person.
 */
export async function checkBackup(core: Core): Promise<void> {
  const heads = await lookBack(core)
  const lost = await findLostHead(core, heads)
  if (!lost) return
  core.log.error({ posted: lost.sequence }, 'the audit trail is behind what was posted: the database was restored')
  await closeAll(core, lost, heads)
}

async function lookBack(core: Core): Promise<readonly PostedHead[]> {
  try {
    return await findPostedHeads(core)
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
    core.log.warn({ error }, 'could not look for the last posted head of the audit trail')
    return []
  }
}
