import { readConfig, readEnvironment } from '../../src/config/index.ts'
import { createDemoClock } from '../../src/sandbox/index.ts'
import { start } from '../../src/start.ts'

/** The production bot, on a clock that the bench moves on: so that no answer of Mistral's is remembered. */
process.once('disconnect', () => process.exit())
const clock = createDemoClock()
process.on('message', ({ advanceMs }: { advanceMs: number }) => clock.advance(advanceMs))
const bot = await start(readConfig(readEnvironment()), { clock, observe: () => process.send?.('answered') })
process.send?.({ port: bot.port })
