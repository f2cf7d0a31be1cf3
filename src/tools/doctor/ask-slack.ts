import { request } from 'undici'
import type { Clock } from '../../domain/time/clock.ts'
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

const mostTries = 3
/** Longer than Slack asks anybody to wait; whoever sits before the doctor gets an answer without it. */
const longestWaitMs = 60_000

/** By hand and not through Slack's library: only so are the permissions and the time of an answer to be had. */
export function createAskSlack(apiUrl: string, botToken: string, clock: Pick<Clock, 'sleep'>): AskSlack {
  return async (question, words = {}, token = botToken) => {
    // Nobody needs to be asked about a token that is not there.
    if (token === '') return { kind: 'refused', error: 'not_authed', skew: undefined }
    for (let tries = 1; ; tries += 1) {
      const { answer, waitMs } = await askOnce(new URL(question, apiUrl), words, token)
      if (waitMs === undefined || waitMs > longestWaitMs || tries === mostTries) return answer
      await clock.sleep(waitMs)
    }
  }
}

interface Attempt {
  readonly answer: SlackAnswer
  /** After which Slack wants to be asked again. */
  readonly waitMs?: number
}

async function askOnce(address: URL, words: Readonly<Record<string, string>>, token: string): Promise<Attempt> {
  const sentAt = Date.now()
  try {
    const { statusCode, headers, body } = await request(address, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(words).toString(),
      signal: AbortSignal.timeout(timeoutMs),
    })
    const skew = skewByHeader([headers.date].flat()[0], sentAt, Date.now())
    if (statusCode === 429) {
      await body.dump()
      const seconds = Number([headers['retry-after']].flat()[0] ?? 1)
      return { answer: { kind: 'refused', error: 'ratelimited', skew }, waitMs: (seconds >= 0 ? seconds : 1) * 1_000 }
    }
    const answer: unknown = await body.json()
    if (!isObject(answer)) return { answer: { kind: 'silent' } }
    if (answer.ok !== true) return { answer: { kind: 'refused', error: wordOf(answer.error), skew } }
    const scopes = [headers['x-oauth-scopes']]
      .flat()[0]
      ?.split(',')
      .map((scope) => scope.trim())
    return { answer: { kind: 'answered', body: answer, scopes, skew } }
  } catch {
    return { answer: { kind: 'silent' } }
  }
}

/** Slack's errors are words; anything else might quote what was sent. */
const wordOf = (error: unknown): string =>
  typeof error === 'string' && /^[a-z_]{1,60}$/.test(error) ? error : 'unknown_error'

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined
