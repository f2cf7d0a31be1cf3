/** A look that is older says nothing about this hour, so that no pace can be read from it. */
export const oldestLookMs = 3 * 3_600_000

/** Whether looks that far apart still tell how fast use grows: the next one is never early. */
export const tellsPace = (pollMs: number): boolean => pollMs < oldestLookMs
