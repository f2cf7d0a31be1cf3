import packageJson from '../package.json' with { type: 'json' }
import { openApp } from './app.ts'
import type { ChartRenderer } from './charts/renderer.ts'
import type { Feature } from './chatops/contract.ts'
import type { Observe } from './chatops/routing/outcome.ts'
import type { Config } from './config/index.ts'
import type { Log } from './domain/log.ts'
import { type Clock, systemClock } from './domain/time/clock.ts'
import { features as allFeatures } from './features/index.ts'
import { httpGoodbyeMs } from './http/server.ts'
import { createLog } from './log.ts'
import { mainOrganization } from './organization/id.ts'
import { type OpenOrganization, type Organization, openOrganization } from './organization/open.ts'
import { socketGoodbyeMs } from './slack/app.ts'

/** How long a stop waits for what is under way; whatever stops the process from outside waits a little longer. */
export const stopDeadlineMs = 20_000

/** What may come on top of it: the goodbyes to Slack’s socket and to whoever still reads an answer. */
export const goodbyesMs = socketGoodbyeMs + httpGoodbyeMs

export interface StartOptions {
  readonly clock?: Clock
  readonly log?: Log
  /** Hears how each command ended. */
  readonly observe?: Observe
  /** What users can do; tests bring features of their own. */
  readonly features?: readonly Feature[]
  /** Draws for several bots; none: one of this bot's own. */
  readonly renderer?: ChartRenderer
  /** Gives up a start that waits for Slack. */
  readonly signal?: AbortSignal
}

export interface Bot {
  /** Where health, metrics and signed requests are served. */
  readonly port: number
  /** Resolves when no job that is due is left. */
  settle(): Promise<void>
  /**
   * Says on /readyz at once that it is going, serves what a balancer sends until it has noticed, and then stops. In Socket
   * Mode Slack notices by itself.
   */
  retire(): Promise<void>
  /** Takes nothing new and lets what is under way finish, within the deadline. */
  stop(deadlineMs?: number): Promise<void>
}

/** The bot for the one Organization that the settings describe; it is ready when this returns. */
export const start = (config: Config, options: StartOptions = {}): Promise<Bot> =>
  startAll([{ id: mainOrganization, config }], options)

/** One process for several Organizations: the first one's settings say where it listens and what it stores in. */
export async function startAll(
  organizations: readonly [Organization, ...Organization[]],
  options: StartOptions = {},
): Promise<Bot> {
  const { clock = systemClock, features = allFeatures, signal, observe, renderer } = options
  const [{ config }] = organizations
  const log =
    options.log ??
    createLog(
      config.logLevel,
      organizations.flatMap((one) => secretsOf(one.config)),
    )
  const app = await openApp({ config, clock, log, features, renderer })
  const open: OpenOrganization[] = []
  const stop = async (deadlineMs: number) => {
    await Promise.all(open.map((organization) => organization.stop(deadlineMs)))
    await app.close()
  }
  try {
    for (const organization of organizations) open.push(await openOrganization(app, organization, { signal, observe }))
  } catch (error) {
    await stop(0)
    throw error
  }
  app.setReady(
    () => open.every((organization) => organization.isConnected()),
    async () => [...new Set((await Promise.all(open.map((organization) => organization.findTroubles()))).flat())],
  )
  const transport = config.slack.appToken ? 'socket' : 'http'
  const stopAndSay = async (deadlineMs = stopDeadlineMs) => {
    await stop(deadlineMs)
    log.info({}, 'stopped')
  }
  log.info({ port: app.port, transport, storage: app.db.engine, version: packageJson.version }, 'ready')
  app.settleIn()
  return {
    port: app.port,
    async settle() {
      await Promise.all(open.map((organization) => organization.settle()))
    },
    async retire() {
      app.setReady(
        () => false,
        async () => [],
      )
      if (transport === 'http') await clock.sleep(config.http.drainMs)
      await stopAndSay()
    },
    stop: stopAndSay,
  }
}

export function secretsOf(config: Config): (string | undefined)[] {
  const { slack, mistral, storage, heartbeatUrl } = config
  return [slack.botToken, slack.appToken, slack.signingSecret, mistral.key, storage.databaseUrl, heartbeatUrl]
}
