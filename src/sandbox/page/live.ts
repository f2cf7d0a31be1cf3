import type { ServerResponse } from 'node:http'
import type { World } from './scene.ts'

/** Changes come in bursts; people see no difference below this. */
const gatheringMs = 40
const heartbeatMs = 20_000

export type Live = ReturnType<typeof createLive>

/** Tells every window that something changed, by server-sent events; each looks for itself at what. */
export function createLive({ slack, mistral }: Pick<World, 'slack' | 'mistral'>) {
  const windows = new Set<ServerResponse>()
  let gathering: NodeJS.Timeout | undefined

  const write = (text: string) => {
    for (const window of windows) window.write(text)
  }
  const announce = () => {
    gathering ??= setTimeout(() => {
      gathering = undefined
      write('data: changed\n\n')
    }, gatheringMs)
  }
  const stopListening = [slack.on(announce), mistral.on(announce)]
  const heartbeat = setInterval(() => write('data: changed\n\n'), heartbeatMs)
  heartbeat.unref()

  return {
    announce,
    open(response: ServerResponse): void {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
      response.write('retry: 1000\n\n')
      windows.add(response)
      response.on('close', () => windows.delete(response))
    },
    close(): void {
      clearInterval(heartbeat)
      clearTimeout(gathering)
      for (const stop of stopListening) stop()
      for (const window of windows) window.end()
    },
  }
}
