/**
 * What goes wrong on demand. A method is a Web API method, or one of `response_url`, `upload`.
 * Each fault of a count happens that many times, then the method works again.
 */
type Fault =
  | { readonly kind: 'rate-limit'; readonly retryAfterSeconds: number }
  | { readonly kind: 'fail'; readonly error: string }
  | { readonly kind: 'lose-response' }
  | { readonly kind: 'hang' }

export type Faults = ReturnType<typeof createFaults>

export function createFaults() {
  let planned: { method: string; fault: Fault; times: number }[] = []
  let slowFilesMs = 0
  let postingLimited = false
  let skewMs = 0
  let repeatingEvents = false

  const plan = (method: string, fault: Fault, times: number) => {
    planned.push({ method, fault, times })
  }

  return {
    rateLimit(method: string, { retryAfterSeconds, times = 1 }: { retryAfterSeconds: number; times?: number }): void {
      plan(method, { kind: 'rate-limit', retryAfterSeconds }, times)
    },
    fail(method: string, error: string, times = 1): void {
      plan(method, { kind: 'fail', error }, times)
    },
    /** The call takes effect, but its answer never arrives: the connection breaks. */
    loseResponse(method: string, times = 1): void {
      plan(method, { kind: 'lose-response' }, times)
    },
    /** The call has no effect and no answer until `clear`. */
    hang(method: string, times = Number.POSITIVE_INFINITY): void {
      plan(method, { kind: 'hang' }, times)
    },
    /** Uploads are ready that long after their completion, on the sandbox's clock. */
    slowFiles(ms: number): void {
      slowFilesMs = ms
    },
    /** Slack's one message a second and channel, off by default. */
    limitPosting(limited: boolean): void {
      postingLimited = limited
    },
    /** Answers are dated so far from the true time. */
    skewDates(ms: number): void {
      skewMs = ms
    },
    /** Each event comes a second time although it was acknowledged, as Slack does when it doubts that it was. */
    repeatEvents(repeating: boolean): void {
      repeatingEvents = repeating
    },
    clear(): void {
      planned = []
      slowFilesMs = 0
      postingLimited = false
      skewMs = 0
      repeatingEvents = false
    },
    slowFilesMs: () => slowFilesMs,
    dateSkewMs: () => skewMs,
    isPostingLimited: () => postingLimited,
    isRepeatingEvents: () => repeatingEvents,
    /** The next fault planned for this call, used up. */
    take(method: string): Fault | undefined {
      const next = planned.find((entry) => entry.method === method)
      if (!next) return undefined
      next.times -= 1
      if (next.times <= 0) planned = planned.filter((entry) => entry !== next)
      return next.fault
    },
  }
}
