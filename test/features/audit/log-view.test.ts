import { describe, expect, test } from 'vitest'
import { type LogEntry, limitChangedEvent } from '../../../src/domain/limit/mistral-log.ts'
import { Decimal } from '../../../src/domain/money/decimal.ts'
import { parsePeriod } from '../../../src/domain/time/period.ts'
import type { AuditData } from '../../../src/features/audit/gather.ts'
import { renderLog } from '../../../src/features/audit/log-view.ts'
import { matchChanges } from '../../../src/features/audit/match.ts'
import { reader, sketch } from '../sketch.ts'
import { now } from './trail.ts'

const minute = 60_000
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * minute)
const key = { kind: 'API_KEY', name: 'Terraform', email: null, id: null }

const entry = (id: string, amount: string, change: Partial<LogEntry> = {}): LogEntry => ({
  id,
  at: now,
  eventType: limitChangedEvent,
  actor: key,
  changes: { previous_amount: '45000', amount },
  target: { kind: 'MONTHLY_LIMIT', fields: { scope: 'organization' } },
  workspaceId: null,
  ...change,
})
const write = (amount: number, ...times: Date[]) => ({ limit: Decimal.of(amount), times })
const handsOf = (...given: Parameters<typeof matchChanges>) => [...matchChanges(...given)]

describe('a change of the limit in Mistral’s log', () => {
  test('is ours where we wrote that value about then', () => {
    expect(handsOf([entry('1', '50000')], [write(50_000, minutesAgo(4))])).toEqual([['1', 'ours']])
    expect(handsOf([entry('1', '50000')], [write(50_000, minutesAgo(40), minutesAgo(-1))])).toEqual([['1', 'ours']])
    const removal = entry('1', '1000000000', { changes: { amount: '1000000000', no_monthly_limit: 'true' } })
    expect(handsOf([removal], [{ limit: 'unlimited', times: [now] }])).toEqual([['1', 'ours']])
  })

  test('is another program’s where value or time differ', () => {
    expect(handsOf([entry('1', '50000')], [write(50_001, now)])).toEqual([['1', 'program']])
    expect(handsOf([entry('1', '50000')], [write(50_000, minutesAgo(6))])).toEqual([['1', 'program']])
    expect(handsOf([entry('1', 'odd')], [write(50_000, now)])).toEqual([['1', 'program']])
  })

  test('is a person’s where Mistral names one, unless it was ours by hand', () => {
    const byHand = entry('1', '50000', { actor: { ...key, kind: 'HUMAN', name: 'Marc' } })
    expect(handsOf([byHand], [])).toEqual([['1', 'person']])
    expect(handsOf([byHand], [write(50_000, now)])).toEqual([['1', 'ours']])
  })

  test('explains one write only, the nearest: a second bot that repeats ours is found', () => {
    const entries = [entry('late', '50000', { at: now }), entry('near', '50000', { at: minutesAgo(2) })]
    expect(new Map(handsOf(entries, [write(50_000, minutesAgo(2))]))).toEqual(
      new Map([
        ['late', 'program'],
        ['near', 'ours'],
      ]),
    )
  })

  test('is told apart from everything else', () => {
    expect(handsOf([entry('1', '5', { eventType: 'workspace.update' })], [])).toEqual([])
  })
})

describe('Mistral’s log', () => {
  const show = (entries: readonly LogEntry[], change: Partial<AuditData & { source: 'mistral' }> = {}) => {
    const hands = matchChanges(entries, [write(50_000, now)])
    const page = {
      period: parsePeriod('7d', now),
      words: [],
      unreadable: 0,
      isCut: false,
      fetchedAt: now,
      now,
      skip: 0,
    }
    const data = { source: 'mistral' as const, entries, hands, ...page, ...change }
    return sketch(renderLog(data, reader({ seesNames: true, isDecider: true })))
  }

  test('marks our changes, and names another program first', () => {
    const joined = entry('4', '', {
      eventType: 'user.organization.join',
      actor: { kind: 'HUMAN', name: 'Zoë <b> & *co*', email: 'zoe@acme.example', id: 'z' },
      changes: { email: 'zoe@acme.example', role_uuid: 'hidden' },
      target: { kind: 'USER', fields: { user_uuid: 'hidden' } },
      at: minutesAgo(90),
    })
    const entries = [
      entry('1', '50000'),
      entry('2', '60000', { at: minutesAgo(20) }),
      entry('3', '45000', { at: minutesAgo(30) }),
      joined,
    ]
    expect(show(entries)).toMatchSnapshot()
  })

  test('that has nothing, or more than is shown, says so', () => {
    expect(show([], { words: ['claire'] })).toMatchSnapshot()
    const many = Array.from({ length: 30 }, (_, index) => entry(String(index), '5', { eventType: 'agent.create' }))
    expect(show(many, { skip: 12, unreadable: 2, isCut: true, words: ['agent'] })).toMatchSnapshot()
  })

  test('takes the longest fields that Mistral may write', () => {
    const long = 'x'.repeat(5_000)
    const fields = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`${long}${index}`, long]))
    const odd = entry('1', '', { eventType: long, actor: { ...key, name: long }, target: { kind: null, fields } })
    show(Array.from({ length: 20 }, (_, index) => ({ ...odd, id: String(index) })))
  })
})
