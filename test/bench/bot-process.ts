import { monitorEventLoopDelay } from 'node:perf_hooks'
import { readConfig, readEnvironment } from '../../src/config/index.ts'
import { createDemoClock } from '../../src/sandbox/index.ts'
import { start } from '../../src/start.ts'
import type { Asked, Told } from './answerer.ts'

/** The production bot, on a clock that the bench moves on: so that no answer of Mistral's is remembered. */
process.once('disconnect', () => process.exit())
const clock = createDemoClock()
const delay = monitorEventLoopDelay({ resolution: 1 })
const tell = (told: Told) => process.send?.(told)

process.on('message', async ({ advanceMs, wants }: Asked) => {
  if (advanceMs !== undefined) clock.advance(advanceMs)
  if (wants === 'memory') {
    globalThis.gc?.()
    tell({ rss: process.memoryUsage.rss() })
  }
  if (wants === 'settled') {
    await bot.settle()
    tell({ isSettled: true })
  }
  if (wants === 'cpu') tell({ cpuMs: process.cpuUsage().user / 1_000 + process.cpuUsage().system / 1_000 })
  if (wants === 'lag') {
    tell({ lag: { p50: delay.percentile(50) / 1e6, p99: delay.percentile(99) / 1e6, most: delay.max / 1e6 } })
    delay.reset()
  }
})
const bot = await start(readConfig(readEnvironment()), { clock, observe: () => process.send?.('answered') })
delay.enable()
process.send?.({ port: bot.port })
