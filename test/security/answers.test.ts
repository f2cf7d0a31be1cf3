import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { Decimal } from '../../src/domain/money/decimal.ts'
import { readAgentActivity, readTimeActivity, readUserActivity } from '../../src/mistral/answers/activity.ts'
import { readApiKeys } from '../../src/mistral/answers/api-keys.ts'
import { readAuditLog } from '../../src/mistral/answers/audit-log.ts'
import { readCodeActivity, readEditActivity } from '../../src/mistral/answers/code-activity.ts'
import { readRateLimit, readSpendLimit } from '../../src/mistral/answers/limits.ts'
import { readRoles, readUsers } from '../../src/mistral/answers/people.ts'
import { readUsage } from '../../src/mistral/answers/usage.ts'
import { readWorkspaces } from '../../src/mistral/answers/workspaces.ts'
import { createDemoClock, createSandbox } from '../../src/sandbox/index.ts'
import { usageAnswer } from '../mistral/support/answers.ts'
import { mutatedEverywhere, mutatedOften } from './support/hostile.ts'
import { findDamageOfLies } from './support/lies.ts'

/** Kept: what one run finds, the next one looks for again. */
const seed = 20_261_130

const days = 'start_time=1793491200&end_time=1795046400'
const readers: readonly (readonly [what: string, path: string, read: (answer: unknown) => unknown])[] = [
  ['the limit', '/spend-limit', readSpendLimit],
  ['rate limits', '/rate-limit', readRateLimit],
  ['Workspaces', '/workspaces?page=1&page_size=100', readWorkspaces],
  ['members', '/users?page=1&page_size=20', readUsers],
  ['roles', '/roles', readRoles],
  ['API keys', '/api-keys?limit=100&offset=0', readApiKeys],
  ['the audit log', '/audit-logs?limit=50&sort=descending', readAuditLog],
  ['activity of people', `/analytics/lechat/usage/by_user_stats?${days}`, readUserActivity],
  ['activity of agents', `/analytics/lechat/usage/by_agent_stats?${days}`, readAgentActivity],
  ['activity by day', `/analytics/lechat/usage/by_time_stats?${days}&granularity=day`, readTimeActivity],
  ['code activity', `/analytics/vibe/usage/by_workspace?${days}`, readCodeActivity],
  ['edits', `/analytics/vibe/usage/by_organization?${days}`, readEditActivity],
]

describe('an answer of Mistral’s with something else in it, or missing', () => {
  test.each(readers)('about %s says no number that does not stand in it', async (_, path, read) => {
    const honest = await ask(path)
    expect(numbersOf(read(honest))).not.toContain(Number.NaN)
    holdsNoOtherNumber(honest, read)
  })

  test('about usage says no number that does not stand in it', () => {
    holdsNoOtherNumber(usageAnswer(), (answer) => readUsage(answer, '2026-11'))
  })

  test('ends every command in an answer, and nothing unforeseen', { timeout: 60_000 }, async () => {
    const lines = ['spend', 'limits', 'models', 'workspaces', 'keys', 'activity']
    expect(await findDamageOfLies(seed, lines)).toEqual([])
  })
})

/** Read, or refused as a whole; what is read is what was said. */
function holdsNoOtherNumber(honest: unknown, read: (answer: unknown) => unknown): void {
  fc.assert(
    fc.property(fc.oneof(mutatedOften(honest, 2), mutatedEverywhere(honest)), (answer) => {
      const value = readOrRefuse(() => read(answer))
      if (value === undefined) return
      const said = new Set(numbersIn(answer))
      expect(numbersOf(value).filter((number) => !said.has(number))).toEqual([])
    }),
    { seed, numRuns: 60 },
  )
}

/** The caller makes a clear failure of whatever a reader throws; an end of the stack or of the memory would be none. */
function readOrRefuse(read: () => unknown): unknown {
  try {
    return read()
  } catch (error) {
    expect(error).not.toBeInstanceOf(RangeError)
    return undefined
  }
}

/** What a reader counted itself. */
const counted = new Set(['unreadable', 'length'])

function numbersOf(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  if (value instanceof Decimal) return [Number(value.toString())]
  if (value instanceof Map || value instanceof Set) return numbersOf([...value])
  if (typeof value !== 'object' || value === null || value instanceof Date) return []
  return Object.entries(value).flatMap(([name, child]) => (counted.has(name) ? [] : numbersOf(child)))
}

/** Numbers, and texts that are one to anybody who reads them. */
function numbersIn(answer: unknown): number[] {
  if (typeof answer === 'number') return [answer]
  if (typeof answer === 'string') return answer.length <= 64 ? [Number(answer)] : []
  if (typeof answer !== 'object' || answer === null) return []
  const inside = Object.values(answer).flatMap(numbersIn)
  // What was used is said as a whole, or in two parts.
  const { usage, vibe_usage: vibe } = answer as Record<string, unknown>
  return usage !== undefined && vibe !== undefined ? [...inside, Number(usage) + Number(vibe)] : inside
}

async function ask(path: string): Promise<unknown> {
  const sandbox = await createSandbox({ scopes: [], clock: createDemoClock() })
  onTestFinished(() => sandbox.close())
  const { MISTRAL_ADMIN_API_URL = '', MISTRAL_ADMIN_API_KEY = '' } = sandbox.environment
  const answer = await fetch(`${MISTRAL_ADMIN_API_URL}${path}`, { headers: { 'x-api-key': MISTRAL_ADMIN_API_KEY } })
  expect(answer.status, path).toBe(200)
  return answer.json()
}
