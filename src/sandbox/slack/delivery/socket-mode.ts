import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocket, WebSocketServer } from 'ws'
import type { Workspace } from '../workspace.ts'
import type { Delivery, Parcel } from './parcel.ts'

/** The client gives a silent server up after 30 s. */
const pingIntervalMs = 10_000
const closeGraceMs = 200

interface Waiting {
  readonly settle: (delivery: Delivery) => void
}

/** Slack's side of Socket Mode: several connections, one envelope to one of them, an acknowledgement by its id. */
export function createSocketMode({ tickets, identity, changes, journal }: Workspace) {
  const upgrader = new WebSocketServer({ noServer: true })
  const connections = new Set<WebSocket>()
  const waiting = new Map<string, Waiting>()
  let isRefusing = false

  const pings = setInterval(() => {
    for (const connection of connections) connection.ping()
  }, pingIntervalMs)
  pings.unref()

  function acceptUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1')
    const isWelcome = !isRefusing && pathname === '/link' && tickets.redeem(searchParams.get('ticket'))
    if (!isWelcome) {
      socket.end(`HTTP/1.1 ${isRefusing ? '503 Service Unavailable' : '404 Not Found'}\r\nConnection: close\r\n\r\n`)
      return
    }
    upgrader.handleUpgrade(request, socket, head, greet)
  }

  function greet(connection: WebSocket): void {
    connections.add(connection)
    connection.on('close', () => {
      forget(connection)
    })
    connection.on('error', () => connection.terminate())
    connection.on('message', takeAcknowledgement)
    connection.send(
      JSON.stringify({
        type: 'hello',
        num_connections: connections.size,
        debug_info: { host: 'sandbox', build_number: 1, approximate_connection_time: 18_060 },
        connection_info: { app_id: identity.appId },
      }),
    )
    changes.emit({ type: 'connections', count: connections.size })
  }

  function forget(connection: WebSocket): void {
    if (connections.delete(connection)) changes.emit({ type: 'connections', count: connections.size })
  }

  function takeAcknowledgement(data: Buffer): void {
    const { envelope_id, payload }: { envelope_id?: string; payload?: unknown } = JSON.parse(data.toString())
    waiting.get(envelope_id ?? '')?.settle({ acknowledged: true, body: payload })
  }

  /** Sends to any one connection and waits for its word; an answer that comes too late is no answer. */
  function deliver(parcel: Parcel, timeoutMs: number): Promise<Delivery> {
    const open = [...connections].filter(({ readyState }) => readyState === WebSocket.OPEN)
    const connection = open[Math.floor(Math.random() * open.length)]
    if (!connection) return Promise.resolve({ acknowledged: false, error: 'dispatch_failed' })
    const { promise, resolve } = Promise.withResolvers<Delivery>()
    const envelope_id = randomUUID()
    const settle = (delivery: Delivery) => {
      clearTimeout(timer)
      waiting.delete(envelope_id)
      resolve(delivery)
    }
    const timer = setTimeout(() => settle({ acknowledged: false, error: 'operation_timeout' }), timeoutMs)
    waiting.set(envelope_id, { settle })
    connection.send(
      JSON.stringify({
        envelope_id,
        type: parcel.type,
        payload: parcel.payload,
        accepts_response_payload: parcel.type !== 'events_api',
        ...(parcel.retry
          ? { retry_attempt: parcel.retry.attempt, retry_reason: socketRetryReason(parcel.retry.reason) }
          : parcel.type === 'events_api'
            ? { retry_attempt: 0, retry_reason: '' }
            : {}),
      }),
    )
    return promise
  }

  return {
    acceptUpgrade,
    deliver,
    isConnected: () => connections.size > 0,
    connectionCount: () => connections.size,
    /** As in a network failure: no farewell. */
    dropSockets(): void {
      for (const connection of [...connections]) {
        forget(connection)
        connection.terminate()
      }
    },
    /** Whatever it is, to every connection: what no Slack should send. */
    sendRaw(envelope: unknown): void {
      for (const connection of connections) connection.send(JSON.stringify(envelope))
    },
    refuseSockets(refuse: boolean): void {
      isRefusing = refuse
    },
    /** Slack recycles its servers and asks clients to come back; what is sent meanwhile is lost. */
    refreshSockets(): void {
      for (const connection of [...connections]) {
        forget(connection)
        connection.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested', debug_info: {} }))
      }
      journal.record({
        direction: 'to-bot',
        kind: 'event',
        method: 'disconnect',
        args: { reason: 'refresh_requested' },
        ok: true,
        durationMs: 0,
      })
    },
    close(): void {
      clearInterval(pings)
      for (const { settle } of waiting.values()) settle({ acknowledged: false, error: 'dispatch_failed' })
      for (const connection of connections) {
        connection.close(1001, 'the sandbox closes')
        setTimeout(() => connection.terminate(), closeGraceMs)
      }
    },
  }
}

const socketRetryReason = (reason: string) => (reason === 'http_timeout' ? 'timeout' : reason)
