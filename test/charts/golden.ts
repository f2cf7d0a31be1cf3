import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect } from 'vitest'
import { createChartRenderer } from '../../src/charts/renderer.ts'
import type { Chart } from '../../src/domain/chart.ts'
import { compareThumbnails, toThumbnail } from './drawing.ts'

export const renderer = createChartRenderer()
afterAll(() => renderer.close())

/** `GOLDEN=<folder>` writes the pictures in full size as well, to look at. */
const folder = process.env.GOLDEN

/** Whether a chart is still drawn as the picture that somebody looked at. */
export async function compare(name: string, chart: Chart): Promise<void> {
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
