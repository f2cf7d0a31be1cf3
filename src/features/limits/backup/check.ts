import type { Core } from '../../../chatops/context.ts'
import type { JobHandler } from '../../../chatops/contract.ts'
import { UpstreamError } from '../../../domain/errors.ts'
import { scheduleJob } from '../../../scheduler/jobs.ts'
import { jobKinds } from '../store/follow-up.ts'
import type { Tables } from '../store/store.ts'
import { retryMs } from '../store/timing.ts'
import { closeAll } from './close-all.ts'
import { findLostHead } from './lost-head.ts'
import { findPostedHeads } from './posted-heads.ts'

/**
 * Before the first answer: a trail that is behind what was posted means a database that was restored from a copy. What
 * was decided and written since is not in it, so nothing that it holds open may go on by itself: requests are closed, and
 * what the bot wrote for a time is left to a person. While Slack does not say what was posted, people are answered, the
 * look is tried again, and no limit is written.
 */
export async function checkBackup(core: Core): Promise<void> {
  try {
    await lookBack(core)
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
    core.log.warn({ error }, 'could not look for the last posted head of the audit trail: no limit is set until then')
    await core.db.transaction<Tables, void>((tx) =>
      scheduleJob(tx, core.organization, { kind: jobKinds.lookBack, subject: 'trail' }),
    )
  }
}

/** While it fails it is tried again as every job is, and `status` says so. */
export async function lookBackAgain(core: Core): Promise<undefined> {
  await lookBack(core)
  return undefined
}

/** For what sets limits, or gives up what it knows of them: a copy that was not looked at may be an old one. */
export const onceLookedBack =
  (handle: JobHandler): JobHandler =>
  async (core, job) => {
    try {
      await lookBack(core)
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error
      core.log.warn({ error, kind: job.kind }, 'it waits until Slack says what was posted of the audit trail')
      return retryMs
    }
    return handle(core, job)
  }

/** Once in each process: only a start can be one on another database. */
const looked = new WeakSet<Core['installation']>()

async function lookBack(core: Core): Promise<void> {
  if (looked.has(core.installation)) return
  const heads = await findPostedHeads(core)
  if (!heads) core.log.info({}, 'Slack lets nothing be read back: a restored backup would not be noticed')
  const lost = await findLostHead(core, heads ?? [])
  if (heads && lost) {
    core.log.error({ posted: lost.sequence }, 'the audit trail is behind what was posted: the database was restored')
    await closeAll(core, lost, heads)
  }
  looked.add(core.installation)
}
