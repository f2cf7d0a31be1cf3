import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { layOut } from '../../../src/charts/renderer.ts'
import { anyChart } from '../any-chart.ts'
import { examples } from '../examples.ts'
import { findFaults } from '../faults.ts'
import { hostile } from '../hostile.ts'

describe('nothing overlaps, leaves the picture or is blank', () => {
  test.each(Object.entries(examples))('in %s', (_, make) => {
    expect(findFaults(layOut(make('en')))).toEqual([])
    expect(findFaults(layOut(make('fr')))).toEqual([])
  })

  test.each(Object.entries(hostile))('in the hostile case %s', (_, chart) => {
    expect(findFaults(layOut(chart))).toEqual([])
    expect(findFaults(layOut({ ...chart, locale: 'fr' }))).toEqual([])
  })

  // Always the same ones here; scene.soak.ts looks for new ones.
  test('in any chart', () => {
    fc.assert(
      fc.property(anyChart, (chart) => {
        expect(findFaults(layOut(chart))).toEqual([])
      }),
      { numRuns: 200, seed: 20261120 },
    )
  })
})
