import { createHmac } from 'node:crypto'
import type { Identity } from '../identity.ts'
import { isLoopback } from '../loopback.ts'
import type { Delivery, Parcel } from './parcel.ts'

/** `v0` of Slack's request signatures. */
export const signRequest = (signingSecret: string, timestamp: number, body: string) =>
  `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`

/** Delivers to the bot's request URL, signed as Slack signs. */
export function createHttpDispatch({ signingSecret }: Identity) {
  let requestUrl: string | undefined

  async function deliver(parcel: Parcel, timeoutMs: number): Promise<Delivery> {
    if (!requestUrl) return { acknowledged: false, error: 'dispatch_failed' }
    const { contentType, body } = encode(parcel)
    // The bot compares with its machine's clock, so the sandbox's own clock does not serve here.
    const timestamp = Math.floor(Date.now() / 1_000)
    try {
      const response = await fetch(requestUrl, {
        method: 'POST',
        body,
        headers: {
          'content-type': contentType,
          'x-slack-request-timestamp': String(timestamp),
          'x-slack-signature': signRequest(signingSecret, timestamp, body),
          ...(parcel.retry
            ? { 'x-slack-retry-num': String(parcel.retry.attempt), 'x-slack-retry-reason': parcel.retry.reason }
            : {}),
        },
        signal: AbortSignal.timeout(timeoutMs),
      })
      const text = await response.text()
      if (!response.ok) return { acknowledged: false, error: 'http_service_error' }
      return { acknowledged: true, body: parseAnswer(text, response.headers.get('content-type') ?? '') }
    } catch (error) {
      const isLate = error instanceof Error && error.name === 'TimeoutError'
      return { acknowledged: false, error: isLate ? 'operation_timeout' : 'dispatch_failed' }
    }
  }

  return {
    deliver,
    requestUrl: () => requestUrl,
    setRequestUrl(url: string | undefined): void {
      if (url !== undefined && !isLoopback(url)) throw new Error('the sandbox calls this machine only')
      requestUrl = url
    },
  }
}

function encode({ type, payload }: Parcel): { contentType: string; body: string } {
  const form = 'application/x-www-form-urlencoded'
  if (type === 'events_api') return { contentType: 'application/json', body: JSON.stringify(payload) }
  if (type === 'interactive')
    return { contentType: form, body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString() }
  const fields = Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, String(value)]))
  return { contentType: form, body: new URLSearchParams(fields).toString() }
}

function parseAnswer(text: string, contentType: string): unknown {
  if (text === '') return undefined
  return contentType.includes('application/json') ? JSON.parse(text) : { text }
}
