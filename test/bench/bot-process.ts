import { readConfig, readEnvironment } from '../../src/config/index.ts'
import { createDemoClock } from '../../src/sandbox/index.ts'
import { start } from '../../src/start.ts'

/** The production bot, on a clock that the bench moves on: so that no answer of Mistral's is remembered. */
process.once('disconnect', () => process.exit())
const clock = createDemoClock()
process.on('message', ({ advanceMs, wantsMemory }: { advanceMs?: number; wantsMemory?: boolean }) => {
  if (advanceMs !== undefined) clock.advance(advanceMs)
  if (!wantsMemory) return
  globalThis.gc?.()
  process.send?.({ rss: process.memoryUsage.rss() })
})
const bot = await start(readConfig(readEnvironment()), { clock, observe: () => process.send?.('answered') })
process.send?.({ port: bot.port })
