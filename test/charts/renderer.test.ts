import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { afterAll, describe, expect, test } from 'vitest'
import { hasGlyph, measureText } from '../../src/charts/drawing/fonts.ts'
import { createChartRenderer } from '../../src/charts/renderer.ts'
import { dailyValues, euros, examples } from './examples.ts'
import { hostile } from './hostile.ts'

const renderer = createChartRenderer({ concurrency: 2 })
afterAll(() => renderer.close())

const hash = (png: Buffer) => createHash('sha256').update(png).digest('hex')

describe('a chart', () => {
  test('is a PNG of 1200 × 630 at twice the density', async () => {
    const image = await loadImage(await renderer.render(examples.monthToDate('en')))
    expect([image.width, image.height]).toEqual([2400, 1260])
  })

  test('lets nothing of a theme shine through: it is opaque, and white to its frame', async () => {
    const image = await loadImage(await renderer.render(examples.monthToDate('en')))
    const context = createCanvas(image.width, image.height).getContext('2d')
    context.drawImage(image, 0, 0)
    const { data } = context.getImageData(0, 0, image.width, image.height)
    expect(data.every((value, index) => index % 4 !== 3 || value === 255)).toBe(true)
    expect([...context.getImageData(12, 12, 1, 1).data]).toEqual([255, 255, 255, 255])
  })

  test('gives the same bytes twice, whatever was drawn in between', async () => {
    const first = await renderer.render(examples.topUsers('en'))
    await renderer.render(examples.monthToDate('fr'))
    expect(hash(await renderer.render(examples.topUsers('en')))).toBe(hash(first))
  })

  test('does not change its description', async () => {
    const chart = examples.monthToDate('en')
    await renderer.render(chart)
    expect(chart).toEqual(examples.monthToDate('en'))
  })

  test('gives the same bytes on a machine without any font', async () => {
    const home = mkdtempSync(join(tmpdir(), 'no-fonts-'))
    const script = fileURLToPath(new URL('print-hash.ts', import.meta.url))
    const env = { HOME: home, XDG_DATA_HOME: home, FONTCONFIG_PATH: home, FONTCONFIG_FILE: join(home, 'none.conf') }
    const { stdout } = await promisify(execFile)(process.execPath, [script], { env })
    rmSync(home, { recursive: true })
    expect(stdout).toBe(hash(await renderer.render(examples.topUsers('en'))))
  })

  test('is drawn in the shipped fonts, whose widths do not depend on the machine', () => {
    expect(measureText('Dépense', { size: 100, weight: 400 })).toBeCloseTo(420.17, 1)
    expect(['a', 'Ж', 'ع', 'ש', '▲'].every(hasGlyph)).toBe(true)
    expect(['王', '김', '🚀'].some(hasGlyph)).toBe(false)
  })

  test.each(Object.entries(hostile))('stays below 300 kB in the hostile case %s', async (_, chart) => {
    expect((await renderer.render(chart)).length).toBeLessThan(300_000)
  })

  test('takes a lower density rather than too much weight', async () => {
    const values = (line: number) => dailyValues(366, 40 + line * 9, line).map((value, day) => value * (1 + (day % 5)))
    const png = await renderer.render({
      locale: 'en',
      title: 'Six lines over a year',
      subtitle: 'Per day',
      panels: [
        {
          kind: 'timeline',
          measure: euros,
          shape: 'lines',
          slots: { by: 'day', from: '2026-01-01', count: 366 },
          series: Array.from({ length: 6 }, (_, line) => ({ name: `Line ${line}`, values: values(line) })),
        },
      ],
    })
    expect(png.length).toBeLessThan(300_000)
    expect((await loadImage(png)).width).toBeLessThan(2400)
  })
})

describe('a chart that cannot be drawn', () => {
  test('rejects, is logged without its texts, and does not stop the next one', async () => {
    const warnings: unknown[] = []
    const one = createChartRenderer({ log: { warn: (facts, message) => warnings.push([Object.keys(facts), message]) } })
    const broken = { ...examples.topUsers('en'), locale: 'not a locale' }
    await expect(one.render(broken)).rejects.toThrow(RangeError)
    expect(warnings).toEqual([[['error'], 'no chart']])
    expect((await one.render(examples.topUsers('en'))).length).toBeGreaterThan(0)
    await one.close()
  })

  test('is refused once the renderer is closed, without a line in the log', async () => {
    const warnings: unknown[] = []
    const one = createChartRenderer({ log: { warn: (facts) => warnings.push(facts) } })
    await one.close()
    await expect(one.render(examples.topUsers('en'))).rejects.toMatchObject({ name: 'QueueClosed' })
    expect(warnings).toEqual([])
  })
})
