import { setImmediate } from 'node:timers/promises'
import type { Chart } from '../domain/chart.ts'
import type { Log } from '../domain/log.ts'
import { toChartConfig } from './drawing/chart-config.ts'
import { hasGlyph, measureText } from './drawing/fonts.ts'
import { makeLegible } from './drawing/legible.ts'
import { createPen } from './drawing/pen.ts'
import { encodePng } from './drawing/skia.ts'
import { densities, heaviestPng } from './drawing/theme.ts'
import { composeScene } from './layout/compose.ts'
import type { Scene } from './layout/scene.ts'
import { createFairQueue, QueueClosed, QueueFull } from './queue.ts'

export interface ChartRenderer {
  /**
   * A PNG. Rejects with `QueueFull` when too many wait; the text then stands alone. `for` is who asked: turns go round by
   * person. Whoever asks for what is waiting or being drawn already gets the same.
   */
  render(chart: Chart, options?: RenderOptions): Promise<Buffer>
  close(): Promise<void>
}

export interface RenderOptions {
  readonly for?: string
  /** Aborted: they do not wait for it any more, and what nobody waits for is not drawn. */
  readonly signal?: AbortSignal | undefined
}

export type ChartLog = Pick<Log, 'warn'>

/** One that can tell how much is asked of it. */
export interface BusyRenderer extends ChartRenderer {
  /** Charts that wait to be drawn. */
  waiting(): number
}

const mostWaiting = 40

export function createChartRenderer({
  concurrency = 1,
  log,
  draw = drawInTurns,
}: {
  concurrency?: number
  log?: ChartLog
  draw?: (chart: Chart) => Promise<Buffer>
} = {}): BusyRenderer {
  const queue = createFairQueue<Buffer>({ concurrency, mostWaiting })
  return {
    render: async (chart, { for: who = '', signal } = {}) => {
      try {
        return await queue.run({ who, what: JSON.stringify(chart), signal }, () => draw(chart))
      } catch (error) {
        const isExpected = error instanceof QueueClosed || signal?.aborted
        // No texts of the chart: they hold names and amounts.
        if (!isExpected) log?.warn(error instanceof QueueFull ? { waiting: error.waiting } : { error }, 'no chart')
        throw error
      }
    },
    waiting: queue.waiting,
    close: () => queue.close(),
  }
}

/** Each step holds the event loop: what Slack waits for comes between them. */
async function drawInTurns(chart: Chart): Promise<Buffer> {
  await setImmediate()
  const scene = layOut(chart)
  await setImmediate()
  return drawPng(scene)
}

async function drawPng(scene: Scene): Promise<Buffer> {
  let png: Buffer = Buffer.alloc(0)
  for (const density of densities) {
    png = await encodePng(toChartConfig(scene, density))
    if (png.length < heaviestPng) break
  }
  return png
}

/** The picture as data, in the shipped fonts. */
export function layOut(chart: Chart): Scene {
  const legible = makeLegible(chart, hasGlyph)
  return composeScene(legible, createPen(legible.locale, measureText))
}
