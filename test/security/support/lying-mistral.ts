import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import type { Sandbox } from '../../../src/sandbox/index.ts'
import { mutatedEverywhere, mutatedOften } from './hostile.ts'

/** The bot reads 64 MiB and no more. A lie can be three times that, and each copy of it would hold up this process. */
const longestLie = 65 * 1024 * 1024

/** Stands before the sandbox's Mistral and changes what it answers, the same for the same seed and question. */
export async function startLyingMistral(sandbox: Sandbox, seed: number) {
  const honest = new URL(sandbox.environment.MISTRAL_ADMIN_API_URL ?? '')
  /** The questions that were answered with a lie. */
  const told: string[] = []
  let isHonest = true
  const server = createServer((request, response) => {
    // Whoever asked may be gone by now, and the sandbox with them.
    void answer(request, response).catch(() => response.destroy())
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Uint8Array[] = []
    for await (const chunk of request) chunks.push(chunk)
    const path = request.url ?? '/'
    const honestly = await fetch(new URL(path, honest.origin), {
      method: request.method ?? 'GET',
      headers: { 'x-api-key': String(request.headers['x-api-key'] ?? ''), 'content-type': 'application/json' },
      ...(request.method === 'POST' ? { body: Buffer.concat(chunks) } : {}),
    })
    const text = await honestly.text()
    const said = honestly.ok && !isHonest ? change(path, text) : text
    if (said !== text) told.push(path)
    response.writeHead(honestly.status, { 'content-type': 'application/json' }).end(said.slice(0, longestLie))
  }

  function change(path: string, text: string): string {
    const answer = JSON.parse(text) as unknown
    const [changed] = fc.sample(fc.oneof(mutatedOften(answer, 3), mutatedEverywhere(answer)), {
      seed: seed + hash(path),
      numRuns: 1,
    })
    return JSON.stringify(changed) ?? ''
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${honest.pathname}`,
    told,
    close() {
      server.closeAllConnections()
      server.close()
    },
    beginToLie() {
      isHonest = false
    },
  }
}

const hash = (text: string): number => [...text].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 1_000_003, 7)
