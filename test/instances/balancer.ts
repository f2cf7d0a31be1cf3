import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { onTestFinished } from 'vitest'

const checkEveryMs = 100

export interface Balancer {
  readonly url: string
  /** From now on asked whether it is ready, and sent its share once it is. */
  add(port: number): void
  /** How many requests each has got, by its port. */
  readonly shares: ReadonlyMap<number, number>
  readyCount(): number
}

/** Spreads requests over the instances that say they are ready, in turn, as a load balancer does. */
export async function startBalancer(): Promise<Balancer> {
  const shares = new Map<number, number>()
  const ready = new Set<number>()
  const closing = new AbortController()
  let turn = 0

  const server = createServer((incoming, outgoing) => {
    const ports = [...ready]
    const port = ports[turn++ % ports.length]
    if (port === undefined) return void outgoing.writeHead(503).end()
    shares.set(port, (shares.get(port) ?? 0) + 1)
    forward(port, incoming, outgoing)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    closing.abort()
    server.close()
    server.closeAllConnections()
  })

  async function keepChecking(port: number): Promise<void> {
    while (!closing.signal.aborted) {
      const isReady = await fetch(`http://127.0.0.1:${port}/readyz`).then(
        ({ status }) => status === 200,
        () => false,
      )
      if (isReady) ready.add(port)
      else ready.delete(port)
      await wait(checkEveryMs, undefined, { signal: closing.signal }).catch(() => {})
    }
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    shares,
    readyCount: () => ready.size,
    add(port) {
      shares.set(port, 0)
      void keepChecking(port)
    },
  }
}

/** A balancer tries no request a second time: it may have been heard. */
function forward(port: number, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { method, url, headers } = incoming
  const onward = request({ host: '127.0.0.1', port, method, path: url, headers, agent: false }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(outgoing)
  })
  onward.on('error', () => (outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(502).end()))
  incoming.pipe(onward)
}
