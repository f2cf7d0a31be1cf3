import { pino } from 'pino'
import { describeError, isWord } from './describe-error.ts'
import type { Log, LogFacts } from './domain/log.ts'
import { requestId } from './domain/request.ts'

/**
 * Logs as lines of JSON on standard output, each with the request that it belongs to. Only facts that are declared get
 * into a line, each in its own shape; and the values of the secret settings are taken out of the finished line as well.
 */
export function createLog(
  level: string,
  secrets: readonly (string | undefined)[],
  write?: (line: string) => void,
): Log {
  const options = {
    level,
    base: null,
    mixin: () => {
      const request = requestId()
      return request === undefined ? {} : { request }
    },
    formatters: { log: keepSafe },
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

type Shape = (value: unknown) => unknown

const withheld = '[withheld]'
const number: Shape = (value) => (typeof value === 'number' ? value : withheld)
const flag: Shape = (value) => (typeof value === 'boolean' ? value : withheld)
const matching =
  (pattern: RegExp): Shape =>
  (value) =>
    typeof value === 'string' && value.length <= 120 && pattern.test(value) ? value : withheld
/** Words between colons: the first of one kind, the others of one of the other kinds. */
const partsMatching =
  (first: RegExp, ...others: readonly RegExp[]): Shape =>
  (value) => {
    if (typeof value !== 'string' || value.length > 120) return withheld
    const [head = '', ...rest] = value.split(':')
    return first.test(head) && rest.every((part) => others.some((kind) => kind.test(part))) ? value : withheld
  }
const word: Shape = (value) => (isWord(value) ? value : withheld)
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** "too much at once", "limits raise". */
const phrase = matching(/^[a-z][a-zA-Z.-]*( [a-z-]+){0,4}$/)

/** How each fact may look; what looks otherwise is withheld. */
const shapes: Readonly<Record<Exclude<keyof LogFacts, 'error'> | 'request', Shape>> = {
  ...{ reason: phrase, command: phrase, wanted: phrase, result: word, kind: phrase, event: phrase, feature: phrase },
  ...{ service: word, trouble: word, audience: word, topic: phrase, from: word, mode: phrase, transport: word },
  ...{ storage: word, kept: word, code: matching(/^[a-z]+(_[a-z]+)*$|^[A-Z]+(_[A-Z0-9]+)*$/) },
  call: matching(/^(GET|POST) [a-z/_ -]+$|^[a-z]+([._][a-zA-Z0-9]+)*$|^file download$/),
  // A message's key is its kind, and the id or the day that it is about.
  key: partsMatching(/^[a-z][a-z.-]*$/, /^[a-z-]+$|^[\d-]{4,10}$|^[\dT.Z-]{2,24}$/, uuid),
  scope: matching(/^[a-z]+$|^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
  month: matching(/^\d{4}-\d{2}$/),
  route: matching(/^(GET|POST) [\w/-]+$/),
  reference: matching(/^[0-9a-f]{8}$/),
  request: matching(/^[0-9a-f]{8}$/),
  version: matching(/^\d+\.\d+\.\d+(?:-[\w.-]*)?$/),
  ...{ status: number, ms: number, waitMs: number, delayMs: number, failures: number, port: number, way: number },
  ...{ of: number, done: number, silent: number, posted: number, changes: number, waiting: number },
  ...{ cutOff: number, sequence: number, months: number, outcomeUnknown: flag },
  setting: matching(/^[A-Z]+(_[A-Z]+)*$/),
}

function keepSafe(facts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(facts)) {
    if (value === undefined || value === null) continue
    if (name === 'error') kept.error = describeError(value)
    else if (isKnown(name)) kept[name] = shapes[name](value)
  }
  return kept
}

const isKnown = (name: string): name is keyof typeof shapes => Object.hasOwn(shapes, name)
