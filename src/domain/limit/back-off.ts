const longestPauseMs = 1_800_000

/** The longer nothing came, the longer it takes to the next look, so that a Mistral in trouble is not asked by us as well. */
export const pauseAfterFailure = (pollMs: number, missingMs: number): number =>
  Math.max(pollMs, Math.min(missingMs, longestPauseMs))
