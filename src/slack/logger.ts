import { type Logger, LogLevel } from '@slack/bolt'
import type { Log } from '../domain/log.ts'

/** Slack's libraries log through ours. Their debug lines hold whole payloads, tokens and names included: dropped. */
export function slackLogger(log: Log): Logger {
  const say =
    (level: 'info' | 'warn' | 'error') =>
    (...parts: unknown[]) =>
      log[level](
        { from: 'slack' },
        parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' '),
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
