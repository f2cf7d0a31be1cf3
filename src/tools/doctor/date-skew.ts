/** By how much our clock may be ahead of another one: somewhere between the two, in milliseconds. */
export interface Skew {
  readonly from: number
  readonly to: number
}

/** Slack refuses requests that are five minutes off; what is two seconds off already tells of a clock that nobody sets. */
export const mostSkewMs = 2_000

/** A Date header has whole seconds, and was written at some moment while we waited for it. */
export function skewByHeader(header: string | undefined, sentAt: number, receivedAt: number): Skew | undefined {
  const stated = Date.parse(header ?? '')
  return Number.isNaN(stated) ? undefined : { from: sentAt - stated - 1_000, to: receivedAt - stated }
}

/** A clock that tells milliseconds, as a database's. */
export const skewByTime = (stated: number, sentAt: number, receivedAt: number): Skew => ({
  from: sentAt - stated,
  to: receivedAt - stated,
})

/** Of several answers of one server, what all of them leave possible. */
export function narrow(skews: readonly Skew[]): Skew | undefined {
  if (skews.length === 0) return undefined
  const from = Math.max(...skews.map((skew) => skew.from))
  const to = Math.min(...skews.map((skew) => skew.to))
  // The other clock was set between two answers: only the last one counts.
  return from <= to ? { from, to } : skews.at(-1)
}

/** Ahead or behind by at least so many milliseconds, as far as that is certain. */
export function certainSkewMs({ from, to }: Skew): number {
  if (from > mostSkewMs) return from
  return to < -mostSkewMs ? to : 0
}
