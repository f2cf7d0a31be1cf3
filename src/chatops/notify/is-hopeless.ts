import { UpstreamError } from '../../domain/errors.ts'

/** Slack refuses blocks whose picture it cannot fetch yet, and at times sound ones: the same message arrives later. */
const passing: readonly (string | undefined)[] = ['invalid_blocks', 'ratelimited']

/** Slack will say the same next time: a person has to mend it, and `status` and the log tell. */
export const isHopeless = (error: unknown): boolean =>
  error instanceof UpstreamError && error.reason === 'refused' && !passing.includes(error.code)
