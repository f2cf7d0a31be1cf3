import packageJson from '../package.json' with { type: 'json' }
import { drawOnce } from './charts/once.ts'
import { createChartRenderer } from './charts/renderer.ts'
import type { Core } from './chatops/context.ts'
import type { Feature } from './chatops/contract.ts'
import { coreMigrations } from './chatops/migrations.ts'
import { forOneOperation } from './chatops/people/one-operation.ts'
import { presentRight } from './chatops/people/present-right.ts'
import { createChartLinks } from './chatops/pictures/chart-links.ts'
import { createPictures } from './chatops/pictures/index.ts'
import type { Observe } from './chatops/routing/outcome.ts'
import { registerFeatures } from './chatops/routing/registry.ts'
import { createRouter } from './chatops/routing/router.ts'
import { createSeenRequests } from './chatops/routing/seen-requests.ts'
import { createStoredButtons } from './chatops/routing/stored-buttons.ts'
import { missingScopes } from './chatops/scopes.ts'
import type { Config } from './config/index.ts'
import { explainPort, StartError } from './config/start-error.ts'
import type { Log } from './domain/log.ts'
import { type Clock, systemClock } from './domain/time/clock.ts'
import { features } from './features/index.ts'
import { healthRoutes } from './http/health.ts'
import { createMetrics } from './http/metrics.ts'
import { startHttpServer } from './http/server.ts'
import { createLog } from './log.ts'
import { createAbsentMistral } from './mistral/absent.ts'
import { createMistral, type MistralReads, type MistralWrites } from './mistral/index.ts'
import { organization } from './organization.ts'
import { createScheduler, type JobHandler as SchedulerHandler } from './scheduler/index.ts'
import { readOccurrence, removeSchedule, type ScheduleTables, setSchedule } from './scheduler/occurrences.ts'
import { createSlackApp, isTokenRefused } from './slack/app.ts'
import { createSlackCalls } from './slack/calls.ts'
import { createSlackChannels } from './slack/channels.ts'
import { createSlackFiles } from './slack/files.ts'
import { createSlackPeople } from './slack/people.ts'
import { createSlackViews } from './slack/views.ts'
import { migrate } from './storage/migrate.ts'
import { openDatabase } from './storage/open.ts'
import { findTeam } from './team.ts'

export interface StartOptions {
  readonly clock?: Clock
  readonly log?: Log
  /** Hears how each command ended. */
  readonly observe?: Observe
  /** What users can do; tests bring features of their own. */
  readonly features?: readonly Feature[]
  /** Gives up a start that waits for Slack. */
  readonly signal?: AbortSignal
}

export interface Bot {
  /** Where health, metrics and signed requests are served. */
  readonly port: number
  /** Resolves when no job that is due is left. */
  settle(): Promise<void>
  /** Takes nothing new and lets what is under way finish, within the deadline. */
  stop(deadlineMs?: number): Promise<void>
}

/** Builds the adapters and the context, registers the features, and is ready when it returns. */
export async function start(config: Config, options: StartOptions = {}): Promise<Bot> {
  const { clock = systemClock, signal } = options
  const log = options.log ?? createLog(config.logLevel, secretsOf(config))
  const registry = registerFeatures(options.features ?? features)
  const closing: (() => Promise<unknown>)[] = []
  const closeAll = async () => {
    for (const close of closing.splice(0).reverse()) await close()
  }
  try {
    const db = await openDatabase(config.storage, clock)
    closing.push(() => db.close())
    await migrate(db, [...coreMigrations, ...registry.migrations])

    const metrics = createMetrics()
    const links = createChartLinks(db, organization, (slackId) => presentRight(core, slackId))
    const renderer = drawOnce(createChartRenderer({ log }))
    closing.push(() => renderer.close())
    const health = { isReady: () => false, isStopping: false }
    let listen: ReturnType<typeof createSlackApp>['listen']
    const http = await startHttpServer(
      config.http,
      {
        ...metrics.routes,
        ...healthRoutes(health, () => db.checkWritable()),
        'GET /charts/': (_request, response, path) => links.serve(response, path),
        'POST /slack/events': (request, response) => {
          if (listen && !health.isStopping) return listen(request, response)
          // Slack tries events again, and a person presses again: better than a 404 while we start or stop.
          response.writeHead(config.slack.appToken ? 404 : 503).end()
        },
      },
      log,
    ).catch((error: unknown) => {
      throw explainPort(error, config.http.port)
    })
    closing.push(() => http.close())

    const { key, url } = config.mistral
    const client = key === undefined ? undefined : createMistral({ url, key, clock, log })
    if (client) closing.push(() => client.close())

    const calls = createSlackCalls({ token: config.slack.botToken, apiUrl: config.slack.apiUrl, log })
    const team = await findTeam(calls, clock, log, signal)
    const startedAt = clock.now()
    const files = createSlackFiles(calls, clock)
    const channels = createSlackChannels(calls)
    const { publicUrl } = config.http
    const pictures = createPictures({ renderer, files, channels, links, publicUrl, teamId: team.id, clock, log })
    const core: Core = {
      organization,
      clock,
      log,
      db,
      config,
      mistral: client ? readsOf(client) : createAbsentMistral(),
      people: createSlackPeople(calls, team.id),
      channels,
      pictures,
      storedButtons: createStoredButtons(db, organization),
      files,
      views: createSlackViews(calls),
      limitWrites: client && config.policy.limitWrites ? writesOf(client) : undefined,
      wakeScheduler: () => scheduler.wake(),
      features: registry,
      installation: {
        version: packageJson.version,
        startedAt,
        teamId: team.id,
        teamName: team.name,
        transport: config.slack.appToken ? 'socket' : 'http',
        missingScopes: missingScopes(options.features ?? features, team.scopes),
        storageEngine: db.engine,
        isSlackConnected: () => app.isConnected(),
      },
      observe(outcome) {
        metrics.observe(outcome)
        options.observe?.(outcome)
      },
    }
    const scheduler = createScheduler({ db, organization, clock, log, handlers: bindJobs(core) })
    const app = createSlackApp({
      ...config.slack,
      bot: team.bot,
      clock,
      log,
      handlers: createRouter(core),
      isFirstSight: createSeenRequests(db, organization),
    })
    closing.push(() => app.stop(0))
    // Before anybody can ask or click: a check of what is stored decides what their clicks may rest on.
    for (const begin of registry.starts) await begin(core)
    await keepSchedules(core)
    await connect(app, signal)
    listen = app.listen
    scheduler.start()
    health.isReady = () => app.isConnected()
    log.info({ port: http.port, transport: app.transport, storage: db.engine, version: packageJson.version }, 'ready')

    return {
      port: http.port,
      settle: () => scheduler.settle(),
      async stop(deadlineMs = 20_000) {
        health.isStopping = true
        const [cutOff] = await Promise.all([app.stop(deadlineMs), scheduler.stop()])
        if (cutOff > 0) log.warn({ cutOff }, 'stopped with work under way')
        await closeAll()
        log.info({}, 'stopped')
      },
    }
  } catch (error) {
    await closeAll()
    throw error
  }
}

/** Jobs and occurrences get the core that was built after them. */
function bindJobs(core: Core): Record<string, SchedulerHandler> {
  const { jobs, schedules, occurrences } = core.features
  const handlers = Object.entries(jobs).map(([kind, handle]): [string, SchedulerHandler] => [
    kind,
    (job) => handle(forOneOperation(core), job),
  ])
  const fixed = schedules.map(({ name, run }): [string, SchedulerHandler] => [
    name,
    async ({ subject, attempt }) => {
      await run(forOneOperation(core), { dueAt: readOccurrence(subject).dueAt, attempt })
      return undefined
    },
  ])
  const own = Object.entries(occurrences).map(([kind, handle]): [string, SchedulerHandler] => [
    kind,
    ({ subject, attempt }) => handle(forOneOperation(core), { ...readOccurrence(subject), attempt }),
  ])
  return Object.fromEntries([...handlers, ...fixed, ...own])
}

/** What happens at a time that the settings give: the calendar follows them. */
async function keepSchedules(core: Core): Promise<void> {
  const { db } = core
  const now = await db.now()
  await db.transaction<ScheduleTables, void>(async (tx) => {
    for (const { name, cron, zone, catchUp } of core.features.schedules) {
      const wanted = cron(core)
      const schedule = { kind: name, subject: '' }
      if (wanted === undefined) await removeSchedule(tx, organization, schedule)
      else await setSchedule(tx, organization, { ...schedule, cron: wanted, zone: zone(core), catchUp }, now)
    }
  })
}

/** Not only for the compiler: what a report is given has no way to write. */
function readsOf({ setSpendLimit: _write, close: _end, ...reads }: ReturnType<typeof createMistral>): MistralReads {
  return reads
}

function writesOf({ setSpendLimit }: ReturnType<typeof createMistral>): MistralWrites {
  return { setSpendLimit }
}

export function secretsOf(config: Config): (string | undefined)[] {
  const { slack, mistral, storage, heartbeatUrl } = config
  return [slack.botToken, slack.appToken, slack.signingSecret, mistral.key, storage.databaseUrl, heartbeatUrl]
}

async function connect(app: { start(): Promise<void> }, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted()
  const givenUp = Promise.withResolvers<never>()
  signal?.addEventListener('abort', () => givenUp.reject(signal.reason), { once: true })
  try {
    await Promise.race([app.start(), givenUp.promise])
  } catch (error) {
    if (!isTokenRefused(error)) throw error
    throw new StartError(
      `SLACK_APP_TOKEN: Slack refuses it (${error.data.error}). Make an app-level token (xapp-…) with connections:write under “Basic Information”.`,
    )
  }
}
