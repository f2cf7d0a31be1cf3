import { UpstreamError } from '../domain/errors.ts'
import type { Fetched } from '../domain/fetched.ts'
import type { Clock } from '../domain/time/clock.ts'
import { dayOf, monthOf } from '../domain/time/time.ts'
import { hasUsage, type UsageMonth } from '../domain/usage/usage.ts'
import type { MistralReads } from '../mistral/index.ts'

/**
 * Mistral's past is only as long as it likes. Months before it, that were imported while there was no Admin API key, or
 * later, still answer: nothing that was known is lost once there is a key.
 */
export function fillPast(
  usage: MistralReads['usage'],
  imported: MistralReads['usage'],
  clock: Clock,
): MistralReads['usage'] {
  return async (query, options) => {
    const isOver = query.month < monthOf(dayOf(clock.now()))
    // Files name Workspaces in words, and Mistral by an id: what they say of one cannot be told apart for sure.
    if (!isOver || query.workspaceId !== undefined) return usage(query, options)
    const answer = await orNone(usage(query, options))
    if (!(answer instanceof UpstreamError) && hasUsage(answer.value)) return answer
    const known = await imported(query)
    if (known.origin?.kind !== 'nothing') return known
    if (answer instanceof UpstreamError) throw answer
    return answer
  }
}

/** That there is no such month is an answer; that nobody answers is none. */
async function orNone(asking: Promise<Fetched<UsageMonth>>): Promise<Fetched<UsageMonth> | UpstreamError> {
  try {
    return await asking
  } catch (error) {
    if (error instanceof UpstreamError && (error.reason === 'refused' || error.reason === 'notOffered')) return error
    throw error
  }
}
