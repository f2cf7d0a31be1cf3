import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type ActingWorld, actSchema, perform } from './acts.ts'
import { createFaultSwitches } from './fault-switches.ts'
import { createLive } from './live.ts'
import { createImageProxy, serveFile } from './pictures.ts'
import { readScene } from './scene.ts'
import { send, sendJson } from './send.ts'
import { readShipped } from './shipped.ts'
import { takeUpload } from './uploads.ts'

export type PageOptions = Omit<ActingWorld, 'faults'> & { readonly port: number }

export interface Page {
  readonly url: string
  close(): Promise<void>
}

type Handler = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void> | void

const largestBody = 20_000_000

/** The page in which one uses the sandbox, for browsers on this machine alone. */
export async function startPage({ port, ...options }: PageOptions): Promise<Page> {
  const world: ActingWorld = { ...options, faults: createFaultSwitches(options.slack, options.mistral) }
  const live = createLive(world)
  const serveImage = createImageProxy(world)

  const handlers: Readonly<Record<string, Handler>> = {
    'GET /': async (_, response, { searchParams }) => {
      // React is loaded when somebody looks: tests and one-shot answers do without.
      const { drawPage } = await import('./draw/page.ts')
      send(response, 200, 'text/html; charset=utf-8', drawPage(readScene(world, searchParams)))
    },
    'GET /events': (_, response) => live.open(response),
    'GET /image': (_, response, { searchParams }) => serveImage(response, searchParams.get('url') ?? ''),
    'POST /act': async (request, response) => {
      const act = actSchema.parse(JSON.parse((await readBody(request)).toString()))
      const error = await perform(world, act)
      live.announce()
      sendJson(response, 200, { error })
    },
    'POST /upload': async (request, response, { searchParams }) => {
      const answer = await takeUpload(world, searchParams, await readBody(request))
      sendJson(response, 200, answer)
    },
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    if (!isOurs(request)) return send(response, 403, 'text/plain', 'This page is for this machine alone.')
    const handler = handlers[`${request.method} ${url.pathname}`]
    if (handler) return handler(request, response, url)
    if (url.pathname.startsWith('/files/')) return serveFile(world, response, url.pathname)
    const shipped = await readShipped(url.pathname)
    if (shipped) return send(response, 200, shipped.contentType, shipped.body)
    send(response, 404, 'text/plain', 'not found')
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      const text = error instanceof Error ? error.message : String(error)
      if (!response.headersSent) sendJson(response, 400, { error: text })
    })
  })
  const url = `http://127.0.0.1:${await listen(server, port)}/`
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        live.close()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Takes the port, or the next that is free. */
async function listen(server: Server, port: number): Promise<number> {
  try {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  } catch (error) {
    if (port > 0 && error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      return listen(server, port + 1)
    throw error
  }
}

/** Other sites must neither read the page under a name of theirs nor act on it. */
function isOurs({ headers, method }: IncomingMessage): boolean {
  const isLocal = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(headers.host ?? '')
  const origin = headers.origin
  return isLocal && (method === 'GET' || origin === undefined || new URL(origin).host === headers.host)
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > largestBody) throw new RangeError('that is too large')
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}
