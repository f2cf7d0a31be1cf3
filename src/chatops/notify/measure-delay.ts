import type { Core } from '../context.ts'
import type { JobHandler } from '../contract.ts'

/** A look at the figures asks for the job that tells; how long it took until somebody was told is measured here. */
export const measureDelay =
  (tell: JobHandler): JobHandler =>
  async (core: Core, job) => {
    const again = await tell(core, job)
    if (job.askedAt !== null) core.measures.alertTold((await core.db.now()).getTime() - job.askedAt)
    return again
  }
