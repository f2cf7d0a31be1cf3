import { request } from 'undici'
import { UpstreamError } from '../domain/errors.ts'
import type { Message } from './message.ts'

/** An answer may hold figures: it goes to Slack, or to the Slack that SLACK_API_URL names, and nowhere else. */
export function isSlacksUrl(url: string, apiUrl: string): boolean {
  const target = URL.parse(url)
  if (!target) return false
  if (target.origin === new URL(apiUrl).origin) return true
  return target.protocol === 'https:' && /(^|\.)slack(-gov)?\.com$/.test(target.hostname)
}

/**
 * Answers through a response_url: five uses within 30 minutes, and only a click's can replace. Tried once, because an
 * answer that comes twice is worse than one that is asked for again.
 */
export async function respond(url: string, message: Message, { replaces }: { replaces: boolean }): Promise<void> {
  const { text, blocks } = message
  let status: number
  let body: string
  try {
    const answer = await request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ response_type: 'ephemeral', replace_original: replaces, text, blocks }),
      headersTimeout: 10_000,
      bodyTimeout: 10_000,
    })
    body = await answer.body.text()
    status = answer.statusCode
  } catch (cause) {
    throw new UpstreamError('slack', 'down', 'response_url', { cause, outcomeUnknown: true })
  }
  // Some refusals come with status 200, as those of the Web API do.
  const isRefused = status >= 400 || /"ok"\s*:\s*false/.test(body)
  if (isRefused) throw new UpstreamError('slack', status >= 500 ? 'down' : 'refused', 'response_url', { status })
}
