import { type Routes, sendJson } from './server.ts'

export interface Health {
  isReady(): boolean
  isStopping: boolean
}

/** /healthz: the process lives. /readyz: it can answer people, so Slack is connected and the database can be written. */
export function healthRoutes(health: Health, askStorage: () => Promise<unknown>): Routes {
  return {
    'GET /healthz': (_request, response) => sendJson(response, 200, { status: 'alive' }),
    'GET /readyz': async (_request, response) => {
      const slack = health.isReady()
      const storage = await askStorage().then(
        () => true,
        () => false,
      )
      const isReady = slack && storage && !health.isStopping
      sendJson(response, isReady ? 200 : 503, { status: isReady ? 'ready' : 'not ready', slack, storage })
    },
  }
}
