import { existsSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { createChartRenderer } from '../../src/charts/renderer.ts'
import type { Chart } from '../../src/domain/chart.ts'
import { compareThumbnails, toThumbnail } from './drawing.ts'
import { examples } from './examples.ts'
import { hostile } from './hostile.ts'

const renderer = createChartRenderer()
afterAll(() => renderer.close())

const pictures: [string, Chart][] = [
  ...Object.entries(examples).flatMap(([name, make]): [string, Chart][] => [
    [`${name}.en`, make('en')],
    [`${name}.fr`, make('fr')],
  ]),
  ['names', hostile.names],
  ['oneDay', hostile.oneDay],
  ['corrections', hostile.corrections],
  ['correctedStack', hostile.correctedStack],
  ['unknownCurrency', hostile.unknownCurrency],
]

describe('the picture is the one that was looked at', () => {
  test.each(pictures)('%s', async (name, chart) => {
    const file = fileURLToPath(new URL(`golden/${name}.png`, import.meta.url))
    const drawn = await toThumbnail(await renderer.render(chart))
    if (!existsSync(file)) {
      writeFileSync(file, drawn.toBuffer('image/png'))
      expect.fail(`${file} was missing and has been drawn: look at it, then commit it`)
    }
    expect(compareThumbnails(drawn, await toThumbnail(file))).toBeLessThan(0.002)
  })

  test('and the comparison notices a text that is missing', async () => {
    const { subtitle: _, ...rest } = examples.topUsers('en')
    const drawn = await toThumbnail(await renderer.render({ ...rest, subtitle: '' }))
    const file = fileURLToPath(new URL('golden/topUsers.en.png', import.meta.url))
    expect(compareThumbnails(drawn, await toThumbnail(file))).toBeGreaterThan(0.002)
  })
})
