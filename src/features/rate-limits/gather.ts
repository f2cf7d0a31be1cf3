import type { ReadContext } from '../../chatops/context.ts'
import { orMissing } from '../../chatops/report/or-missing.ts'
import { UpstreamError } from '../../domain/errors.ts'
import { dayOf, monthOf } from '../../domain/time/time.ts'
import { type RateLimitsReport, reportRateLimits } from './report.ts'

/** Mistral states no rate limits at this address. */
export type RateLimits = RateLimitsReport | 'notOffered'

/** The limits are the answer; the use of them helps, and may be missing. */
export async function gatherRateLimits({ mistral, clock }: ReadContext, search: string): Promise<RateLimits> {
  const now = clock.now()
  const month = monthOf(dayOf(now))
  try {
    const [limits, usage] = await Promise.all([mistral.rateLimit(), orMissing(mistral.usage({ month }))])
    const times = [limits, usage].flatMap((answer) => (answer ? [answer.fetchedAt.getTime()] : []))
    const fetchedAt = new Date(Math.min(...times))
    return reportRateLimits({ limits: limits.value, usage: usage?.value, month, fetchedAt, now }, search)
  } catch (error) {
    if (error instanceof UpstreamError && error.reason === 'notOffered') return 'notOffered'
    throw error
  }
}
