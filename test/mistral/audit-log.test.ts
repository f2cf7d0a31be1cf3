import { describe, expect, test } from 'vitest'
import { failureOf, startMistral } from './support/upstream.ts'

const row = (id: number, at: string, more: Record<string, unknown> = {}) => ({
  log_id: id,
  created_at: at,
  actor_type: 'HUMAN',
  actor_metadata: { name: 'Marc', email: 'marc@acme.example', user_uuid: 'u-1' },
  event_type: 'billing.monthly_limit.updated',
  event_metadata: { previous_amount: '45000', amount: '50000' },
  target_type: 'MONTHLY_LIMIT',
  target_metadata: { scope: 'organization' },
  organization_uuid: 'o-1',
  workspace_uuid: null,
  ...more,
})

const from = new Date('2026-11-01T00:00:00Z')

/** A log that answers as the API is described: both ends excluded, at most so many, the newest first. */
const serve = (rows: readonly ReturnType<typeof row>[], most = 1000) =>
  startMistral(({ query }) => {
    const within = rows
      .filter(({ created_at }) => created_at > (query.after ?? '') && (!query.before || created_at < query.before))
      .filter(({ event_type }) => !query.event_type || event_type === query.event_type)
      .toSorted((left, right) => (left.created_at < right.created_at ? 1 : -1))
    return { json: within.slice(0, Math.min(most, Number(query.limit))) }
  })

const second = (count: number) => new Date(Date.UTC(2026, 10, 18, 9, 0, count)).toISOString()

describe('Mistral’s audit log', () => {
  test('arrives flat and typed', async () => {
    const { mistral, seen } = await serve([row(7, '2026-11-18T09:13:00.000Z', { workspace_uuid: 'w-1' })])
    const { value } = await mistral.auditLog({ from, eventType: 'billing.monthly_limit.updated' })
    expect(value).toEqual({
      entries: [
        {
          id: '7',
          at: new Date('2026-11-18T09:13:00Z'),
          eventType: 'billing.monthly_limit.updated',
          actor: { kind: 'HUMAN', name: 'Marc', email: 'marc@acme.example', id: 'u-1' },
          changes: { previous_amount: '45000', amount: '50000' },
          target: { kind: 'MONTHLY_LIMIT', fields: { scope: 'organization' } },
          workspaceId: 'w-1',
        },
      ],
      unreadable: 0,
      hasMore: false,
    })
    expect(seen[0]?.query).toMatchObject({ event_type: 'billing.monthly_limit.updated', sort: 'descending' })
  })

  test('is read page by page, also where a page ends between entries of one moment', async () => {
    const rows = Array.from({ length: 25 }, (_, index) => row(index, second(Math.floor(index / 2))))
    const { mistral } = await serve(rows, 7)
    const { value } = await mistral.auditLog({ from })
    expect(value.entries.map(({ id }) => Number(id)).sort((a, b) => a - b)).toEqual(rows.map(({ log_id }) => log_id))
    expect(value.hasMore).toBe(false)
    const times = value.entries.map(({ at }) => at.getTime())
    expect(times).toEqual(times.toSorted((a, b) => b - a))
  })

  test('goes past a moment that fills a whole page', async () => {
    const rows = [row(1, second(1)), ...[2, 3, 4].map((id) => row(id, second(2))), row(5, second(3))]
    const { mistral } = await serve(rows, 3)
    expect((await mistral.auditLog({ from })).value.entries.map(({ id }) => id).toSorted()).toEqual([...'12345'])
  })

  test('ends with a server that ignores where a page should begin', async () => {
    const { mistral, seen } = await startMistral(() => ({ json: [row(1, second(1)), row(2, second(2))] }))
    expect((await mistral.auditLog({ from })).value.entries).toHaveLength(2)
    expect(seen.length).toBeLessThan(4)
  })

  test('stops at the limit, and says that there is more', async () => {
    const rows = Array.from({ length: 9 }, (_, index) => row(index, second(index)))
    const { mistral } = await serve(rows, 4)
    const { value } = await mistral.auditLog({ from, limit: 5 })
    expect(value.entries.map(({ id }) => id)).toEqual(['8', '7', '6', '5', '4'])
    expect(value.hasMore).toBe(true)
    expect((await mistral.auditLog({ from, limit: 9 })).value.hasMore).toBe(false)
  })

  test('begins with its first moment and ends before its last', async () => {
    const { mistral } = await serve([row(1, second(1)), row(2, second(2)), row(3, second(3))])
    const query = { from: new Date(second(1)), to: new Date(second(3)) }
    expect((await mistral.auditLog(query)).value.entries.map(({ id }) => id)).toEqual(['2', '1'])
  })

  test('shows an entry whose fields are odd, and counts what is none', async () => {
    const odd = { actor_metadata: null, event_metadata: { amount: 5, list: [1] }, target_type: 3, target_metadata: 'x' }
    const { mistral } = await startMistral(() => ({ json: [row(1, second(1), odd), { log_id: 2 }, 'text'] }))
    const { value } = await mistral.auditLog({ from, limit: 1 })
    expect(value.entries[0]).toMatchObject({
      actor: { kind: 'HUMAN', name: null, email: null, id: null },
      changes: { amount: '5' },
      target: { kind: null, fields: {} },
    })
    expect(value.unreadable).toBe(2)
  })

  test('that is not there is an answer, and no trouble with the key', async () => {
    const { mistral } = await startMistral(() => ({ status: 404 }))
    expect(await failureOf(mistral.auditLog({ from }))).toMatchObject({ reason: 'notOffered', status: 404 })
  })
})
