import { describe, expect, test } from 'vitest'
import { TypedWords } from '../../../src/chatops/routing/typed-words.ts'
import { InvalidInput, NotFound } from '../../../src/domain/errors.ts'
import { parseAudit } from '../../../src/features/audit/args.ts'
import { toFilter, writeWanted } from '../../../src/features/audit/filter.ts'
import { actions, claire, marc, may, now, want } from './trail.ts'

describe('the words behind audit', () => {
  test.each([
    ['@claire', [claire]],
    ['CLAIRE', [claire]],
    ['claire fontaine', [claire]],
    ['"Claire Fontaine"', [claire]],
    ['<@U0CLAIRE>', [claire]],
    ['<@U0CLAIRE|claire>', [claire]],
    ['U0CLAIRE', [claire]],
    ['marc@northwind.example', [marc]],
    ['marc', [marc]],
    ['May Ødegård', [may]],
    ['may', [may]],
  ])('%s is a person', (line, people) => {
    expect(want(line)).toEqual({ people, topic: undefined, period: undefined })
  })

  test.each([
    ['march', '2026-03-01', '2026-03-31'],
    ['oct', '2026-10-01', '2026-10-31'],
    ['last month', '2026-10-01', '2026-10-31'],
    ['7d', '2026-11-12', '2026-11-18'],
    ['2026-10-01..2026-10-15', '2026-10-01', '2026-10-15'],
  ])('%s is a period', (line, from, to) => {
    expect(want(line)).toMatchObject({ people: undefined, topic: undefined, period: { from, to } })
  })

  test('a name that nobody has is no period either', () => {
    expect(() => want('marc', [claire])).toThrow(InvalidInput)
    expect(want('may', [claire]).period?.from).toBe('2026-05-01')
  })

  test('stand in any order', () => {
    for (const line of ['@claire decisions last month', 'last month claire decision', 'decisions last month claire'])
      expect(want(line)).toMatchObject({ people: [claire], topic: expect.anything(), period: { from: '2026-10-01' } })
  })

  test('find everybody of that first name', () => {
    const other = { ...marc, personId: 'other', email: 'other@northwind.example', name: 'Claire Martin' }
    expect(want('claire', [claire, other]).people).toEqual([claire, other])
  })

  test('ask for a topic, or for one action by its own name', () => {
    expect(toFilter(want('decisions'), actions).actions).toContain('limit.denied')
    expect(toFilter(want('limit'), actions).actions).toSatisfy(
      (all: string[]) => all.length > 20 && all.every((action) => action.startsWith('limit.')),
    )
    expect(toFilter(want('limit.break-glass'), actions).actions).toEqual(['limit.break-glass'])
  })

  test('leave out looks at the trail, unless they are asked for', () => {
    expect(toFilter(want(''), actions)).toEqual({
      exceptActions: expect.arrayContaining(['audit.viewed', 'names.viewed']),
    })
    expect(toFilter(want('looks'), actions).actions).toEqual(expect.arrayContaining(['audit.viewed', 'audit.exported']))
  })

  test('are days in UTC, the last one included', () => {
    const from = new Date('2026-10-01T00:00:00Z')
    expect(toFilter(want('oct reviews'), actions)).toEqual({
      actions: ['limit.reviewed'],
      from,
      until: new Date('2026-11-01T00:00:00Z'),
    })
  })

  test('that nobody understands are named, a person as a person', () => {
    expect(() => want('claire frobnicate')).toThrow(expect.objectContaining({ what: 'filter', input: 'frobnicate' }))
    expect(() => want('@nobody')).toThrow(NotFound)
    expect(() => want('limit decisions')).toThrow(InvalidInput)
    expect(() => want(Array.from({ length: 13 }, () => 'x').join(' '))).toThrow(InvalidInput)
    expect(() => want('what:ever')).toThrow(expect.objectContaining({ what: 'option' }))
    expect(() => want('before:-1')).toThrow(expect.objectContaining({ what: 'option' }))
  })

  test('mean the same when a button repeats them on another day', () => {
    for (const line of ['', '@claire', 'marc decisions', 'limit last month', 'claire limit 7d']) {
      const wanted = want(line)
      expect(toFilter(want(writeWanted(wanted)), actions)).toEqual(toFilter(wanted, actions))
    }
  })
})

describe('the words behind audit mistral', () => {
  const parse = (line: string) => parseAudit(new TypedWords(line), now)

  test('are looked for, within 90 days where no period is named', () => {
    expect(parse('mistral Monthly_Limit marc')).toMatchObject({
      source: 'mistral',
      words: ['monthly_limit', 'marc'],
      period: { from: '2026-08-21', to: '2026-11-18' },
      skip: 0,
    })
    expect(parse('mistral last month claire skip:12')).toMatchObject({
      words: ['claire'],
      period: { from: '2026-10-01', to: '2026-10-31' },
      skip: 12,
    })
  })

  test('begin with mistral; later it is a word like another', () => {
    expect(parse('limit mistral')).toMatchObject({ source: 'trail', words: ['limit', 'mistral'] })
  })
})
