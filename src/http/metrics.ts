import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import { type Routes, sendText } from './server.ts'

interface Answered {
  readonly command: string
  readonly result: string
  readonly ms: number
}

export interface Metrics {
  readonly routes: Routes
  observe(answered: Answered): void
}

/** For Prometheus. Labels are our own words; nothing that a person typed, and no amount, ever becomes one. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const commands = new Counter({
    name: 'chatops_commands_total',
    help: 'Commands by how they ended',
    labelNames: ['command', 'result'],
    registers: [registry],
  })
  const seconds = new Histogram({
    name: 'chatops_command_seconds',
    help: 'From the acknowledgement to the delivered answer',
    labelNames: ['command'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30],
    registers: [registry],
  })
  return {
    routes: {
      'GET /metrics': async (_request, response) => sendText(response, 200, await registry.metrics(), 'text/plain'),
    },
    observe({ command, result, ms }) {
      commands.inc({ command, result })
      seconds.observe({ command }, ms / 1000)
    },
  }
}
