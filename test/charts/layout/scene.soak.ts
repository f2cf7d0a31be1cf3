import fc from 'fast-check'
import { expect, test } from 'vitest'
import { layOut } from '../../../src/charts/renderer.ts'
import { anyChart } from '../any-chart.ts'
import { findFaults } from '../faults.ts'

test('nothing overlaps, leaves the picture or is blank in 5,000 charts', { timeout: 600_000 }, () => {
  const seed = Date.now() % 2 ** 31
  process.stdout.write(`seed ${seed}\n`)
  fc.assert(
    fc.property(anyChart, (chart) => {
      expect(findFaults(layOut(chart))).toEqual([])
    }),
    { numRuns: 5000, seed },
  )
})
