import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { Client } from 'pg'
import manifest from '../../manifest/socket-mode.json' with { type: 'json' }
import { createDemoClock, createSandbox, type Sandbox } from '../../src/sandbox/index.ts'
import { type Answerer, startAnswerer } from './answerer.ts'
import { growMistral, type Size } from './grown-mistral.ts'
import { findSteep, type Growth, type Point, writeGrowth } from './growth-report.ts'
import { type Finding, median, timeOf } from './measure.ts'
import { addPeople } from './people.ts'
import { describeMachine } from './report.ts'

const asker = 'U0CLAIRE'
const rounds = 3
/** Longer than what is over is remembered. */
const forgottenAfterMs = 601_000
const usual: Size = { workspaces: 10, users: 40 }
/** Nothing asks by itself while something is measured. */
const quiet = { ALERTS_CHANNEL: '', DIGEST_CHANNEL: '', POLL_INTERVAL: '24h' }

interface Dimension {
  readonly of: string
  readonly sizes: readonly number[]
  readonly commands: readonly string[]
  size(count: number): Size
  /** What is typed. */
  line(command: string, count: number): string
}

const dimensions: readonly Dimension[] = [
  {
    of: 'Workspaces',
    sizes: [1, 10, 100, 500],
    commands: ['spend', 'spend by workspace', 'workspaces', 'chargeback', 'limits', 'vibe'],
    size: (workspaces) => ({ ...usual, workspaces }),
    line: (command) => command,
  },
  {
    of: 'users',
    sizes: [10, 1_000, 10_000],
    commands: ['spend', 'whoami', 'top-users', 'seats', 'workspaces'],
    size: (users) => ({ ...usual, users }),
    line: (command) => command,
  },
  {
    of: 'months',
    sizes: [1, 12, 60],
    commands: ['spend', 'models', 'workspaces'],
    size: () => usual,
    line: (command, months) => `${command} ${beginOf(months)}..2026-10`,
  },
]

/** So many whole months, the last of which is October 2026. */
const beginOf = (months: number): string => new Date(Date.UTC(2026, 10 - months, 1)).toISOString().slice(0, 7)

/** How time, memory and calls to Mistral grow with Workspaces, users, months and instances. */
export async function measureGrowth(): Promise<Finding[]> {
  const growths: Growth[] = []
  for (const dimension of dimensions) growths.push(await measureDimension(dimension))
  const server = process.env.TEST_DATABASE_URL
  if (server) growths.push(await measureInstances(server))
  else process.stderr.write('growth with instances: skipped, since TEST_DATABASE_URL is not set\n')
  const day = new Date().toISOString().slice(0, 10)
  await writeFile(new URL('growth.md', import.meta.url), writeGrowth(growths, `on ${day}, ${describeMachine()}`))
  return growths.map((growth) => ({
    what: `what grows faster than the number of ${growth.of} (see growth.md)`,
    ours: String(findSteep(growth).length),
    bare: '–',
  }))
}

async function measureDimension(dimension: Dimension): Promise<Growth> {
  const points = new Map<string, Point[]>(dimension.commands.map((command) => [command, []]))
  const memory: { size: number; bytes: number }[] = []
  for (const size of dimension.sizes) {
    const measured = await measureSize(dimension, size)
    for (const [command, point] of measured.points) points.get(command)?.push(point)
    memory.push({ size, bytes: measured.bytes })
  }
  return { of: dimension.of, commands: Object.fromEntries(points), memory }
}

async function measureSize(dimension: Dimension, size: number) {
  const sandbox = await openSandbox()
  const grown = await growMistral(sandbox.mistral, dimension.size(size))
  const settings = { ...quiet, MISTRAL_ADMIN_API_URL: grown.url }
  const bot = await startAnswerer('./bot-process.ts', 'socket', settings, sandbox)
  const points: [string, Point][] = []
  for (const command of dimension.commands) {
    const line = dimension.line(command, size)
    // Once for the compiler and the canvas.
    await askAnew(bot, line)
    const taken: Omit<Point, 'size'>[] = []
    for (let round = 0; round < rounds; round += 1) {
      const before = { cpuMs: await bot.cpuMs(), calls: grown.calls }
      await askAnew(bot, line)
      taken.push({ cpuMs: (await bot.cpuMs()) - before.cpuMs, calls: grown.calls - before.calls })
    }
    // The least: each hour the bot looks at caps by itself as well.
    const [cpuMs, calls] = [Math.min(...taken.map((each) => each.cpuMs)), Math.min(...taken.map((each) => each.calls))]
    process.stderr.write(`${size} ${dimension.of}, ${line}: ${cpuMs.toFixed(0)} ms, ${calls} calls\n`)
    points.push([command, { size, cpuMs, calls }])
  }
  const bytes = await bot.memory()
  await bot.stop()
  await grown.close()
  await sandbox.close()
  return { points, bytes }
}

async function askAnew(bot: Answerer, line: string): Promise<void> {
  bot.advance(forgottenAfterMs)
  await bot.ask(asker, line)
  await bot.idle()
}

const openSandbox = (): Promise<Sandbox> =>
  createSandbox({ scopes: manifest.oauth_config.scopes.bot, clock: createDemoClock() })

const askedAtOnce = 60

/** The same people, asking at once, of one instance and of several on one database. */
async function measureInstances(server: string): Promise<Growth> {
  const memory: { size: number; bytes: number }[] = []
  const points: Point[] = []
  for (const size of [1, 2, 3]) {
    const measured = await onPostgres(server, (databaseUrl) => measureFleet(size, databaseUrl))
    memory.push({ size, bytes: measured.bytes })
    points.push({ size, cpuMs: measured.cpuMs, calls: measured.calls })
    process.stderr.write(
      `${size} instances, ${askedAtOnce} people ask: ${measured.wallMs.toFixed(0)} ms until the last was answered\n`,
    )
  }
  return { of: 'instances', commands: { [`spend, by ${askedAtOnce} people at once`]: points }, memory }
}

async function measureFleet(size: number, databaseUrl: string) {
  const sandbox = await openSandbox()
  const grown = await growMistral(sandbox.mistral, usual)
  const settings = { ...quiet, READ_ACCESS: 'workspace', MISTRAL_ADMIN_API_URL: grown.url, DATABASE_URL: databaseUrl }
  const fleet: Answerer[] = []
  for (let index = 0; index < size; index += 1)
    fleet.push(await startAnswerer('./bot-process.ts', 'socket', settings, sandbox))
  const [first] = fleet
  if (!first) throw new Error('nobody answers')
  const users = addPeople(sandbox, askedAtOnce)
  const answered = () => fleet.reduce((sum, bot) => sum + bot.answered(), 0)
  const askAll = async () => {
    for (const bot of fleet) bot.advance(forgottenAfterMs)
    const wanted = answered() + users.length
    // Slack gives each command to one of the connections.
    await Promise.all(users.map((user) => first.ask(user)))
    while (answered() < wanted) await setTimeout(1)
  }
  const cpuMs = async () => (await Promise.all(fleet.map((bot) => bot.cpuMs()))).reduce((sum, each) => sum + each, 0)
  await askAll()
  const taken: { wallMs: number; cpuMs: number; calls: number }[] = []
  for (let round = 0; round < rounds; round += 1) {
    const before = { cpuMs: await cpuMs(), calls: grown.calls }
    const wallMs = await timeOf(askAll)
    taken.push({ wallMs, cpuMs: (await cpuMs()) - before.cpuMs, calls: grown.calls - before.calls })
  }
  const bytes = (await Promise.all(fleet.map((bot) => bot.memory()))).reduce((sum, each) => sum + each, 0)
  await Promise.all(fleet.map((bot) => bot.stop()))
  await grown.close()
  await sandbox.close()
  const middle = (of: 'wallMs' | 'cpuMs' | 'calls') => median(taken.map((each) => each[of]))
  return { wallMs: middle('wallMs'), cpuMs: middle('cpuMs'), calls: middle('calls'), bytes }
}

async function onPostgres<Result>(server: string, work: (databaseUrl: string) => Promise<Result>): Promise<Result> {
  const database = `chatops_bench_${randomBytes(6).toString('hex')}`
  const client = new Client({ connectionString: server })
  await client.connect()
  await client.query(`create database ${database}`)
  try {
    return await work(Object.assign(new URL(server), { pathname: database }).href)
  } finally {
    await client.query(`drop database ${database} with (force)`)
    await client.end()
  }
}
