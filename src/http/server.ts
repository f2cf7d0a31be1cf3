import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Log } from '../domain/log.ts'

export type RouteHandler = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<void> | void

/** "GET /healthz"; a route that ends in "/" serves everything below it. */
export type Routes = Readonly<Record<string, RouteHandler>>

export interface HttpServer {
  readonly port: number
  close(): Promise<void>
}

export interface HttpServerOptions {
  /** One address of this machine; none: all of them. */
  readonly host?: string | undefined
  readonly port: number
  /** How long a client may take for its headers, and for its whole request. */
  readonly headersMs?: number
  readonly requestMs?: number
  /** Slack and a balancer keep a few; more than this is somebody who holds them open. */
  readonly mostConnections?: number
}

/** What is still being read by then, such as a chart, is cut off. */
export const httpGoodbyeMs = 5_000

/** One server in both transports: health, metrics, pictures, and Slack's requests where there is no socket. */
export async function startHttpServer(options: HttpServerOptions, routes: Routes, log: Log): Promise<HttpServer> {
  const { host, port, headersMs = 5_000, requestMs = 10_000, mostConnections = 500 } = options
  // Node looks for late clients in this interval only: its default is half a minute.
  const limits = {
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    connectionsCheckingInterval: Math.min(1_000, headersMs),
  }
  let isClosing = false
  const answering = new Set<ServerResponse>()
  // A balancer that asks all the time whether we are ready would keep its connection, and the process with it.
  const endWith = (response: ServerResponse) => {
    if (!response.headersSent) response.setHeader('connection', 'close')
  }
  const server = createServer(limits, async (request, response) => {
    answering.add(response)
    response.once('close', () => answering.delete(response))
    if (isClosing) endWith(response)
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    const route = findRoute(routes, request.method ?? 'GET', path)
    try {
      const handler = route === undefined ? undefined : routes[route]
      if (handler) await handler(request, response, path)
      else sendText(response, 404, 'not found')
    } catch (error) {
      // Its own name alone: what comes after it may be the secret address of a picture.
      log.error({ error, route }, 'an HTTP request failed')
      if (!response.headersSent) sendText(response, 500, 'internal error')
    }
  })
  server.maxConnections = mostConnections
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host }, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        isClosing = true
        for (const response of answering) endWith(response)
        server.close(() => resolve())
        server.closeIdleConnections()
        setTimeout(() => server.closeAllConnections(), httpGoodbyeMs).unref()
      }),
  }
}

function findRoute(routes: Routes, method: string, path: string): string | undefined {
  const exact = `${method} ${path}`
  if (Object.hasOwn(routes, exact)) return exact
  return Object.keys(routes).find((route) => route.endsWith('/') && `${method} ${path}`.startsWith(route))
}

export function sendText(response: ServerResponse, status: number, text: string, type = 'text/plain'): void {
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' }).end(text)
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  sendText(response, status, JSON.stringify(value), 'application/json')
}
