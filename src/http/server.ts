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

/** One server in both transports: health, metrics, pictures, and Slack's requests where there is no socket. */
export async function startHttpServer(port: number, routes: Routes, log: Log): Promise<HttpServer> {
  const server = createServer(async (request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    const handler = findRoute(routes, request.method ?? 'GET', path)
    try {
      if (handler) await handler(request, response, path)
      else sendText(response, 404, 'not found')
    } catch (error) {
      log.error({ error, path }, 'an HTTP request failed')
      if (!response.headersSent) sendText(response, 500, 'internal error')
    }
  })
  server.requestTimeout = 10_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeIdleConnections()
      }),
  }
}

function findRoute(routes: Routes, method: string, path: string): RouteHandler | undefined {
  const exact = routes[`${method} ${path}`]
  if (exact) return exact
  const prefix = Object.keys(routes).find((route) => route.endsWith('/') && `${method} ${path}`.startsWith(route))
  return prefix ? routes[prefix] : undefined
}

export function sendText(response: ServerResponse, status: number, text: string, type = 'text/plain'): void {
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' }).end(text)
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  sendText(response, status, JSON.stringify(value), 'application/json')
}
