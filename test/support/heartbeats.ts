import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** A dead man's switch on this machine, and the paths on which it was called; from the second call on it fails, if wanted. */
export async function startHeartbeats({ failsLater = false } = {}) {
  const beats: string[] = []
  const server = createServer((incoming, outgoing) => {
    beats.push(incoming.url ?? '')
    outgoing.writeHead(failsLater && beats.length > 1 ? 500 : 200).end()
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, beats }
}
