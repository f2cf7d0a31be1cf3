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

interface Drawing {
  readonly start: () => void
  readonly drop: (reason: unknown) => void
}

export interface FairQueue {
  run<Result>(who: string, work: () => Promise<Result>, signal?: AbortSignal): Promise<Result>
  waiting(): number
  /** Refuses what waits and resolves when what runs has ended. */
  close(): Promise<void>
}

/** A few jobs at a time. Whoever asked for twenty waits behind whoever asked for one: turns go round by person. */
export function createFairQueue({ concurrency, mostWaiting }: { concurrency: number; mostWaiting: number }): FairQueue {
  // A Map keeps its order of insertion: the first lane is the one whose turn it is.
  const lanes = new Map<string, Drawing[]>()
  const running = new Set<Promise<unknown>>()
  let waiting = 0
  let isClosed = false

  function takeNext(): Drawing | undefined {
    const [turn] = lanes
    if (!turn) return undefined
    const [who, jobs] = turn
    const job = jobs.shift()
    lanes.delete(who)
    if (jobs.length > 0) lanes.set(who, jobs)
    waiting -= 1
    return job
  }

  function startNext(): void {
    while (running.size < concurrency) {
      const job = takeNext()
      if (!job) return
      job.start()
    }
  }

  function leave(who: string, job: Drawing): void {
    const rest = (lanes.get(who) ?? []).filter((other) => other !== job)
    if (rest.length > 0) lanes.set(who, rest)
    else lanes.delete(who)
    waiting -= 1
  }

  return {
    run: (who, work, signal) =>
      new Promise((resolve, reject) => {
        if (isClosed) return reject(new QueueClosed())
        if (signal?.aborted) return reject(signal.reason)
        if (waiting >= mostWaiting) return reject(new QueueFull(waiting))
        const abort = () => {
          leave(who, job)
          reject(signal?.reason)
        }
        const job: Drawing = {
          start: () => {
            signal?.removeEventListener('abort', abort)
            const ending = Promise.resolve()
              .then(work)
              .then(resolve, reject)
              .finally(() => {
                running.delete(ending)
                startNext()
              })
            running.add(ending)
          },
          drop: (reason) => {
            signal?.removeEventListener('abort', abort)
            reject(reason)
          },
        }
        signal?.addEventListener('abort', abort, { once: true })
        lanes.set(who, [...(lanes.get(who) ?? []), job])
        waiting += 1
        startNext()
      }),

    waiting: () => waiting,

    close: async () => {
      isClosed = true
      for (const job of [...lanes.values()].flat()) job.drop(new QueueClosed())
      lanes.clear()
      waiting = 0
      await Promise.all(running)
    },
  }
}
