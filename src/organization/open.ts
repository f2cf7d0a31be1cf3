import packageJson from '../../package.json' with { type: 'json' }
import type { App } from '../app.ts'
import type { Core } from '../chatops/context.ts'
import { presentRight } from '../chatops/people/present-right.ts'
import { createChartLinks } from '../chatops/pictures/chart-links.ts'
import { createPictures } from '../chatops/pictures/index.ts'
import { createProgress } from '../chatops/progress.ts'
import { findTroubles } from '../chatops/readiness.ts'
import { createCommandAllowance } from '../chatops/routing/command-allowance.ts'
import type { Observe } from '../chatops/routing/outcome.ts'
import { createRouter } from '../chatops/routing/router.ts'
import { createSeenRequests } from '../chatops/routing/seen-requests.ts'
import { createSharedAllowance } from '../chatops/routing/shared-allowance.ts'
import { createStoredButtons } from '../chatops/routing/stored-buttons.ts'
import { missingScopes } from '../chatops/scopes.ts'
import type { Config } from '../config/index.ts'
import { createHealth } from '../domain/call-health.ts'
import { createScheduler } from '../scheduler/index.ts'
import { createSlackApp } from '../slack/app.ts'
import { createSlackCalls } from '../slack/calls.ts'
import { createSlackChannels } from '../slack/channels.ts'
import { createSlackFiles } from '../slack/files.ts'
import { createSlackPeople } from '../slack/people.ts'
import { createSlackViews } from '../slack/views.ts'
import { bindJobs, keepSchedules } from './calendar.ts'
import { connectSlack } from './connect-slack.ts'
import { openFigures } from './figures.ts'
import { mainOrganization } from './id.ts'
import { askSlack, findTeam } from './team.ts'

/** One customer of Mistral's: stored rows name it, and its settings hold its key, its policy and its Slack workspace. */
export interface Organization {
  readonly id: string
  readonly config: Config
}

export interface OpenOptions {
  /** Gives up a start that waits for Slack. */
  readonly signal?: AbortSignal | undefined
  /** Hears how each command ended. */
  readonly observe?: Observe | undefined
}

export interface OpenOrganization {
  isConnected(): boolean
  /** What hampers it, while people are answered all the same. */
  findTroubles(): Promise<readonly string[]>
  /** Resolves when no job that is due is left. */
  settle(): Promise<void>
  /** Takes nothing new and lets what is under way finish, within the deadline. */
  stop(deadlineMs: number): Promise<void>
}

/** Where its requests and pictures arrive, below the address of the process. */
const placeOf = (id: string): string => (id === mainOrganization ? '/' : `/${encodeURIComponent(id)}/`)

/** Builds what answers for one Organization, and connects it with its Slack workspace. */
export async function openOrganization(
  app: App,
  { id, config }: Organization,
  { signal, observe }: OpenOptions,
): Promise<OpenOrganization> {
  const { clock, log, db, registry, measures } = app
  const place = placeOf(id)
  let isStopping = false
  let listen: ReturnType<typeof createSlackApp>['listen']
  app.serve({
    [`POST ${place}slack/events`]: (request, response) => {
      if (listen && !isStopping) return listen(request, response)
      // Slack tries events again, and a person presses again: better than a 404 while we start or stop.
      response.writeHead(config.slack.appToken ? 404 : 503).end()
    },
  })

  const closing: (() => Promise<unknown>)[] = []
  const closeAll = async () => {
    for (const close of closing.splice(0).reverse()) await close()
  }
  try {
    const { mistral, limitWrites, close } = openFigures(config, { organization: id, clock, log, db, measures })
    closing.push(close)
    const links = createChartLinks(db, id, (slackId) => presentRight(core, slackId))
    app.serve({ [`GET ${place}charts/`]: (_request, response, path) => links.serve(response, path) })
    const health = createHealth(clock)
    const calls = createSlackCalls({
      token: config.slack.botToken,
      apiUrl: config.slack.apiUrl,
      log,
      measures,
      health,
    })
    const team = await findTeam(calls, clock, log, signal)
    const startedAt = clock.now()
    const files = createSlackFiles(calls, clock)
    const channels = createSlackChannels(calls)
    const publicUrl = config.http.publicUrl && new URL(`.${place}`, `${config.http.publicUrl}/`).href
    // SQLite is for one instance, which knows by itself what it allowed.
    const shared = db.engine === 'postgres' ? createSharedAllowance({ db, organization: id, clock }) : undefined
    const allowance = createCommandAllowance({ clock, log, shared })
    closing.push(() => allowance.settle())
    const core: Core = {
      organization: id,
      clock,
      log,
      db,
      config,
      mistral,
      people: createSlackPeople(calls, team.id),
      channels,
      pictures: createPictures({
        renderer: app.renderer,
        files,
        channels,
        links,
        publicUrl,
        teamId: team.id,
        clock,
        log,
      }),
      storedButtons: createStoredButtons(db, id),
      files,
      views: createSlackViews(calls),
      limitWrites,
      wakeScheduler: () => scheduler.wake(),
      features: registry,
      installation: {
        version: packageJson.version,
        startedAt,
        teamId: team.id,
        teamName: team.name,
        transport: config.slack.appToken ? 'socket' : 'http',
        missingScopes: missingScopes(app.features, team.scopes),
        storageEngine: db.engine,
        isSlackConnected: () => slack.isConnected(),
        slackCalls: () => health.calls(),
        askSlack: () => askSlack(calls),
      },
      observe(outcome) {
        const { command, result, ms } = outcome
        log.info({ command, result, ms }, 'answered')
        app.observe(outcome)
        observe?.(outcome)
      },
      measures,
      allowance,
      progress: createProgress(),
    }
    const scheduler = createScheduler({ db, organization: id, clock, log, handlers: bindJobs(core) })
    const slack = createSlackApp({
      ...config.slack,
      bot: team.bot,
      clock,
      log,
      handlers: createRouter(core),
      isFirstSight: createSeenRequests(db, id),
      measures,
    })
    closing.push(() => slack.stop(0))
    // Before anybody can ask or click: a check of what is stored decides what their clicks may rest on.
    for (const begin of registry.starts) await begin(core)
    await keepSchedules(core)
    await connectSlack(slack, signal)
    listen = slack.listen
    scheduler.start()
    return {
      isConnected: () => !isStopping && slack.isConnected(),
      findTroubles: () => findTroubles(core),
      settle: () => scheduler.settle(),
      async stop(deadlineMs) {
        isStopping = true
        const [requests, jobs] = await Promise.all([slack.stop(deadlineMs), scheduler.stop(deadlineMs)])
        const cutOff = requests + jobs
        if (cutOff > 0) log.warn({ cutOff }, 'stopped with work under way')
        await closeAll()
      },
    }
  } catch (error) {
    await closeAll()
    throw error
  }
}
