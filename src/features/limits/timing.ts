/** A decision that could not be carried out for this long is asked for again: the world has moved on. */
export const freshDecisionMs = 15 * 60_000
/** While it lasts, nobody else touches the request; longer than the write's own time-out, with room to spare. */
export const leaseMs = 60_000
/** Until the next try where somebody did not answer, or another write is under way. */
export const retryMs = 15_000
/** A write may be on its way for as long as its time-out, and a little more. */
export const longestWriteMs = 20_000
/** Mistral may show the old value for a while after it took the new one. */
export const readBackMs = 30_000
export const readBackPauseMs = 2_000
/** How often it is looked whether Mistral's counter started anew, once the month is over. */
export const resetPollMs = 10 * 60_000
