import { type Routes, sendJson } from './server.ts'

export interface Readiness {
  isConnected(): boolean
  /** Throws where nothing could be kept. */
  askStorage(): Promise<unknown>
  /** What hampers the bot, in closed words; asked only where it can answer people. */
  findTroubles(): Promise<readonly string[]>
}

/**
 * /healthz: the process lives. /readyz: `ready`; `degraded`, with 200 as well, since people are answered and a restart
 * would mend nothing; or 503, where nobody can be answered: Slack is away, or the database cannot be written.
 */
export function healthRoutes({ isConnected, askStorage, findTroubles }: Readiness): Routes {
  return {
    'GET /healthz': (_request, response) => sendJson(response, 200, { status: 'alive' }),
    'GET /readyz': async (_request, response) => {
      const slack = isConnected()
      const storage = await askStorage().then(
        () => true,
        () => false,
      )
      if (!slack || !storage) return sendJson(response, 503, { status: 'not ready', slack, storage })
      const reasons = await findTroubles().catch(() => ['unknown'])
      if (reasons.length > 0) return sendJson(response, 200, { status: 'degraded', slack, storage, reasons })
      return sendJson(response, 200, { status: 'ready', slack, storage })
    },
  }
}
