import { type Allowance, type FullAt, takeOne } from '../../domain/allowance.ts'
import type { Log } from '../../domain/log.ts'
import type { Clock } from '../../domain/time/clock.ts'
import { withinMs } from '../../domain/time/within.ts'

/** Generous for whoever reads the answers, and too little for a script that went wild. */
export const commandAllowance: Allowance = { atOnce: 20, oneEachMs: 3_000 }

/** Each person's own: nobody’s commands are held back for somebody else’s. */
export interface CommandAllowance {
  /** 0: the command may run. Else how long it is until one may. */
  take(userId: string): Promise<number>
  /** Resolves when the other instances know what was taken here, or once a database that hangs has had its time. */
  settle(): Promise<void>
}

/** What all instances took together. */
export interface SharedAllowance {
  /** Adds to it, and tells how long it is until the bucket is full again. */
  add(userId: string, count: number): Promise<number>
}

export interface CommandAllowanceOptions {
  readonly clock: Clock
  readonly log: Log
  /** undefined: this is the only instance. */
  readonly shared: SharedAllowance | undefined
  readonly allowance?: Allowance
}

/**
 * So many commands run on this instance's word alone while the others have not heard of the ones before: almost everybody's,
 * so that no command waits for the database. Beyond that it waits for their word, or three instances that are asked in the
 * same moment would allow three times as much.
 */
const mostUnheard = 4
/** A database that hangs must not silence anybody: after this, the instance counts for itself. */
const longestWaitMs = 1_000

/** Above this many people, those whose bucket is full are forgotten. */
const mostKept = 1_000

interface Bucket {
  fullAt: FullAt
  /** Taken here, and not yet in what the database told. */
  unheard: number
  /** Tells the others: one round at a time. */
  telling: Promise<void> | undefined
}

export function createCommandAllowance(options: CommandAllowanceOptions): CommandAllowance {
  const { clock, log, shared, allowance = commandAllowance } = options
  const buckets = new Map<string, Bucket>()
  const now = () => clock.now().getTime()

  function bucketOf(userId: string): Bucket {
    const bucket = buckets.get(userId) ?? { fullAt: 0, unheard: 0, telling: undefined }
    if (!buckets.has(userId) && buckets.size >= mostKept) forgetFull()
    buckets.set(userId, bucket)
    return bucket
  }

  function forgetFull(): void {
    for (const [userId, { fullAt, telling }] of buckets)
      if (fullAt <= now() && telling === undefined) buckets.delete(userId)
  }

  async function tell(all: SharedAllowance, userId: string, bucket: Bucket): Promise<void> {
    // What comes within the same moment goes as one.
    await Promise.resolve()
    const count = bucket.unheard
    try {
      const emptyForMs = await all.add(userId, count)
      const later = bucket.unheard - count
      bucket.fullAt = Math.max(bucket.fullAt, now() + emptyForMs + later * allowance.oneEachMs)
    } catch (error) {
      // Each instance then counts for itself.
      log.warn({ error }, 'the other instances were not told how many commands somebody gave')
    } finally {
      bucket.unheard -= count
      bucket.telling = bucket.unheard > 0 ? tell(all, userId, bucket) : undefined
    }
  }

  return {
    async take(userId) {
      const bucket = bucketOf(userId)
      let isHeard = true
      while (isHeard && bucket.telling && bucket.unheard >= mostUnheard)
        isHeard = await withinMs(clock, longestWaitMs, bucket.telling)
      const { fullAt, waitMs } = takeOne(allowance, bucket.fullAt, now())
      bucket.fullAt = fullAt
      if (waitMs > 0 || !shared) return waitMs
      bucket.unheard += 1
      bucket.telling ??= tell(shared, userId, bucket)
      return 0
    },
    async settle() {
      const telling = () => [...buckets.values()].flatMap((bucket) => bucket.telling ?? [])
      let isHeard = true
      while (isHeard && telling().length > 0) isHeard = await withinMs(clock, longestWaitMs, Promise.all(telling()))
    },
  }
}
