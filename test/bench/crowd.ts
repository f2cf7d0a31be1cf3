import { type Answerer, startAnswerer } from './answerer.ts'
import { type Finding, median, ms, percentile, timeOf } from './measure.ts'
import { addPeople, nameCrowd } from './people.ts'

const crowd = nameCrowd(100)
const rounds = 5
/** What was asked for: as a ratio, so that whoever is answered sooner alone does not make it harder for the others. */
const wantedMs = 1_500
/** Longer than Mistral's answer about the present month is remembered. */
const forgottenAfterMs = 61_000

/** Everybody types `/mistral spend` in the same moment, and Mistral answers at once. */
export async function measureCrowd(): Promise<Finding[]> {
  const bot = await startAnswerer('./bot-process.ts', 'socket', { READ_ACCESS: 'workspace' })
  const echo = await startAnswerer('./echo-process.ts', 'socket')
  for (const { sandbox } of [bot, echo]) addPeople(sandbox, crowd.length)
  const acks: number[] = []
  const echoAcks: number[] = []
  const together: number[] = []
  const alone: number[] = []
  await askAll(bot, crowd)
  for (let round = 0; round < rounds; round += 1) {
    bot.advance(forgottenAfterMs)
    alone.push(await timeOf(() => askAll(bot, crowd.slice(0, 1))))
    bot.advance(forgottenAfterMs)
    together.push(await timeOf(async () => acks.push(percentile(await askAll(bot, crowd), 99))))
    echoAcks.push(percentile(await askAll(echo, crowd), 99))
  }
  await Promise.all([bot.stop(), echo.stop()])
  return [
    compare('acknowledged, p99; against a bare Bolt echo', acks, echoAcks, 3),
    compare(
      'the last answer, its chart included; against that of one person alone',
      together,
      alone,
      wantedMs / median(alone),
    ),
  ]
}

function compare(what: string, ours: readonly number[], bare: readonly number[], most: number): Finding {
  const times = { ours: median(ours), bare: median(bare) }
  const finding = { ours: ms(times.ours), bare: ms(times.bare), ratio: times.ours / times.bare, most }
  return { what: `${crowd.length} people ask at once, Mistral instant: ${what}`, ...finding }
}

async function askAll(answerer: Answerer, users: readonly string[], lines = ['spend']): Promise<number[]> {
  const taken = await Promise.all(users.map((user, index) => answerer.ask(user, lines[index % lines.length])))
  await answerer.idle()
  return taken
}

const few = 500
const many = 5_000
const commandsEach = 50
const mixed = [
  'spend',
  'models',
  'limits',
  'forecast',
  'workspaces',
  'top-users',
  'limits raise 50000',
  'status',
  'help',
]

/** What the process holds after many commands, against what it holds after some. */
export async function measureMemory(): Promise<Finding[]> {
  const bot = await startAnswerer('./bot-process.ts', 'socket', { READ_ACCESS: 'workspace' })
  addPeople(bot.sandbox, crowd.length)
  const askUntil = async (total: number, from: number) => {
    for (let asked = from; asked < total; asked += commandsEach) {
      bot.advance(forgottenAfterMs)
      await askAll(bot, crowd.slice(0, commandsEach), mixed)
    }
    return await bot.memory()
  }
  const early = await askUntil(few, 0)
  const late = await askUntil(many, few)
  await bot.stop()
  return [
    {
      what: `memory after ${many} commands; against after ${few}`,
      ours: megabytes(late),
      bare: megabytes(early),
      ratio: late / early,
      most: 1.2,
    },
  ]
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 ** 2)} MB`
