import { request } from 'undici'
import { type Skew, skewByHeader } from './date-skew.ts'

const timeoutMs = 10_000

/** What Slack said to one question, or that it said nothing. */
export type SlackAnswer =
  | {
      readonly kind: 'answered'
      readonly body: Readonly<Record<string, unknown>>
      readonly scopes: readonly string[] | undefined
      readonly skew: Skew | undefined
    }
  /** Slack's own word, "missing_scope". */
  | { readonly kind: 'refused'; readonly error: string; readonly skew: Skew | undefined }
  | { readonly kind: 'silent' }

/** All that the doctor ever asks: nothing of it posts, joins or changes. */
export type SlackQuestion =
  | 'auth.test'
  | 'apps.connections.open'
  | 'bots.info'
  | 'conversations.info'
  | 'conversations.members'
  | 'users.info'
  | 'usergroups.list'

export type AskSlack = (
  question: SlackQuestion,
  words?: Readonly<Record<string, string>>,
  token?: string,
) => Promise<SlackAnswer>

/** By hand and not through Slack's library: only so are the permissions and the time of an answer to be had. */
export function createAskSlack(apiUrl: string, botToken: string): AskSlack {
  return async (question, words = {}, token = botToken) => {
    // Nobody needs to be asked about a token that is not there.
    if (token === '') return { kind: 'refused', error: 'not_authed', skew: undefined }
    const sentAt = Date.now()
    try {
      const { headers, body } = await request(new URL(question, apiUrl), {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(words).toString(),
        signal: AbortSignal.timeout(timeoutMs),
      })
      const skew = skewByHeader([headers.date].flat()[0], sentAt, Date.now())
      const answer: unknown = await body.json()
      if (!isObject(answer)) return { kind: 'silent' }
      if (answer.ok !== true) return { kind: 'refused', error: wordOf(answer.error), skew }
      const scopes = [headers['x-oauth-scopes']].flat()[0]
      return { kind: 'answered', body: answer, scopes: scopes?.split(',').map((scope) => scope.trim()), skew }
    } catch {
      return { kind: 'silent' }
    }
  }
}

/** Slack's errors are words; anything else might quote what was sent. */
const wordOf = (error: unknown): string =>
  typeof error === 'string' && /^[a-z_]{1,60}$/.test(error) ? error : 'unknown_error'

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined
