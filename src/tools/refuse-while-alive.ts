import { leaseMs } from '../scheduler/jobs.ts'
import { findLastSign } from '../scheduler/last-sign.ts'
import type { Database } from '../storage/database.ts'
import { ToolError } from './tool.ts'

/** A bot that runs would go on with what it read before, and write it again. Asked before anything is changed. */
export async function refuseWhileAlive(db: Database): Promise<void> {
  const at = await findLastSign(db)
  const agoMs = at === undefined ? Number.POSITIVE_INFINITY : (await db.now()).getTime() - at
  // Whoever is far ahead had another clock, and is no sign of now.
  if (Math.abs(agoMs) >= leaseMs) return
  const seconds = Math.max(0, Math.round(agoMs / 1000))
  throw new ToolError(
    `A bot was at work on this database ${seconds === 1 ? '1 second' : `${seconds} seconds`} ago. Stop every instance of ` +
      `it, wait ${leaseMs / 1000} seconds, and run this again. Nothing was changed.`,
  )
}
