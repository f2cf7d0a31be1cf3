import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { createChartRenderer } from '../../src/charts/renderer.ts'
import type { Chart } from '../../src/domain/chart.ts'
import { languages } from '../../src/domain/language.ts'
import { features } from '../../src/features/index.ts'
import { compareThumbnails, toThumbnail } from './drawing.ts'
import { hostile } from './hostile.ts'
import { startDrawing } from './real-charts.ts'

const renderer = createChartRenderer()
afterAll(() => renderer.close())

/** Every report that draws, in one of its forms or two. */
const reports: Readonly<Record<string, string>> = {
  spend: 'spend',
  'spend-last-month': 'spend last month by workspace',
  'spend-quarter': 'spend q3',
  'spend-year': 'spend ytd by category',
  forecast: 'forecast',
  'forecast-past': 'forecast last month',
  models: 'models',
  'models-by-tokens': 'models last month by tokens',
  workspaces: 'workspaces',
  'top-users': 'top-users last month',
  agents: 'agents last month',
  activity: 'activity last month by week',
  'activity-by-hour': 'activity 2026-11-16..2026-11-17 by hour',
  vibe: 'vibe last month',
  seats: 'seats last month',
  'rate-limits': 'rate-limits',
  budget: 'budget',
  limits: 'limits',
  digest: 'digest',
}

const pictures: [string, Chart][] = [
  ['names', hostile.names],
  ['oneDay', hostile.oneDay],
  ['corrections', hostile.corrections],
  ['correctedStack', hostile.correctedStack],
  ['unknownCurrency', hostile.unknownCurrency],
]

/** `GOLDEN=<folder>` writes the pictures in full size as well, to look at. */
const folder = process.env.GOLDEN

async function compare(name: string, chart: Chart): Promise<void> {
  const file = fileURLToPath(new URL(`golden/${name}.png`, import.meta.url))
  const png = await renderer.render(chart)
  if (folder) writeFileSync(join(folder, `${name}.png`), png)
  const drawn = await toThumbnail(png)
  if (!existsSync(file)) {
    writeFileSync(file, drawn.toBuffer('image/png'))
    expect.fail(`${file} was missing and has been drawn: look at it, then commit it`)
  }
  expect(compareThumbnails(drawn, await toThumbnail(file)), name).toBeLessThan(0.002)
}

describe('the picture is the one that was looked at', () => {
  test.each(pictures)('%s', compare)

  test('of every report in both languages, drawn from what it answers in the sandbox', async () => {
    const { chartOf } = await startDrawing()
    const wrong: unknown[] = []
    for (const language of languages)
      for (const [name, line] of Object.entries(reports))
        await compare(`${name}.${language}`, await chartOf(line, language)).catch((error: unknown) => wrong.push(error))
    expect(wrong).toEqual([])
  }, 120_000)

  test('and no report that draws is left out', () => {
    const drawing = features.flatMap(({ commands = [] }) => commands).filter(({ isDrawn }) => isDrawn)
    const lines = Object.values(reports)
    for (const { name } of drawing)
      expect(
        lines.some((line) => line.split(' ')[0] === name),
        name,
      ).toBe(true)
  })

  test('and the comparison notices a text that is missing', async () => {
    const { subtitle: _, ...rest } = hostile.names
    const drawn = await toThumbnail(await renderer.render({ ...rest, subtitle: '' }))
    const file = fileURLToPath(new URL('golden/names.png', import.meta.url))
    expect(compareThumbnails(drawn, await toThumbnail(file))).toBeGreaterThan(0.002)
  })
})
