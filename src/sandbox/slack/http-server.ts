import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface HttpRequest {
  readonly method: string
  readonly path: string
  readonly headers: Headers
  readonly query: URLSearchParams
  readonly body: Buffer
}

export interface HttpAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: string | Buffer
}

/** What to do with a request: answer it, break its connection, or leave it hanging. */
export type HttpOutcome = HttpAnswer | 'break' | 'hang'

export const json = (body: object, status = 200, headers: Readonly<Record<string, string>> = {}): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(body),
})

/** A small HTTP server on 127.0.0.1 that hands whole requests to one function. */
export async function startHttpServer(port: number, handle: (request: HttpRequest) => Promise<HttpOutcome>) {
  const server = createServer((request, response) => {
    void serve(request, response, handle)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address() as AddressInfo
  return {
    server,
    baseUrl: `http://127.0.0.1:${address.port}/`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  handle: (request: HttpRequest) => Promise<HttpOutcome>,
): Promise<void> {
  try {
    const outcome = await handle(await readRequest(request))
    if (outcome === 'hang') return
    if (outcome === 'break') request.socket.destroy()
    else response.writeHead(outcome.status, outcome.headers ?? {}).end(outcome.body)
  } catch (error) {
    // A mistake of the sandbox itself must be seen by whoever called it.
    if (!response.headersSent) response.writeHead(500)
    response.end(error instanceof Error ? error.stack : String(error))
  }
}

async function readRequest(request: IncomingMessage): Promise<HttpRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1')
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) if (typeof value === 'string') headers.set(name, value)
  return { method: request.method ?? 'GET', path: pathname, headers, query: searchParams, body: Buffer.concat(chunks) }
}
