import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Context, HTTPReceiver, isValidSlackRequest } from '@slack/bolt'
import type { Log } from '../domain/log.ts'
import { admit } from './door.ts'
import type { IsFirstSight } from './first-sight.ts'
import { slackLogger } from './logger.ts'

const largestBody = 1024 * 1024
/** All bodies under way together: whoever sends many and finishes none fills this, and not the memory. */
const mostBuffered = 32 * largestBody
/** What Slack sends is smaller than this, and is taken all the same while somebody fills the rest. */
const smallBody = 64 * 1024
/** Slack's own bound: an older or newer timestamp is refused, so a signature needs no longer memory than twice that. */
const toleranceMs = 5 * 60_000

const endpoint = '/slack/events'

/** Bolt hands it on in its context: asked only once Slack has its acknowledgement, since it takes the database. */
type AskIsCopy = () => Promise<boolean>

/** Whether it came before, to this instance or another, in this run or an earlier one; then it is acknowledged and nothing more. */
export async function isCopy(context: Context): Promise<boolean> {
  const ask: AskIsCopy | undefined = context.isCopy
  return ask ? await ask() : false
}

/**
 * Slack's requests over HTTP. Bolt checks signature and age, but lets a byte-identical copy through for five minutes, one
 * from the future, and one whose signature goes on after its end: what was seen is remembered in exactly one form.
 */
export function createSignedReceiver(signingSecret: string, log: Log, isFirstSight: IsFirstSight) {
  const receiver = new HTTPReceiver({
    signingSecret,
    logger: slackLogger(log),
    endpoints: [endpoint],
    bodyLimit: largestBody,
    customPropertiesExtractor: (request): { isCopy: AskIsCopy } => ({
      isCopy: () => wasSeenElsewhere(signatureOf(request)),
    }),
  })
  /** What this instance saw, also while the database is away. */
  const seen = new Map<string, number>()
  let buffered = 0

  function wasSeenHere(signature: string, now: number): boolean {
    for (const [old, at] of seen) {
      if (now - at < 2 * toleranceMs) break
      seen.delete(old)
    }
    if (seen.has(signature)) return true
    seen.set(signature, now)
    return false
  }

  async function wasSeenElsewhere(signature: string): Promise<boolean> {
    const isReplayed = !(await isFirstSight(signature))
    if (isReplayed) log.warn({ reason: 'replayed' }, 'refused a request to /slack/events')
    return isReplayed
  }

  async function listen(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refuse = (status: number, reason: string) => {
      log.warn({ reason }, 'refused a request to /slack/events')
      // What is left of its body is not read.
      response.writeHead(status, status === 401 ? {} : { connection: 'close' }).end()
    }
    const unread = refuseUnread(request)
    if (unread) return refuse(unread === 'too large' ? 413 : 401, unread)
    const rawBody = await readBody(request)
    if (typeof rawBody === 'string') return refuse(rawBody === 'too large' ? 413 : 503, rawBody)
    if (!isSigned(request, rawBody)) return refuse(401, 'forged')
    if (wasSeenHere(signatureOf(request), Date.now())) return refuse(401, 'replayed')
    const admission = admit(request.headers['content-type'] ?? '', rawBody.toString())
    if (admission === 'refuse') return refuse(400, 'no payload')
    if (admission === 'ignore') return void response.writeHead(200).end()
    // Wherever this server has it: Bolt knows one address, and the signature covers none.
    receiver.requestListener(Object.assign(request, { rawBody, url: endpoint }), response)
  }

  function isSigned(request: IncomingMessage, rawBody: Buffer): boolean {
    const headers = { 'x-slack-signature': signatureOf(request), 'x-slack-request-timestamp': timestampOf(request) }
    return isValidSlackRequest({ signingSecret, body: rawBody.toString(), headers })
  }

  /** The body, or why it was not read to its end. */
  async function readBody(request: IncomingMessage): Promise<Buffer | 'too large' | 'too much at once'> {
    const chunks: Buffer[] = []
    let size = 0
    try {
      // Left before its end, a request would be destroyed, and its answer with it.
      for await (const chunk of request.iterator({ destroyOnReturn: false })) {
        size += chunk.length
        buffered += chunk.length
        if (size > largestBody) return 'too large'
        if (buffered > mostBuffered && size > smallBody) return 'too much at once'
        chunks.push(chunk)
      }
      return Buffer.concat(chunks)
    } finally {
      buffered -= size
    }
  }

  return { receiver, listen }
}

const signatureOf = ({ headers }: IncomingMessage): string => String(headers['x-slack-signature'] ?? '')
const timestampOf = ({ headers }: IncomingMessage): number => Number(headers['x-slack-request-timestamp'])

/** What the headers alone say, before a byte of the body is read. */
function refuseUnread(request: IncomingMessage): 'unsigned' | 'forged' | 'stale' | 'too large' | undefined {
  const timestamp = timestampOf(request)
  if (signatureOf(request) === '' || !Number.isInteger(timestamp)) return 'unsigned'
  // The exact form: Slack's check ignores what follows a second "=", and such a copy would pass as new.
  if (!/^v0=[\da-f]{64}$/.test(signatureOf(request))) return 'forged'
  // The real clock on purpose: the signature's age is about the wire, not about the bot's idea of time.
  if (Math.abs(Date.now() - timestamp * 1000) > toleranceMs) return 'stale'
  return Number(request.headers['content-length'] ?? 0) > largestBody ? 'too large' : undefined
}
