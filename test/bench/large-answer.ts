import { fork } from 'node:child_process'
import { once } from 'node:events'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import { systemClock } from '../../src/domain/time/clock.ts'
import { createMistral } from '../../src/mistral/index.ts'
import { type Finding, median, ms, timeOf } from './measure.ts'
import { reportFrom, reportOf } from './spend-report.ts'
import { usageMonth, writeUsageAnswer } from './usage-answer.ts'

const megabytes = 51
const rounds = 5
/** Read where everybody waits, it took 0.8 s; a tenth of a second is the most that Slack's three may lose. */
const most = 1 / 8

/** How long nobody else is answered while a very large answer arrives and is read. */
export async function measureLargeAnswer(): Promise<Finding[]> {
  const bytes = writeUsageAnswer(megabytes)
  // In a process of its own: what the server does must not count.
  const server = fork(new URL('large-answer-process.ts', import.meta.url))
  server.send(megabytes)
  const [port] = await once(server, 'message')
  const mistral = createMistral({
    url: `http://127.0.0.1:${port}`,
    key: 'bench',
    clock: systemClock,
    timeoutMs: 60_000,
  })
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const blocked: number[] = []
  const bare: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    bare.push(await timeOf(() => reportFrom(bytes)))
    // What the line above held up is told by the next tick; it is not to be counted.
    await setTimeout(50)
    delay.reset()
    delay.enable()
    const { value } = await mistral.usage({ month: usageMonth }, { fresh: true })
    reportOf(value)
    await setTimeout(50)
    delay.disable()
    blocked.push(delay.max / 1e6)
  }
  await mistral.close()
  server.kill()
  const times = { ours: median(blocked), bare: median(bare) }
  return [
    {
      what: `${megabytes} MB usage answer: the longest that the event loop stands still until the report is made; against making it on the loop`,
      ours: ms(times.ours),
      bare: ms(times.bare),
      ratio: times.ours / times.bare,
      most,
    },
  ]
}
