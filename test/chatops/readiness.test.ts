import { expect, test } from 'vitest'
import { judgeCalls, judgeSlack } from '../../src/chatops/readiness.ts'
import type { UpstreamReason } from '../../src/domain/errors.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 18, 9, minute))
const call = (lastSuccess: number | null, failure?: [UpstreamReason, number]) => ({
  lastSuccess: lastSuccess === null ? null : at(lastSuccess),
  lastFailure: failure ? { reason: failure[0], at: at(failure[1]) } : null,
})

test('Mistral is away from its last failure until anything answers again', () => {
  expect(judgeCalls({})).toBeUndefined()
  expect(judgeCalls({ usage: call(1) })).toBeUndefined()
  expect(judgeCalls({ usage: call(1, ['down', 2]) })).toBe('mistral-unreachable')
  expect(judgeCalls({ usage: call(null, ['notUnderstood', 2]), spendLimit: call(1) })).toBe('mistral-unreachable')
  expect(judgeCalls({ usage: call(1, ['down', 2]), spendLimit: call(3) })).toBeUndefined()
})

test('it refuses the key where what the bot cannot do without is refused, and nothing of it came since', () => {
  expect(judgeCalls({ members: call(1, ['keyRefused', 2]), rateLimit: call(3) })).toBe('mistral-refuses')
  expect(judgeCalls({ spendLimit: call(null, ['notEnterprise', 2]) })).toBe('mistral-refuses')
  expect(judgeCalls({ members: call(3, ['keyRefused', 2]) })).toBeUndefined()
})

test('what this Organization does not have, or the key need not read, hampers nothing', () => {
  expect(judgeCalls({ by_user_stats: call(null, ['notOffered', 2]), usage: call(1) })).toBeUndefined()
  expect(judgeCalls({ auditLog: call(null, ['notEnterprise', 2]), usage: call(1) })).toBeUndefined()
})

test('Slack that refuses the token is told apart from one that is away, and from one that says no', () => {
  expect(judgeSlack({ 'chat.postMessage': call(1) })).toBeUndefined()
  expect(judgeSlack({ 'chat.postMessage': call(1, ['keyRefused', 2]) })).toBe('slack-refuses')
  expect(judgeSlack({ 'chat.postMessage': call(1, ['down', 2]) })).toBe('slack-unreachable')
  expect(judgeSlack({ 'chat.postMessage': call(1, ['down', 2]), 'users.info': call(3) })).toBeUndefined()
  expect(
    judgeSlack({ 'chat.postMessage': call(1, ['down', 2]), 'users.info': call(null, ['refused', 3]) }),
  ).toBeUndefined()
})
