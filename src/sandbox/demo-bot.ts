import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import manifest from '../../manifest/socket-mode.json' with { type: 'json' }
import type { Outcome } from '../chatops/routing/outcome.ts'
import { readConfig } from '../config/index.ts'
import { type Language, localeFor } from '../domain/language.ts'
import { features } from '../features/index.ts'
import { createLog } from '../log.ts'
import { secretsOf, start } from '../start.ts'
import { createSandbox, type Sandbox, sandboxStart } from './index.ts'

export interface DemoOptions {
  readonly port?: number
  readonly logLevel: string
  /** What everybody has set in Slack, and the language of posts. */
  readonly language?: Language
  readonly observe?: (outcome: Outcome) => void
}

export interface Demo {
  readonly sandbox: Sandbox
  /** Resolves when the bot has done what is due. */
  settle(): Promise<void>
  close(): Promise<void>
}

const slash = manifest.features.slash_commands[0]?.command ?? '/mistral'

/** The commands that the bot's features bring, as the page's composer offers them: each first in its plainest form. */
function listCommands(language: Language) {
  const hints = features
    .flatMap(({ commands = [] }) => commands)
    .flatMap(({ examples, summary }) =>
      examples.map((example, rank) => ({
        rank,
        hint: { line: `${slash} ${example}`, about: summary({ language }) },
      })),
    )
  return hints.toSorted((a, b) => a.rank - b.rank).map(({ hint }) => hint)
}

/** The bot tells where its charts are before it listens. */
async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** The production bot in a sandbox, in a folder that goes when it does. */
export async function startDemo({ port = 0, logLevel, language = 'en', observe }: DemoOptions): Promise<Demo> {
  const sandbox = await createSandbox({
    scopes: [...manifest.oauth_config.scopes.bot, ...manifest.oauth_config.scopes.bot_optional],
    events: manifest.settings.event_subscriptions.bot_events,
    port,
    commands: listCommands(language),
    onReset: async (reset) => {
      await bot.close()
      sandbox.clock.advance(sandboxStart.getTime() - sandbox.clock.now().getTime())
      reset()
      setLanguage()
      bot = await startBot()
    },
  })

  function setLanguage(): void {
    for (const { id } of sandbox.slack.people()) sandbox.slack.updatePerson(id, { locale: localeFor(language) })
  }

  async function startBot() {
    const dataDir = await mkdtemp(join(tmpdir(), 'mistral-demo-'))
    const port = String(await findFreePort())
    const config = readConfig({
      ...sandbox.environment,
      DATA_DIR: dataDir,
      LOG_LEVEL: logLevel,
      LANGUAGE: language,
      HOST: '127.0.0.1',
      PORT: port,
      HISTORY_MONTHS: '14',
      PUBLIC_URL: `http://127.0.0.1:${port}`,
    })
    const log = createLog(config.logLevel, secretsOf(config), (line) => process.stderr.write(line))
    const running = await start(config, { clock: sandbox.clock, log, ...(observe ? { observe } : {}) })
    return {
      settle: () => running.settle(),
      async close() {
        await running.stop()
        await rm(dataDir, { recursive: true })
      },
    }
  }

  setLanguage()
  let bot = await startBot()
  return {
    sandbox,
    settle: () => bot.settle(),
    async close() {
      await bot.close()
      await sandbox.close()
    },
  }
}
