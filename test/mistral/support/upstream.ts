import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { createMistral, type MistralOptions } from '../../../src/mistral/index.ts'
import { createJumpingClock } from './clock.ts'

export interface Seen {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** JSON with a status, or a free hand over the response: to hang, to cut, to talk nonsense. */
export type Reply =
  | {
      readonly status?: number
      readonly headers?: Record<string, string>
      readonly json?: unknown
      readonly text?: string
    }
  | ((response: ServerResponse) => void)
type Script = (seen: Seen, turn: number) => Reply | Promise<Reply>

/** A server on this machine that says what the test wrote for it, and remembers what it was asked. */
export async function startUpstream(script: Script): Promise<{ url: string; seen: Seen[] }> {
  const seen: Seen[] = []
  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = []
    for await (const chunk of request) chunks.push(chunk)
    const url = new URL(request.url ?? '/', 'http://upstream')
    const asked: Seen = {
      method: request.method ?? '',
      path: url.pathname.replace('/api/admin', ''),
      query: Object.fromEntries(url.searchParams),
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
    }
    const turn = seen.push(asked)
    const reply = await script(asked, turn)
    if (typeof reply === 'function') return reply(response)
    response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers })
    response.end(reply.text ?? JSON.stringify(reply.json ?? {}))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/api/admin`, seen }
}

/** Its first letters are like nothing else, so that a test can tell even a quoted part of it. */
export const testKeyStart = 'Zq7Xw9'
export const testKey = `${testKeyStart}-that-nobody-may-see`

/** The real client against a scripted server, on a clock that jumps. */
export async function startMistral(script: Script, options: Partial<MistralOptions> = {}) {
  const { url, seen } = await startUpstream(script)
  const clock = createJumpingClock()
  const mistral = createMistral({ url, key: testKey, clock, random: () => 0.5, ...options })
  onTestFinished(() => mistral.close())
  return { mistral, seen, clock, url }
}

/** A gate that a test opens when everybody whom it waits for has arrived. */
export function createGate() {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { opened: promise, open: resolve }
}

export const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  )
