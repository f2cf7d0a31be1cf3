/** So many at once, and then one each so often: a bucket of tokens that fills up by itself. */
export interface Allowance {
  readonly atOnce: number
  readonly oneEachMs: number
}

/**
 * The bucket as one moment: when it will be full again. Two programs that share one have to add what each takes, and
 * nothing else.
 */
export type FullAt = number

export interface Taken {
  readonly fullAt: FullAt
  /** 0: it was taken. Else nothing was, and after that long there is one. */
  readonly waitMs: number
}

export function takeOne({ atOnce, oneEachMs }: Allowance, fullAt: FullAt, now: number): Taken {
  // Empty is the worst that it can be: whatever becomes of the clock, nobody waits for longer than for one.
  const held = Math.min(Math.max(fullAt, now), now + atOnce * oneEachMs)
  const after = held + oneEachMs
  const waitMs = Math.max(0, after - now - atOnce * oneEachMs)
  return { fullAt: waitMs === 0 ? after : held, waitMs }
}
