import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import manifest from '../../manifest/socket-mode.json' with { type: 'json' }
import { createLateRenderer } from '../../src/charts/late-renderer.ts'
import { drawOnce } from '../../src/charts/once.ts'
import type { ChartRenderer } from '../../src/charts/renderer.ts'
import type { Feature } from '../../src/chatops/contract.ts'
import type { Outcome } from '../../src/chatops/routing/outcome.ts'
import { readConfig } from '../../src/config/index.ts'
import { features } from '../../src/features/index.ts'
import { createLog } from '../../src/log.ts'
import { createDemoClock, createSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/index.ts'
import { printMessage } from '../../src/sandbox/print-message.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { type Bot, secretsOf, start } from '../../src/start.ts'
import { placeEmptyDatabase } from './empty-database.ts'

export interface BotOptions extends Partial<SandboxOptions> {
  /** Signed HTTP instead of Socket Mode. */
  readonly overHttp?: boolean
  /** Settings beside those of the sandbox. */
  readonly settings?: Readonly<Record<string, string>>
  /** Whether the bot looks at limit, caps, budgets and keys by itself; where alerts have a channel, it does. */
  readonly isWatching?: boolean
  /** Features of the test's own. */
  readonly features?: readonly Feature[]
  /** Draws instead of the canvas that all tests share. */
  readonly renderer?: ChartRenderer
  /** Several bots can share one sandbox. */
  readonly sandbox?: Sandbox
}

/** The same month is drawn in most of the tests: once for all of them is enough. */
const canvas = createLateRenderer({ log: createLog('silent', [], () => {}) })
const renderer = drawOnce(canvas, 200)

const isWatched = ({ isWatching, settings }: BotOptions): boolean => isWatching ?? Boolean(settings?.ALERTS_CHANNEL)

/** What watches asks and posts by itself: it does where a test is about it. */
const withoutWatch = (feature: Feature): Feature =>
  ['limits', 'budget', 'keys'].includes(feature.name)
    ? { ...feature, schedules: [], starts: (feature.starts ?? []).filter(({ name }) => !name.startsWith('startWatch')) }
    : feature

/** The production bot in a sandbox of its own, taken down after the test. */
export async function startBot(options: BotOptions = {}) {
  const { overHttp = false, settings = {} } = options
  // Else the first answer of each worker waits for it, and on a busy machine says so.
  await canvas.load()
  const dataDir = mkdtempSync(join(tmpdir(), 'chatops-bot-'))
  if (!options.features) await placeEmptyDatabase(dataDir)
  const clock = options.clock ?? options.sandbox?.clock ?? createDemoClock()
  const sandbox =
    options.sandbox ?? (await createSandbox({ scopes: manifest.oauth_config.scopes.bot, ...options, clock }))
  const transport = overHttp ? { SLACK_APP_TOKEN: '' } : {}
  const quiet = { ALERTS_CHANNEL: '', DIGEST_CHANNEL: '' }
  const config = readConfig({ ...sandbox.environment, DATA_DIR: dataDir, ...transport, ...quiet, ...settings })
  const logLines: string[] = []
  const log = createLog('debug', secretsOf(config), (line) => logLines.push(line))
  const outcomes: Outcome[] = []
  const waiting: (() => void)[] = []
  const observe = (outcome: Outcome) => {
    outcomes.push(outcome)
    for (const wake of waiting.splice(0)) wake()
  }
  const bot: Bot = await start(config, {
    clock,
    log,
    observe,
    renderer: options.renderer ?? renderer,
    features: options.features ?? (isWatched(options) ? features : features.map(withoutWatch)),
  })
  if (overHttp) sandbox.slack.setRequestUrl(`http://127.0.0.1:${bot.port}/slack/events`)
  let isStopped = false
  const stop = async () => {
    if (!isStopped) await bot.stop(1_000)
    isStopped = true
  }
  onTestFinished(async () => {
    await stop()
    if (!options.sandbox) await sandbox.close()
    rmSync(dataDir, { recursive: true, force: true })
  })

  /** Resolves once the bot has finished that many commands since it started. */
  async function finished(count: number): Promise<void> {
    while (outcomes.length < count) await new Promise<void>((resolve) => waiting.push(resolve))
  }

  const { slack } = sandbox

  /** Types a slash command, waits until it is answered, and returns the messages that it added, as that person sees them. */
  async function ask(text: string, { user = 'U0SARAH', channel = sandboxChannels.finops.id as string } = {}) {
    const before = slack.messages({ channel, as: user }).length
    const done = outcomes.length + 1
    await slack.command({ user, channel, text })
    await finished(done)
    return slack.messages({ channel, as: user }).slice(before)
  }

  return {
    bot,
    sandbox,
    slack,
    mistral: sandbox.mistral,
    config,
    dataDir,
    /** What was logged, a line each. */
    logLines,
    outcomes,
    stop,
    finished,
    ask,
    /** The same, as readable text. */
    async askForText(text: string, as: { user?: string; channel?: string } = {}) {
      const messages = await ask(text, as)
      return messages.map((message) => printMessage(message, slack)).join('\n')
    },
  }
}

export type TestBot = Awaited<ReturnType<typeof startBot>>
