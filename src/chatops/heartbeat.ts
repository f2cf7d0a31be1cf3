import { request } from 'undici'
import type { Core } from './context.ts'
import { judgeSlack } from './readiness.ts'

const timeoutMs = 10_000

/**
 * Tells a dead man's switch that the bot is well: what it raises an alarm about is silence. The address is a secret of
 * its own, so no line of the log holds it, and no failure of it keeps the bot from its work.
 */
export async function sendHeartbeat({
  config,
  log,
  installation,
}: Pick<Core, 'config' | 'log' | 'installation'>): Promise<void> {
  const { heartbeatUrl } = config
  if (!heartbeatUrl) return
  const trouble = judgeSlack(installation.slackCalls())
  if (trouble) return log.warn({ reason: trouble }, 'sent no heartbeat: whatever happens, nobody could be told')
  try {
    const { statusCode, body } = await request(heartbeatUrl, { signal: AbortSignal.timeout(timeoutMs) })
    await body.dump()
    if (statusCode >= 400) log.warn({ status: statusCode }, 'HEARTBEAT_URL did not take the heartbeat')
  } catch {
    log.warn({}, 'HEARTBEAT_URL does not answer')
  }
}
