import { pino } from 'pino'
import type { Log } from './domain/log.ts'

/**
 * Logs as lines of JSON on standard output. Whatever else is wrong, no secret leaves through here: the values of the
 * secret settings are taken out of each finished line.
 */
export function createLog(
  level: string,
  secrets: readonly (string | undefined)[],
  write?: (line: string) => void,
): Log {
  const hidden = secrets.filter((secret): secret is string => secret !== undefined && secret.length >= 6)
  const scrub = (line: string) =>
    hidden.reduce(
      (text, secret) => text.replaceAll(secret, '[secret]').replaceAll(encodeURIComponent(secret), '[secret]'),
      line,
    )
  const options = {
    level,
    base: null,
    serializers: { error: describeError },
    hooks: { streamWrite: scrub },
  }
  return write ? pino(options, { write }) : pino(options)
}

/** An error with its causes, without whatever objects libraries hang onto it: requests carry tokens. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {}
  const cause = error.cause === undefined ? {} : { cause: describeError(error.cause) }
  return { name: error.name, message: error.message, stack: error.stack, ...code, ...cause }
}
