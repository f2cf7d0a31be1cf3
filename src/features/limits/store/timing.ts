/** A decision that could not be carried out for this long is asked for again: the world has moved on. */
export const freshDecisionMs = 15 * 60_000
/**
 * How long a write that was begun may be on its way: three times the time-out of the POST. It starts with the claim, anew
 * just before the POST, and at each read-back, by the database's time alone. While it lasts, a limit that is not there
 * proves nothing: no second POST goes out, for this request or another. A limit that is there proves the write at once.
 * Who lost it (a paused machine) finds that out just before the POST, and sends nothing.
 */
export const leaseMs = 30_000
/** How often it is looked meanwhile whether the limit is there. */
export const lookPauseMs = 3_000
/** Until the next try where somebody did not answer, or another write is under way. */
export const retryMs = 15_000
/** Mistral may show the old value for a while after it took the new one. */
export const readBackMs = 30_000
export const readBackPauseMs = 2_000
/** How often it is looked whether Mistral's counter started anew, once the month is over. */
export const resetPollMs = 10 * 60_000
