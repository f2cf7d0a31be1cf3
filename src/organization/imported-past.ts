import { UpstreamError } from '../domain/errors.ts'
import type { Fetched } from '../domain/fetched.ts'
import type { Clock } from '../domain/time/clock.ts'
import { dayOf, monthOf } from '../domain/time/time.ts'
import { hasUsage, type UsageMonth } from '../domain/usage/usage.ts'
import type { MistralReads, UsageQuery } from '../mistral/index.ts'

/**
 * Mistral's past is only as long as it likes. Months before it, that were imported while there was no Admin API key, or
 * later, still answer: nothing that was known is lost once there is a key.
 */
export function fillPast(
  { usage, workspaces }: Pick<MistralReads, 'usage' | 'workspaces'>,
  imported: MistralReads['usage'],
  clock: Clock,
): MistralReads['usage'] {
  return async (query, options) => {
    const isOver = query.month < monthOf(dayOf(clock.now()))
    if (!isOver) return usage(query, options)
    const answer = await orNone(usage(query, options))
    if (isKnown(answer)) return answer
    const known = await findImported(query)
    if (known) return known
    if (answer instanceof UpstreamError) throw answer
    return answer
  }

  async function findImported({ month, workspaceId }: UsageQuery): Promise<Fetched<UsageMonth> | undefined> {
    const whole = await imported({ month })
    if (whole.origin?.kind === 'nothing') return undefined
    if (workspaceId === undefined) return whole
    // A Workspace that used nothing in a month that Mistral knows has used nothing.
    if (isKnown(await orNone(usage({ month })))) return undefined
    const name = await findName(workspaceId)
    return name === undefined ? undefined : imported({ month, workspaceId: name })
  }

  /** Files name Workspaces in words, and Mistral by an id. undefined: two of them have that name. */
  async function findName(id: string): Promise<string | undefined> {
    const { value } = await workspaces({ withArchived: true })
    const name = value.find((workspace) => workspace.id === id)?.name
    return value.filter((workspace) => workspace.name === name).length === 1 ? name : undefined
  }
}

const isKnown = (answer: Fetched<UsageMonth> | UpstreamError): answer is Fetched<UsageMonth> =>
  !(answer instanceof UpstreamError) && hasUsage(answer.value)

/** That there is no such month is an answer; that nobody answers is none. */
async function orNone(asking: Promise<Fetched<UsageMonth>>): Promise<Fetched<UsageMonth> | UpstreamError> {
  try {
    return await asking
  } catch (error) {
    if (error instanceof UpstreamError && (error.reason === 'refused' || error.reason === 'notOffered')) return error
    throw error
  }
}
