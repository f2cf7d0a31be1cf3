import { setTimeout } from 'node:timers/promises'
import { type Answerer, startAnswerer, type Transport } from './answerer.ts'
import { type Finding, keepsPromise, median, ms, type Pair, percentile, takeTurns } from './measure.ts'
import { addPeople, nameCrowd } from './people.ts'

const leastBlocks = 3
/** Of a hundred answers two decide p99: what looks broken is measured for longer before it is said. */
const mostBlocks = 6
const most = 1.5
/** Longer than Mistral's answer about the present month is remembered. */
const forgottenAfterMs = 61_000
/** Moving the clock wakes whatever waits for it. */
const settleMs = 20
/** Each asks a few times in a block: nobody is told to slow down. */
const askers = 20

/** No two people press Enter in the same millisecond. */
const pauseMs = 4

interface Case {
  readonly name: string
  readonly commandsPerBlock: number
  /** One at a time, each answered before the next is typed; else all while Mistral has yet to answer the first. */
  readonly oneByOne: boolean
  readonly isNeverAnswered?: boolean
  prepare(bot: Answerer): void
}

const cases: readonly Case[] = [
  { name: 'Mistral at 0 s', commandsPerBlock: 100, oneByOne: true, prepare: () => undefined },
  {
    name: 'Mistral at 2 s',
    commandsPerBlock: 100,
    oneByOne: false,
    prepare: ({ sandbox }) => sandbox.mistral.faults.delay(2000),
  },
  {
    name: 'Mistral hanging',
    commandsPerBlock: 100,
    oneByOne: false,
    isNeverAnswered: true,
    prepare: ({ sandbox }) => sandbox.mistral.faults.hang(),
  },
]

/** How soon Slack hears that `/mistral spend` arrived, whatever Mistral does; against a Bolt that only echoes. */
export async function measureAcknowledgements(transport: Transport): Promise<Finding[]> {
  const bot = await startAnswerer('./bot-process.ts', transport)
  const echo = await startAnswerer('./echo-process.ts', transport)
  for (const { sandbox } of [bot, echo]) addPeople(sandbox, askers)
  const findings: Finding[] = []
  await measureBlock(bot, echo, { name: 'warm-up', commandsPerBlock: 10, oneByOne: true, prepare: () => undefined })
  for (const one of cases) {
    one.prepare(bot)
    const taken: Pair[] = []
    const found = () => [50, 99].map((percent) => compare(taken, percent, one, transport))
    while (taken.length < leastBlocks || (taken.length < mostBlocks && !found().every(keepsPromise)))
      taken.push(await measureBlock(bot, echo, one))
    bot.sandbox.mistral.clearFaults()
    findings.push(...found())
  }
  await Promise.all([bot.stop(), echo.stop()])
  return findings
}

async function measureBlock(
  bot: Answerer,
  echo: Answerer,
  { commandsPerBlock, oneByOne, isNeverAnswered }: Case,
): Promise<Pair> {
  bot.advance(forgottenAfterMs)
  await setTimeout(settleMs)
  const users = nameCrowd(askers)
  const ask = (answerer: Answerer) => async () => {
    const [user] = users
    users.push(...users.splice(0, 1))
    const taken = await answerer.ask(user)
    if (oneByOne) {
      await answerer.idle()
      bot.advance(forgottenAfterMs)
      // Each minute that passes here in a moment would bring a fifth of a look at the limit along.
      await bot.settled()
    }
    await setTimeout(oneByOne ? settleMs : pauseMs)
    return taken
  }
  const taken = await takeTurns(commandsPerBlock, ask(bot), ask(echo))
  if (!isNeverAnswered) await bot.idle()
  return taken
}

/** The median of the blocks: one moment in which the machine was busy with something else does not decide. */
function compare(taken: readonly Pair[], percent: number, { name }: Case, transport: Transport): Finding {
  const way = transport === 'socket' ? 'Socket Mode' : 'signed HTTP'
  const ours = median(taken.map((block) => percentile(block.ours, percent)))
  const bare = median(taken.map((block) => percentile(block.bare, percent)))
  const what = `acknowledging, ${name}, ${way}, p${percent}; against a bare Bolt echo`
  return { what, ours: ms(ours), bare: ms(bare), ratio: ours / bare, most }
}
