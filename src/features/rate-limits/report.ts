import { NotFound } from '../../domain/errors.ts'
import type { ModelRateLimit, RateLimit } from '../../domain/limit/rate-limit.ts'
import { modelName } from '../../domain/usage/model-name.ts'
import type { Month, UsageMonth } from '../../domain/usage/usage.ts'

export interface ModelRow extends ModelRateLimit {
  /** Tokens of this month; undefined: usage names no such model, or could not be read. */
  readonly used: number | undefined
  /** 0.42 for 42% of the month's tokens; undefined where one of the two is not known. */
  readonly share: number | undefined
}

export interface RateLimitsReport {
  readonly now: Date
  readonly fetchedAt: Date
  readonly month: Month
  readonly search: string
  readonly requestsPerSecond: number | null
  /** Those that the search finds, the one nearest to its limit first. */
  readonly rows: readonly ModelRow[]
  /** How many models have limits, found or not. */
  readonly total: number
  readonly isUsageMissing: boolean
  /** Usage that could not be read: the models may have used more. */
  readonly unreadable: number
}

export interface RateLimitSources {
  readonly limits: RateLimit
  readonly usage: UsageMonth | undefined
  readonly month: Month
  readonly fetchedAt: Date
  readonly now: Date
}

const shownExamples = 3

/** Pure: Mistral's limits and one month of usage in, a row for each model out. */
export function reportRateLimits(sources: RateLimitSources, search: string): RateLimitsReport {
  const { limits, usage, month, fetchedAt, now } = sources
  const used = usage && sumTokens(usage)
  const rows = limits.models
    .map((limit): ModelRow => {
      const tokens = used?.get(limit.model)
      const isComparable = tokens !== undefined && limit.tokensPerMonth !== null && limit.tokensPerMonth > 0
      return { ...limit, used: tokens, share: isComparable ? tokens / (limit.tokensPerMonth ?? 1) : undefined }
    })
    .toSorted((one, other) => (other.share ?? -1) - (one.share ?? -1) || (one.model < other.model ? -1 : 1))
  const found = rows.filter(({ model }) => matches(model, search))
  if (found.length === 0 && search !== '')
    throw new NotFound(
      'model',
      search,
      rows.slice(0, shownExamples).map(({ model }) => model),
    )
  return {
    now,
    fetchedAt,
    month,
    search,
    requestsPerSecond: limits.requestsPerSecond,
    rows: found,
    total: rows.length,
    isUsageMissing: usage === undefined,
    unreadable: Object.values(usage?.unreadable ?? {}).reduce((sum, count) => sum + count, 0),
  }
}

/** By Mistral's name, or by the one that people use: "mistral large". */
function matches(model: string, search: string): boolean {
  const wanted = search.toLowerCase()
  return model.toLowerCase().includes(wanted) || modelName(model).toLowerCase().includes(wanted)
}

const tokenGroups: readonly string[] = ['input', 'output', 'cached']

/**
 * Tokens by every name that a limit may have: usage calls a model by its alias and, where it
 * is billed, by its version. Vibe Code, speech and pages are counted elsewhere and are not the API's tokens.
 */
function sumTokens({ lines, unpriced }: UsageMonth): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  const counts = [...lines.map((line) => ({ ...line, consumed: line.units })), ...unpriced]
  for (const { category, group, model, version, consumed } of counts) {
    if ((category !== 'completion' && category !== 'chat') || !tokenGroups.includes(group)) continue
    for (const name of new Set([model, version ?? model])) sums.set(name, (sums.get(name) ?? 0) + consumed)
  }
  return sums
}
