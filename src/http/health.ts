import { type Routes, sendJson } from './server.ts'

/** /healthz: the process lives. /readyz: it can answer people, so Slack is connected and the database can be written. */
export function healthRoutes(isConnected: () => boolean, askStorage: () => Promise<unknown>): Routes {
  return {
    'GET /healthz': (_request, response) => sendJson(response, 200, { status: 'alive' }),
    'GET /readyz': async (_request, response) => {
      const slack = isConnected()
      const storage = await askStorage().then(
        () => true,
        () => false,
      )
      const isReady = slack && storage
      sendJson(response, isReady ? 200 : 503, { status: isReady ? 'ready' : 'not ready', slack, storage })
    },
  }
}
