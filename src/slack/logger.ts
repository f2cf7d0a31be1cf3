import { type Logger, LogLevel } from '@slack/bolt'
import type { Log } from '../domain/log.ts'

const topics = {
  'no pong': /pong|ping/i,
  'rate limit': /rate.?limit|429/i,
  connection: /websocket|socket|connect|disconnect/i,
  'no acknowledgement': /ack/i,
  retry: /retr/i,
  'http request': /http|request|fetch/i,
  warning: /warning|deprecat/i,
} as const

/** What it is about: their words may quote what was sent, so they stay out. */
function topicOf(parts: readonly unknown[]): string {
  const text = parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ')
  return Object.entries(topics).find(([, pattern]) => pattern.test(text))?.[0] ?? 'other'
}

/** Slack's libraries log through ours. Their debug lines hold whole payloads, tokens and names included: dropped. */
export function slackLogger(log: Log): Logger {
  const say =
    (level: 'info' | 'warn' | 'error') =>
    (...parts: unknown[]) =>
      log[level](
        { from: 'slack', topic: topicOf(parts), error: parts.find((part) => part instanceof Error) },
        'Slack’s library',
      )
  return {
    debug: () => {},
    info: () => {},
    warn: say('warn'),
    error: say('error'),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  }
}
