import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { onTestFinished } from 'vitest'
import type { Sandbox } from '../../../src/sandbox/index.ts'
import { mutatedEverywhere, mutatedOften } from './hostile.ts'

/** Stands before the sandbox's Mistral and changes what it answers, the same for the same seed and question. */
export async function startLyingMistral(sandbox: Sandbox, seed: number) {
  const honest = new URL(sandbox.environment.MISTRAL_ADMIN_API_URL ?? '')
  const told: { path: string; answer: string }[] = []
  let isHonest = true
  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = []
    for await (const chunk of request) chunks.push(chunk)
    const path = request.url ?? '/'
    const answer = await fetch(new URL(path, honest.origin), {
      method: request.method ?? 'GET',
      headers: { 'x-api-key': String(request.headers['x-api-key'] ?? ''), 'content-type': 'application/json' },
      ...(request.method === 'POST' ? { body: Buffer.concat(chunks) } : {}),
    })
    const text = await answer.text()
    const said = answer.ok && !isHonest ? change(path, text) : text
    if (said !== text) told.push({ path, answer: said })
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(said)
  })

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
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${honest.pathname}`,
    told,
    beginToLie() {
      isHonest = false
    },
  }
}

const hash = (text: string): number => [...text].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 1_000_003, 7)
