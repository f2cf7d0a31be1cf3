import type { IncomingMessage, ServerResponse } from 'node:http'
import { HTTPReceiver, isValidSlackRequest } from '@slack/bolt'
import type { Log } from '../domain/log.ts'
import { slackLogger } from './logger.ts'

const largestBody = 1024 * 1024
/** Slack's own bound: an older or newer timestamp is refused, so a signature needs no longer memory than twice that. */
const toleranceMs = 5 * 60_000

/**
 * Slack's requests over HTTP. Bolt checks signature and age, but lets a byte-identical copy through for five minutes, and
 * one from the future: what was seen is remembered here, after its signature was found good, so nothing can push it out.
 */
export function createSignedReceiver(signingSecret: string, log: Log) {
  const receiver = new HTTPReceiver({
    signingSecret,
    logger: slackLogger(log),
    endpoints: ['/slack/events'],
    bodyLimit: largestBody,
  })
  const seen = new Map<string, number>()

  function isReplayed(signature: string, now: number): boolean {
    for (const [old, at] of seen) {
      if (now - at < 2 * toleranceMs) break
      seen.delete(old)
    }
    if (seen.has(signature)) return true
    seen.set(signature, now)
    return false
  }

  async function listen(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const rawBody = await readBody(request)
    if (rawBody === undefined) {
      log.warn({ reason: 'too large' }, 'refused a request to /slack/events')
      response.writeHead(413, { connection: 'close' }).end()
      return
    }
    const refusal = refuse(request, rawBody)
    if (refusal) {
      log.warn({ reason: refusal }, 'refused a request to /slack/events')
      response.writeHead(401).end()
      return
    }
    receiver.requestListener(Object.assign(request, { rawBody }), response)
  }

  // The real clock on purpose: the signature's age is about the wire, not about the bot's idea of time.
  function refuse(request: IncomingMessage, rawBody: Buffer): string | undefined {
    const signature = String(request.headers['x-slack-signature'] ?? '')
    const timestamp = Number(request.headers['x-slack-request-timestamp'])
    const now = Date.now()
    if (!signature || !Number.isInteger(timestamp)) return 'unsigned'
    if (Math.abs(now - timestamp * 1000) > toleranceMs) return 'stale'
    const headers = { 'x-slack-signature': signature, 'x-slack-request-timestamp': timestamp }
    if (!isValidSlackRequest({ signingSecret, body: rawBody.toString(), headers })) return 'forged'
    return isReplayed(signature, now) ? 'replayed' : undefined
  }

  return { receiver, listen }
}

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  // Left before its end, a request would be destroyed, and its answer with it.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.length
    if (size > largestBody) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
