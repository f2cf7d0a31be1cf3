import { createLateRenderer } from './charts/late-renderer.ts'
import { drawOnce } from './charts/once.ts'
import type { ChartRenderer } from './charts/renderer.ts'
import type { Feature } from './chatops/contract.ts'
import { coreMigrations } from './chatops/migrations.ts'
import { type Registry, registerFeatures } from './chatops/routing/registry.ts'
import type { Config } from './config/index.ts'
import { explainPort } from './config/start-error.ts'
import type { Log } from './domain/log.ts'
import type { Gauge } from './domain/measures.ts'
import { seldom } from './domain/seldom.ts'
import type { Clock } from './domain/time/clock.ts'
import { healthRoutes } from './http/health.ts'
import { createMetrics, type Metrics } from './http/metrics.ts'
import { type Routes, startHttpServer } from './http/server.ts'
import { jobGauges } from './scheduler/gauges.ts'
import type { Database } from './storage/database.ts'
import { migrate } from './storage/migrate.ts'
import { openDatabase } from './storage/open.ts'

/** Whoever asks often gets the same answer for a moment. */
const troublesKeptMs = 2_000

/** The one number that is there when the database is not: whatever else is read from it is left out then. */
const databaseGauge: Gauge = {
  name: 'chatops_database_up',
  help: '1 while the database can be written, 0 while it is away or takes long',
  unread: 0,
}

const chartGauges: readonly Gauge[] = [{ name: 'chatops_charts_waiting', help: 'Charts that wait to be drawn' }]

export interface AppOptions {
  readonly config: Pick<Config, 'http' | 'storage'>
  readonly clock: Clock
  readonly log: Log
  readonly features: readonly Feature[]
  /** One that outlives this process's bot; none: one of its own. */
  readonly renderer?: ChartRenderer | undefined
}

/** The process: one database, one HTTP server and one canvas, for every Organization that it serves. */
export interface App {
  readonly clock: Clock
  readonly log: Log
  readonly db: Database
  readonly features: readonly Feature[]
  readonly registry: Registry
  readonly renderer: ChartRenderer
  readonly observe: Metrics['observe']
  readonly measures: Metrics['measures']
  /** Where health, metrics, pictures and signed requests are served. */
  readonly port: number
  serve(routes: Routes): void
  /** Told by /readyz, together with whether the database can be written. */
  setReady(isReady: () => boolean, findTroubles: () => Promise<readonly string[]>): void
  /** Loads what nobody waited for. */
  settleIn(): void
  close(): Promise<void>
}

export async function openApp({ config, clock, log, features, renderer }: AppOptions): Promise<App> {
  const registry = registerFeatures(features)
  const closing: (() => Promise<unknown>)[] = []
  const close = async () => {
    for (const end of closing.splice(0).reverse()) await end()
  }
  try {
    const db = await openDatabase(config.storage, clock)
    closing.push(() => db.close())
    await migrate(db, [...coreMigrations, ...registry.migrations])

    const metrics = createMetrics({ clock })
    const charts = createLateRenderer({ log })
    closing.push(() => charts.close())
    for (const { gauges, read } of [jobGauges, ...registry.gauges]) metrics.watch(gauges, () => read(db))
    metrics.watch([databaseGauge], async () => {
      await db.checkWritable()
      return { chatops_database_up: { '': 1 } }
    })
    metrics.watch(chartGauges, async () => ({ chatops_charts_waiting: { '': charts.waiting() } }))
    let isReady = () => false
    let findTroubles: () => Promise<readonly string[]> = async () => []
    const routes = {
      ...metrics.routes,
      ...healthRoutes({
        isConnected: () => isReady(),
        askStorage: () => db.checkWritable(),
        findTroubles: seldom(Date.now, troublesKeptMs, () => findTroubles()),
      }),
    }
    const http = await startHttpServer(config.http, routes, log).catch((error: unknown) => {
      throw explainPort(error, config.http.port)
    })
    closing.push(() => http.close())
    return {
      clock,
      log,
      db,
      features,
      registry,
      renderer: renderer ?? drawOnce(charts),
      observe: metrics.observe,
      measures: metrics.measures,
      port: http.port,
      serve: (more) => Object.assign(routes, more),
      setReady: (ask, find) => {
        isReady = ask
        findTroubles = find
      },
      settleIn: () => void charts.load(),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
