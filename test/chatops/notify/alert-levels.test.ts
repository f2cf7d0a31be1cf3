import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseLevels, writeLevels } from '../../../src/chatops/notify/alert-levels.ts'

describe('levels', () => {
  const levels = fc.uniqueArray(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 6 })

  test('are read as they are written, in order', () =>
    fc.assert(
      fc.property(levels, (some) => {
        expect(parseLevels(writeLevels(some))).toEqual(some.toSorted((a, b) => a - b))
      }),
    ))

  test.each([
    ['80 % und', undefined],
    ['95%, 80%', [80, 95]],
    ['80;80', [80]],
    ['', undefined],
    ['0', undefined],
    ['101', undefined],
    ['-5', undefined],
    ['1,2,3,4,5,6,7', undefined],
  ])('"%s" is %j', (text, expected) => expect(parseLevels(text)).toEqual(expected))
})
