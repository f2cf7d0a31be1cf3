import { Counter, collectDefaultMetrics, Histogram, Gauge as PrometheusGauge, Registry } from 'prom-client'
import type { Gauge, Measures, Reading } from '../domain/measures.ts'
import { seldom } from '../domain/seldom.ts'
import { type Clock, systemClock } from '../domain/time/clock.ts'
import { withinMs } from '../domain/time/within.ts'
import { type Routes, sendText } from './server.ts'

interface Answered {
  readonly command: string
  readonly result: string
  readonly ms: number
}

export interface Metrics {
  readonly routes: Routes
  readonly measures: Measures
  observe(answered: Answered): void
  /** Gauges that one look fills together. It is asked when somebody scrapes, and not again for some seconds. */
  watch(gauges: readonly Gauge[], read: () => Promise<Readonly<Record<string, Reading>>>): void
}

export interface MetricsOptions {
  readonly clock?: Clock
  readonly cachedMs?: number
}

const quick = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30]
const slow = [1, 5, 15, 30, 60, 120, 300, 900, 3_600]

/** Prometheus gives up after ten: what hangs must not take the other numbers with it. */
const longestLookMs = 2_000

/** For Prometheus. Labels are our own words; nothing that a person typed, and no amount, ever becomes one. */
export function createMetrics({ clock = systemClock, cachedMs = 5_000 }: MetricsOptions = {}): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const counter = (name: string, help: string, labelNames: string[]) =>
    new Counter({ name: `chatops_${name}`, help, labelNames, registers })
  const histogram = (name: string, help: string, labelNames: string[], buckets = quick) =>
    new Histogram({ name: `chatops_${name}`, help, labelNames, buckets, registers })

  const commands = counter('commands_total', 'Commands by how they ended', ['command', 'result'])
  const seconds = histogram('command_seconds', 'From the acknowledgement to the delivered answer', ['command'])
  const calls = counter('calls_total', 'Calls to Mistral and Slack by how they ended', [
    'service',
    'operation',
    'result',
  ])
  const callSeconds = histogram('call_seconds', 'How long a call took, retries apart', ['service', 'operation'])
  const retries = counter('call_retries_total', 'Reads that were asked again after a failure', ['service', 'operation'])
  const looks = counter('cache_looks_total', 'Reads of Mistral by whether they were kept', ['cache', 'result'])
  const kept = new PrometheusGauge({
    ...{ name: 'chatops_cache_answers', help: 'Answers of Mistral that are kept', labelNames: ['cache'], registers },
  })
  const alerts = histogram(
    'alert_delay_seconds',
    'From the look that found it to each message that told it first',
    [],
    slow,
  )
  const looking: (() => Promise<void>)[] = []

  return {
    routes: {
      'GET /metrics': async (_request, response) => {
        await Promise.all(looking.map((look) => look()))
        sendText(response, 200, await registry.metrics(), 'text/plain')
      },
    },
    observe({ command, result, ms }) {
      commands.inc({ command, result })
      // What was held back took no time, and would make the others look quicker than they are.
      if (result !== 'limited') seconds.observe({ command }, ms / 1000)
    },
    measures: {
      called({ service, operation, result, ms }) {
        calls.inc({ service, operation, result })
        callSeconds.observe({ service, operation }, ms / 1000)
      },
      retried: ({ service, operation }) => retries.inc({ service, operation }),
      looked: (cache, result) => looks.inc({ cache, result }),
      kept: (cache, answers) => kept.set({ cache }, answers),
      alertTold: (ms) => alerts.observe(Math.max(0, ms) / 1000),
    },
    watch(gauges, read) {
      const own = gauges.map((gauge) => ({ ...gauge, shown: register(gauge) }))
      // A scrape never fails because the database is away. One look that hangs is waited for by all that follow: else
      // each scrape would add to what the database has to do.
      const ask = seldom(
        () => clock.now().getTime(),
        cachedMs,
        () => read().catch(() => undefined),
      )
      looking.push(async () => {
        const look = ask()
        const readings = (await withinMs(clock, longestLookMs, look)) ? await look : undefined
        for (const gauge of own) show(gauge, readings?.[gauge.name])
      })
    },
  }

  function register({ name, help, label }: Gauge): PrometheusGauge {
    const gauge = new PrometheusGauge({ name, help, labelNames: label ? [label.name] : [], registers })
    // Else prom-client shows 0 for what nobody has read.
    if (!label) gauge.remove()
    return gauge
  }
}

function show(
  { label, unread, shown }: Pick<Gauge, 'label' | 'unread'> & { readonly shown: PrometheusGauge },
  reading: Reading | undefined,
): void {
  if (!label) {
    const value = reading ? reading[''] : unread
    if (value === undefined) shown.remove()
    else shown.set(value)
    return
  }
  shown.reset()
  // Of the label's own values alone, whatever the database says.
  for (const value of reading ? label.values : []) shown.set({ [label.name]: value }, reading?.[value] ?? 0)
}
