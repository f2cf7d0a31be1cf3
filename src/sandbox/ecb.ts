import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Clock } from '../domain/time/clock.ts'

/** A publisher of reference rates on this machine, in the XML of the European Central Bank. */
export interface SandboxEcb {
  /** For RATES_URL. */
  readonly url: string
  /** How often it was asked. */
  readonly asked: number
  /** What it answers instead: a status, a body of its own, or silence. */
  answer(instead: { readonly status: number; readonly body: string } | 'silence' | undefined): void
  close(): Promise<void>
}

const dayMs = 86_400_000
/** Rates move a little from day to day, and are the same in every run. */
const atFirst = { USD: 1.0832, GBP: 0.8561, CHF: 0.9405, JPY: 163.25 } as const

export async function createEcb(clock: Clock): Promise<SandboxEcb> {
  let asked = 0
  let instead: Parameters<SandboxEcb['answer']>[0]
  const server = createServer((_request, response) => {
    asked += 1
    if (instead === 'silence') return
    response.writeHead(instead?.status ?? 200, { 'content-type': 'text/xml' })
    response.end(instead?.body ?? writeRates(clock.now()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/stats/eurofxref/eurofxref-hist-90d.xml`,
    get asked() {
      return asked
    },
    answer(other) {
      instead = other
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The workdays of the last ninety days, the newest first; today's are out by three in the afternoon, UTC. */
function writeRates(now: Date): string {
  const newest = now.getUTCHours() >= 15 ? 0 : 1
  const days = Array.from({ length: 90 }, (_, index) => new Date(now.getTime() - (index + newest) * dayMs))
  const cubes = days
    .filter((day) => day.getUTCDay() % 6 !== 0)
    .map((day) => `<Cube time="${day.toISOString().slice(0, 10)}">${ratesOf(day)}</Cube>`)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">',
    '<gesmes:subject>Reference rates</gesmes:subject>',
    `<Cube>${cubes.join('')}</Cube>`,
    '</gesmes:Envelope>',
  ].join('')
}

function ratesOf(day: Date): string {
  const move = 1 + Math.sin(day.getUTCDate()) / 100
  return Object.entries(atFirst)
    .map(([currency, rate]) => `<Cube currency="${currency}" rate="${(rate * move).toFixed(4)}"/>`)
    .join('')
}
