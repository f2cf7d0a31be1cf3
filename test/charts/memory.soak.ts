import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { createChartRenderer } from '../../src/charts/renderer.ts'
import { examples } from './examples.ts'

const makers = Object.values(examples)

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

test('memory after 500 charts is within a fifth of memory after 50', { timeout: 600_000 }, async () => {
  const renderer = createChartRenderer()
  // What waits for the collector is no leak, and how much of it there is differs from run to run.
  const residentMb = () => {
    collectGarbage()
    return process.memoryUsage().rss / 1_048_576
  }
  const drawUntil = async (from: number, to: number) => {
    for (let count = from; count < to; count += 1) await renderer.render(makers[count % makers.length]!('en'))
  }
  await drawUntil(0, 50)
  const after50 = residentMb()
  await drawUntil(50, 500)
  const after500 = residentMb()
  await renderer.close()
  process.stdout.write(`after 50: ${after50.toFixed(0)} MB, after 500: ${after500.toFixed(0)} MB\n`)
  expect(after500).toBeLessThan(after50 * 1.2)
})
