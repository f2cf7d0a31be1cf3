import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Chart } from '../../src/domain/chart.ts'
import { compareThumbnails, toThumbnail } from './drawing.ts'
import { compare, renderer } from './golden.ts'
import { hostile } from './hostile.ts'

const pictures: [string, Chart][] = [
  ['names', hostile.names],
  ['oneDay', hostile.oneDay],
  ['corrections', hostile.corrections],
  ['correctedStack', hostile.correctedStack],
  ['unknownCurrency', hostile.unknownCurrency],
]

// The pictures of every report are in the soak.
describe('the picture is the one that was looked at', () => {
  test.each(pictures)('%s', compare)

  test('and the comparison notices a text that is missing', async () => {
    const { subtitle: _, ...rest } = hostile.names
    const drawn = await toThumbnail(await renderer.render({ ...rest, subtitle: '' }))
    const file = fileURLToPath(new URL('golden/names.png', import.meta.url))
    expect(compareThumbnails(drawn, await toThumbnail(file))).toBeGreaterThan(0.002)
  })
})
