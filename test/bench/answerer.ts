import { type ChildProcess, fork } from 'node:child_process'
import { on, once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import manifest from '../../manifest/socket-mode.json' with { type: 'json' }
import { createDemoClock, createSandbox, type Sandbox } from '../../src/sandbox/index.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'

export type Transport = 'socket' | 'http'

/** What the bench asks of the bot's process, and what that tells. */
export interface Asked {
  readonly advanceMs?: number
  readonly wants?: 'memory' | 'cpu' | 'lag' | 'settled'
}
export interface Told {
  readonly rss?: number
  readonly cpuMs?: number
  readonly lag?: Lag
  readonly isSettled?: true
}

/** How late the event loop was, in ms; a timer of 1 ms included. */
export interface Lag {
  readonly p50: number
  readonly p99: number
  readonly most: number
}

/** A program that answers commands, in a process of its own, with a Slack of its own. */
export interface Answerer {
  readonly sandbox: Sandbox
  /** Somebody types the command; resolves to how long its acknowledgement took. */
  ask(user?: string, text?: string): Promise<number>
  /** How many commands so far. */
  answered(): number
  /** Resolves when everything asked so far was answered. */
  idle(): Promise<void>
  advance(ms: number): void
  /** Resolves when what the clock has made due is done. */
  settled(): Promise<void>
  /** In bytes, once what is not needed any more was given back. */
  memory(): Promise<number>
  /** The processor's time that it has used. */
  cpuMs(): Promise<number>
  /** Since it was asked for last. */
  lag(): Promise<Lag>
  stop(): Promise<void>
}

const asker = { user: 'U0SARAH', channel: sandboxChannels.finops.id, text: 'spend' }

export async function startAnswerer(
  program: `./${string}.ts`,
  transport: Transport,
  more: Readonly<Record<string, string>> = {},
  /** One that several share, which is closed by whoever opened it. */
  shared?: Sandbox,
): Promise<Answerer> {
  const clock = createDemoClock()
  const sandbox = shared ?? (await createSandbox({ scopes: manifest.oauth_config.scopes.bot, clock }))
  const dataDir = await mkdtemp(join(tmpdir(), 'mistral-bench-'))
  const settings = { ...sandbox.environment, DATA_DIR: dataDir, LOG_LEVEL: 'warn', ...more }
  const env = { ...process.env, ...settings, ...(transport === 'http' ? { SLACK_APP_TOKEN: '' } : {}) }
  const child = fork(fileURLToPath(new URL(program, import.meta.url)), {
    env,
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const port = await portOf(child)
  if (transport === 'http') sandbox.slack.setRequestUrl(`http://127.0.0.1:${port}/slack/events`)

  let asked = 0
  let answered = 0
  child.on('message', (message) => {
    if (message === 'answered') answered += 1
  })
  async function tell<Value>(
    wants: NonNullable<Asked['wants']>,
    read: (told: Told) => Value | undefined,
  ): Promise<Value> {
    child.send({ wants } satisfies Asked)
    for await (const [message] of on(child, 'message')) {
      const value = read(message)
      if (value !== undefined) return value
    }
    throw new Error('a program of the bench ended before it told')
  }

  return {
    sandbox,
    async ask(user = asker.user, text = asker.text) {
      asked += 1
      const { acknowledged, ackMs } = await sandbox.slack.command({ ...asker, user, text })
      if (!acknowledged) throw new Error(`${program} did not acknowledge a command`)
      return ackMs
    },
    answered: () => answered,
    async idle() {
      while (answered < asked) await once(child, 'message')
    },
    advance(ms) {
      if (!shared) clock.advance(ms)
      child.send({ advanceMs: ms } satisfies Asked)
    },
    async settled() {
      await tell('settled', ({ isSettled }) => isSettled)
    },
    memory: () => tell('memory', ({ rss }) => rss),
    cpuMs: () => tell('cpu', ({ cpuMs }) => cpuMs),
    lag: () => tell('lag', ({ lag }) => lag),
    async stop() {
      const exit = once(child, 'exit')
      child.kill('SIGKILL')
      await exit
      if (!shared) await sandbox.close()
      await rm(dataDir, { recursive: true })
    },
  }
}

/** The first message says where it listens. */
async function portOf(child: ChildProcess): Promise<number> {
  const ready = once(child, 'message')
  const ended = once(child, 'exit').then(() => {
    throw new Error('a program of the bench ended before it was ready')
  })
  const [{ port }] = await Promise.race([ready, ended])
  return port
}
