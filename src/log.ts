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
  const options = {
    level,
    base: null,
    serializers: { error: describeError },
    hooks: { streamWrite: hideSecrets(secrets) },
  }
  return write ? pino(options, { write }) : pino(options)
}

/** Takes the values of secret settings out of a finished text, as they are and as an address would hold them. */
export function hideSecrets(secrets: readonly (string | undefined)[]): (text: string) => string {
  const hidden = secrets.filter((secret): secret is string => secret !== undefined && secret.length >= 6)
  return (whole) =>
    hidden.reduce(
      (text, secret) => text.replaceAll(secret, '[secret]').replaceAll(encodeURIComponent(secret), '[secret]'),
      whole,
    )
}

/** An error with its causes, without whatever objects libraries hang onto it: requests carry tokens. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {}
  const cause = error.cause === undefined ? {} : { cause: describeError(error.cause) }
  return { name: error.name, message: error.message, stack: error.stack, ...code, ...cause }
}
