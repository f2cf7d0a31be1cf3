import { expect, test } from 'vitest'
import { type LogEntry, limitChangedEvent, readLimitChange } from '../../../src/domain/limit/mistral-log.ts'

const entry = (changes: Record<string, string>, eventType = limitChangedEvent): LogEntry => ({
  id: '1',
  at: new Date('2026-11-18T09:13:00Z'),
  eventType,
  actor: { kind: 'HUMAN', name: 'Marc', email: null, id: null },
  changes,
  target: { kind: null, fields: {} },
  workspaceId: null,
})

test.each([
  [{ previous_amount: '45000', amount: '50000' }, '45000', '50000'],
  [{ previous_amount: 'none', amount: '50000.00' }, 'unlimited', '50000'],
  [{ previous_amount: '45000', amount: '1000000000', no_monthly_limit: 'true' }, '45000', 'unlimited'],
  [{ old_amount: '1', new_amount: '2' }, '1', '2'],
  [{ amount: 'a lot' }, undefined, undefined],
  [{ amount: '9'.repeat(65) }, undefined, undefined],
  [{}, undefined, undefined],
])('%j is a change of the limit from %s to %s', (changes, before, after) => {
  const change = readLimitChange(entry(changes))
  expect(change?.before?.toString()).toBe(before)
  expect(change?.after?.toString()).toBe(after)
})

test('an entry about something else is no change of the limit', () => {
  expect(readLimitChange(entry({ amount: '5' }, 'billing.workspace_monthly_limit.updated'))).toBeUndefined()
})
