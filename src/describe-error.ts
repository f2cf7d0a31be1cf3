import { fileURLToPath } from 'node:url'

/** What may be known of an error without its words: they may quote a person, an amount or a key. */
export interface DescribedError {
  readonly name: string
  readonly [fact: string]: unknown
}

/** One of our own words: "keyRefused", "postgres". */
export const isWord = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= 40 && /^[a-z]+([A-Z][a-z]+)*$/.test(value)

/** Errors of our own whose names do not end in "Error". */
const ownNames = [
  ...['InvalidInput', 'NotAllowed', 'NotFound', 'Conflict', 'QueueFull', 'QueueClosed'],
  ...['DatabaseUnavailable', 'NewerSchema', 'MigrationFailed', 'CopyRefused', 'Refusal'],
  ...['UnreadableRates', 'RatesNotFetched'],
]
const deepest = 4

/** Its kind, its codes, where it arose, and the same of what caused it. */
export function describeError(error: unknown, depth = 0): DescribedError {
  try {
    return describe(error, depth)
  } catch {
    // Some libraries' errors throw when they are read.
    return { name: 'unreadable' }
  }
}

/** The same in one short line, where it is stored and shown: "UpstreamError: unreachable, at src/mistral/client.ts:40:9". */
export function describeErrorShortly(error: unknown): string {
  const { name, at, cause: _cause, errors: _errors, ...facts } = describeError(error)
  const [place] = Array.isArray(at) ? at : []
  const details = [...Object.values(facts).map(String), ...(place ? [`at ${place}`] : [])]
  return details.length > 0 ? `${name}: ${details.join(', ')}` : name
}

function describe(error: unknown, depth: number): DescribedError {
  if (!(error instanceof Error)) return { name: typeof error }
  const inner = error instanceof AggregateError ? error.errors.slice(0, 3) : []
  return {
    name: nameOf(error),
    ...factsOf(error),
    at: readPlaces(error),
    ...(error.cause === undefined || depth >= deepest ? {} : { cause: describeError(error.cause, depth + 1) }),
    ...(inner.length === 0 || depth >= deepest ? {} : { errors: inner.map((one) => describeError(one, depth + 1)) }),
  }
}

const nameOf = ({ name }: Error): string =>
  typeof name === 'string' &&
  (ownNames.includes(name) || /^([A-Z][a-z]+){0,3}(API|HTTP)?([A-Z][a-z]+){0,2}(Error|Exception)$/.test(name))
    ? name
    : 'Error'

/** The facts of our own errors and the codes of libraries', each only in its shape. */
function factsOf(error: Error): Record<string, unknown> {
  const facts: Record<string, unknown> = {}
  const take = (name: string, isFit: (value: unknown) => boolean) => {
    const value: unknown = name in error ? Reflect.get(error, name) : undefined
    if (value !== undefined && isFit(value)) facts[name] = value
  }
  take('code', isCode)
  // PostgreSQL's codes are digits and letters: only its own errors have a severity beside them.
  if ('severity' in error) take('code', (value) => typeof value === 'string' && /^[0-9A-Z]{5}$/.test(value))
  take('errcode', isStatus)
  take('status', isStatus)
  take('service', (value) => value === 'mistral' || value === 'slack')
  for (const name of ['reason', 'what']) take(name, isWord)
  take(
    'call',
    (value) => typeof value === 'string' && /^(GET|POST) \/[a-z/_-]{1,60}$|^[a-z]+(\.[a-zA-Z0-9]+)+$/.test(value),
  )
  take('setting', (value) => value === 'DATABASE_URL' || value === 'DATA_DIR')
  take('migration', (value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}-[a-z-]{1,40}$/.test(value))
  return facts
}

/** "ECONNREFUSED", "ERR_SQLITE_ERROR", or a word of Slack's, "not_in_channel". */
const isCode = (value: unknown): boolean =>
  typeof value === 'string' && value.length <= 40 && /^E[A-Z]+$|^[A-Z]+(_[A-Z]+)+$|^[a-z]+(_[a-z]+)+$/.test(value)
const isStatus = (value: unknown): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 1_000

const root = fileURLToPath(new URL('..', import.meta.url)).replaceAll('\\', '/')
const mostPlaces = 12

/** Files and lines of this program and its packages. The message stands before them, and may look like one of them. */
function readPlaces(error: Error): string[] {
  const stack = String(error.stack ?? '')
  const end = error.message ? stack.indexOf(error.message) : -1
  const below = end < 0 ? stack : stack.slice(end + error.message.length)
  return below
    .split('\n')
    .flatMap((line) => /^ {4}at (?:.* \()?(?:file:\/\/)?([^()]+:\d+:\d+)\)?$/.exec(line)?.[1] ?? [])
    .map((place) => place.replaceAll('\\', '/').replace(/^\/(?=[A-Za-z]:\/)/, ''))
    .flatMap((place) => (place.startsWith(root) ? place.slice(root.length) : place.startsWith('node:') ? place : []))
    .filter((place) => /^(node:|src\/|test\/|node_modules\/)[\w@./+-]+:\d+:\d+$/.test(place))
    .slice(0, mostPlaces)
}
