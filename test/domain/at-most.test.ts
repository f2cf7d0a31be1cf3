import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mapAtMost } from '../../src/domain/at-most.ts'

test('everything is done once, in order, and never more at a time than allowed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(3)), fc.integer({ min: 1, max: 6 }), async (turns, most) => {
      let underWay = 0
      let highest = 0
      const results = await mapAtMost(most, turns, async (count) => {
        underWay += 1
        highest = Math.max(highest, underWay)
        for (let turn = 0; turn < count; turn++) await Promise.resolve()
        underWay -= 1
        return count
      })
      expect(results).toEqual(turns)
      expect(highest).toBeLessThanOrEqual(most)
    }),
  )
})

test('as many are under way as allowed', async () => {
  const begun: number[] = []
  const gate = Promise.withResolvers<void>()
  const work = mapAtMost(4, [1, 2, 3, 4, 5, 6], async (item) => {
    begun.push(item)
    await gate.promise
  })
  expect(begun).toEqual([1, 2, 3, 4])
  gate.resolve()
  await work
  expect(begun).toHaveLength(6)
})

test('the first failure is the failure of all', async () => {
  const work = mapAtMost(2, [1, 2, 3], async (item) => {
    if (item === 2) throw new Error('two')
    return item
  })
  await expect(work).rejects.toThrow('two')
})
