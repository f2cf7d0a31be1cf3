import { describeErrorShortly } from '../describe-error.ts'
import type { Log } from '../domain/log.ts'
import { newRequestId, runAsRequest } from '../domain/request.ts'
import type { Clock } from '../domain/time/clock.ts'
import { withinMs } from '../domain/time/within.ts'
import type { Database } from '../storage/database.ts'
import {
  claimJob,
  failJob,
  finishJob,
  type Job,
  leaseMs,
  postponeJob,
  renewJob,
  reviveJobs,
  untilNextJob,
} from './jobs.ts'
import { planOccurrences, untilNextOccurrence } from './occurrences.ts'
import { recordRun } from './runs.ts'

/** Does the job; a number asks to be called again after that many milliseconds. It may run twice after a crash. */
export type JobHandler = (job: Job) => Promise<number | undefined>

export interface Scheduler {
  start(): void
  /** Something was scheduled for now: look at once. */
  wake(): void
  /** Resolves when nothing that is due is left, and nothing runs. For tests and demos. */
  settle(): Promise<void>
  /** Begins nothing more, and waits for what runs, up to the deadline; tells how many jobs were cut off. */
  stop(deadlineMs: number): Promise<number>
}

/** Other instances schedule too, and nobody wakes us for those. */
const longestPauseMs = 5000
const mostAtOnce = 4
const failureDelaysMs = [5_000, 15_000, 60_000, 5 * 60_000, 15 * 60_000]

export interface SchedulerOptions {
  readonly db: Database
  readonly organization: string
  readonly clock: Clock
  readonly log: Log
  /** By the kind of job; each occurrence of a schedule is a job of the schedule's kind. */
  readonly handlers: Readonly<Record<string, JobHandler>>
}

/** Works off what is due. The database holds what is to happen; this only looks, claims and calls. */
export function createScheduler(options: SchedulerOptions): Scheduler {
  const { db, organization, clock, log, handlers } = options
  const kinds = Object.keys(handlers)
  const untilNext = async () => {
    const waits = [await untilNextJob(db, organization, kinds), await untilNextOccurrence(db, organization, kinds)]
    const known = waits.filter((ms) => ms !== undefined)
    return known.length > 0 ? Math.min(...known) : undefined
  }
  const running = new Set<Promise<void>>()
  /** Claims under way: what they bring runs in a moment. */
  const looking = new Set<Promise<boolean>>()
  const stopping = new AbortController()
  const cutOff = new AbortController()
  let pause = new AbortController()
  let saidAt = Number.NEGATIVE_INFINITY
  let loop: Promise<void> = Promise.resolve()

  async function run(job: Job): Promise<void> {
    const done = new AbortController()
    // Cut off, it may not come to its end here: once its lease is over, another instance takes it up.
    const renewing = keepLease(job, AbortSignal.any([done.signal, cutOff.signal]))
    try {
      log.debug({ kind: job.kind }, 'a job begins')
      const again = await handlers[job.kind]?.(job)
      if (again === undefined) await finishJob(db, organization, job)
      else await postponeJob(db, organization, job, again)
      await note(job.kind, undefined)
    } catch (error) {
      const delayMs = failureDelaysMs[Math.min(job.failures, failureDelaysMs.length - 1)] ?? longestPauseMs
      log.error({ error, kind: job.kind, failures: job.failures + 1, delayMs }, 'a job failed')
      // These rows outlive the log, and nobody who is to be forgotten is looked for in them.
      const described = describeErrorShortly(error)
      await failJob(db, organization, job, { delayMs, error: described })
      await note(job.kind, described)
    } finally {
      done.abort()
      await renewing
    }
  }

  /** Only for people to see: no job hangs on it. */
  const note = (kind: string, error: string | undefined) =>
    recordRun(db, organization, kind, error).catch((cause: unknown) =>
      log.warn({ error: cause, kind }, 'how a job ended could not be recorded'),
    )

  /** Until the work is done, or the lease was lost: then it is another's, and this one is only not to end it. */
  async function keepLease(job: Job, done: AbortSignal): Promise<void> {
    while (!done.aborted) {
      await clock.sleep(leaseMs / 3, done).catch(() => {})
      try {
        if (done.aborted || !(await renewJob(db, organization, job))) return
      } catch (error) {
        log.warn({ error, kind: job.kind }, 'the lease of a job could not be renewed')
      }
    }
  }

  /** Starts what is due, as far as there is room; true when something was started. */
  async function startDue(): Promise<boolean> {
    if (running.size >= mostAtOnce) return false
    const look = startNext()
    looking.add(look)
    return look.finally(() => looking.delete(look))
  }

  async function startNext(): Promise<boolean> {
    const job = await claimJob(db, organization, kinds)
    if (!job) return false
    // What a click asked for goes on under its name.
    const work: Promise<void> = runAsRequest(job.request ?? newRequestId(), () => run(job))
      .catch((error: unknown) => log.error({ error, kind: job.kind }, 'a job could not be put back'))
      .finally(() => {
        running.delete(work)
        pause.abort()
      })
    running.add(work)
    return true
  }

  async function keepLooking(): Promise<void> {
    await reviveJobs(db, organization, kinds).catch((error: unknown) =>
      log.error({ error }, 'what was given up could not be taken up again'),
    )
    while (!stopping.signal.aborted) {
      pause = new AbortController()
      try {
        await sayAlive()
        await planOccurrences(db, organization, kinds)
        while (!stopping.signal.aborted && (await startDue()));
        const due = (await untilNext()) ?? longestPauseMs
        await rest(Math.min(Math.max(due, 50), longestPauseMs))
      } catch (error) {
        log.error({ error }, 'the scheduler could not look for work')
        await rest(longestPauseMs)
      }
    }
  }

  /** So that a tool that must not work beside a bot finds one that has nothing to do. */
  async function sayAlive(): Promise<void> {
    const now = clock.now().getTime()
    if (now - saidAt < longestPauseMs) return
    saidAt = now
    await db.checkWritable().catch((error: unknown) => log.debug({ error }, 'no sign of life could be written'))
  }

  const rest = (ms: number) => clock.sleep(ms, AbortSignal.any([pause.signal, stopping.signal])).catch(() => {})

  return {
    start() {
      loop = keepLooking()
    },
    wake: () => pause.abort(),
    async settle() {
      let isDue = true
      // Asked first and counted afterwards: the loop claims too, and what it takes is no longer due, but runs. It is not
      // woken here: each waking is one more look to wait for, and the two would go on for ever.
      while (isDue || looking.size > 0 || running.size > 0) {
        await planOccurrences(db, organization, kinds)
        while (await startDue());
        await Promise.allSettled(looking)
        await Promise.all(running)
        isDue = ((await untilNext()) ?? 1) <= 0
      }
    },
    async stop(deadlineMs) {
      stopping.abort()
      const idle = loop.then(() => Promise.all(running))
      await withinMs(clock, deadlineMs, idle)
      cutOff.abort()
      return running.size
    },
  }
}
