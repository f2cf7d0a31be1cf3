import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { createLateRenderer } from '../../src/charts/late-renderer.ts'
import { createChartRenderer } from '../../src/charts/renderer.ts'
import { examples } from './examples.ts'

const log = { warn: () => {} }

/** What of the canvas is in memory once the program and then the renderer are loaded. */
const program = `
  const canvas = () => process.report.getReport().sharedObjects.filter((file) => /canvas|skia/.test(file)).length
  await import('./src/start.ts')
  const before = canvas()
  await import('./src/charts/renderer.ts')
  process.stdout.write(JSON.stringify([before, canvas()]))
`

test('a start loads no canvas', () => {
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' })
  expect(JSON.parse(stdout)).toEqual([0, 1])
})

test('what is asked before it has loaded is drawn as ever', async () => {
  const late = createLateRenderer({ log })
  const chart = examples.monthToDate('en')
  const [png, same] = await Promise.all([late.render(chart), createChartRenderer().render(chart)])
  expect(png.equals(same)).toBe(true)
  await late.load()
  await late.close()
  await expect(late.render(chart)).rejects.toThrow('stopping')
})

test('what nobody asked for is closed at once', async () => {
  await createLateRenderer({ log }).close()
})
