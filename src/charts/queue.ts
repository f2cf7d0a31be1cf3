import { createTurns } from './turns.ts'

/** Too many are waiting: the caller answers without a picture rather than late. */
export class QueueFull extends Error {
  override name = 'QueueFull'
  readonly waiting: number
  constructor(waiting: number) {
    super(`${waiting} charts are already waiting to be drawn`)
    this.waiting = waiting
  }
}

export class QueueClosed extends Error {
  override name = 'QueueClosed'
  constructor() {
    super('no more charts are drawn: the bot is stopping')
  }
}

export interface DrawingRequest {
  /** Whose turn it takes. */
  readonly who: string
  /** The same for the same work: whoever asks meanwhile gets what is drawn once. */
  readonly what: string
  /** Aborted: they do not wait for it any more. */
  readonly signal?: AbortSignal | undefined
}

export interface FairQueue<Result> {
  run(request: DrawingRequest, work: () => Promise<Result>): Promise<Result>
  waiting(): number
  /** Refuses what waits and resolves when what runs has ended. */
  close(): Promise<void>
}

interface Asker<Result> {
  readonly who: string
  resolve(result: Result): void
  reject(reason: unknown): void
}

interface Drawing<Result> {
  readonly what: string
  readonly work: () => Promise<Result>
  readonly askers: Set<Asker<Result>>
  isRunning: boolean
}

/** A few jobs at a time. Whoever asked for twenty does not hold up whoever asked for one: turns go round by person. */
export function createFairQueue<Result>({
  concurrency,
  mostWaiting,
}: {
  concurrency: number
  mostWaiting: number
}): FairQueue<Result> {
  const turns = createTurns<Drawing<Result>>()
  /** Waiting or running, by what they draw. */
  const jobs = new Map<string, Drawing<Result>>()
  const running = new Set<Promise<unknown>>()
  let isClosed = false

  function startNext(): void {
    while (running.size < concurrency) {
      const job = turns.take()
      if (!job) return
      job.isRunning = true
      const ending = draw(job).finally(() => {
        running.delete(ending)
        startNext()
      })
      running.add(ending)
    }
  }

  async function draw(job: Drawing<Result>): Promise<void> {
    try {
      const result = await job.work()
      for (const { resolve } of job.askers) resolve(result)
    } catch (error) {
      for (const { reject } of job.askers) reject(error)
    } finally {
      jobs.delete(job.what)
    }
  }

  /** One of them does not get it; where nobody else waits for it, it is not drawn at all. */
  function drop(job: Drawing<Result>, who: string, reason: unknown): void {
    for (const asker of [...job.askers].filter((each) => each.who === who)) {
      job.askers.delete(asker)
      asker.reject(reason)
    }
    if (job.askers.size === 0 && !job.isRunning) jobs.delete(job.what)
  }

  function findOrMake({ who, what }: DrawingRequest, work: () => Promise<Result>): Drawing<Result> {
    const known = jobs.get(what)
    if (known) return known
    if (turns.waiting >= mostWaiting) {
      const full = new QueueFull(turns.waiting)
      const last = turns.makeRoomFor(who)
      if (!last) throw full
      drop(last.job, last.who, full)
    }
    const job: Drawing<Result> = { what, work, askers: new Set(), isRunning: false }
    jobs.set(what, job)
    return job
  }

  return {
    run: (request, work) =>
      new Promise((resolve, reject) => {
        const { who, signal } = request
        if (isClosed) return reject(new QueueClosed())
        if (signal?.aborted) return reject(signal.reason)
        const job = findOrMake(request, work)
        const abort = () => {
          job.askers.delete(asker)
          reject(signal?.reason)
          const isStillWanted = [...job.askers].some((other) => other.who === who)
          if (!isStillWanted && turns.leave(who, job)) jobs.delete(job.what)
        }
        const done = () => signal?.removeEventListener('abort', abort)
        const asker: Asker<Result> = {
          who,
          resolve: (result) => {
            done()
            resolve(result)
          },
          reject: (reason) => {
            done()
            reject(reason)
          },
        }
        signal?.addEventListener('abort', abort, { once: true })
        job.askers.add(asker)
        if (!job.isRunning) turns.add(who, job)
        startNext()
      }),

    waiting: () => turns.waiting,

    close: async () => {
      isClosed = true
      for (const { who, job } of turns.clear()) drop(job, who, new QueueClosed())
      await Promise.all(running)
    },
  }
}
