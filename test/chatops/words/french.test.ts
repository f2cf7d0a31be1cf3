import { describe, expect, test } from 'vitest'
import { inside, listAll, listAny, plural, to } from '../../../src/chatops/words/french.ts'

test('nothing and one are singular', () => {
  expect([0, 1, 2].map((count) => plural(count, 'jour', 'jours'))).toEqual(['0 jour', '1 jour', '2 jours'])
  expect(plural('1\u202F090', 'message', 'messages')).toBe('1\u202F090 messages')
})

test('lists have no comma before the last', () => {
  expect(listAll(['a', 'b', 'c'])).toBe('a, b et c')
  expect(listAny(['a', 'b', 'c'])).toBe('a, b ou c')
})

describe('a period inside a sentence', () => {
  test.each([
    ['Octobre', 'octobre', 'à octobre'],
    ['Août 2025', 'août 2025', 'à août 2025'],
    ['T3 2026', 'T3 2026', 'au T3 2026'],
    ['1er–17 oct.', '1er–17 oct.', 'au 1er–17 oct.'],
  ])('%s', (period, within, compared) => {
    expect(inside(period)).toBe(within)
    expect(to(period)).toBe(compared)
  })
})
