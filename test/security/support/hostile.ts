import fc from 'fast-check'

/** What somebody types who wants something else to happen than a command. */
export const hostileTexts: readonly string[] = [
  '',
  ' ',
  '\0',
  '\ud800',
  '\udc00\ud800',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '<!channel>',
  '<!subteam^S0PLATFORM>',
  '<@U0CLAIRE>',
  '<https://evil.example|your invoice>',
  "'; drop table people; --",
  '{{7*7}}#{7*7}',
  '../../../../etc/passwd',
  '..%2f..%2f',
  '\r\nX-Evil: 1\r\n\r\n',
  '\u202edetrevni\u202c',
  '=HYPERLINK("https://evil.example","€0")',
  '$& $` $1',
  'NaN',
  'Infinity',
  '-1',
  '-0',
  '0',
  '1e308',
  '1e-308',
  '0x10',
  '٥٠٠',
  '9'.repeat(3_000),
  '0.'.padEnd(3_000, '1'),
  'x'.repeat(3_000),
  `${' '.repeat(2_990)}share`,
  `hi${'!'.repeat(2_900)}1`,
  '"'.repeat(3_000),
  '👩‍👩‍👧‍👦'.repeat(300),
  'e\u0301\u0301\u0301'.repeat(500),
  'null',
  'undefined',
  '[]',
  '{"a":1}',
  '2026-02-31',
  '9999-99-99',
  '0000-00-00',
  '2026-11..2026-10',
  '25:61',
  'Etc/GMT+99',
  'C0GENERAL',
  'D0CLAIRE',
  'U0NOBODY',
]

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...hostileTexts) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
)

const deep = (depth: number): unknown => JSON.parse(`${'{"a":['.repeat(depth)}1${']}'.repeat(depth)}`)

/** What stands where a text, a number or an object is expected. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1.5,
    2 ** 53,
    1e300,
    [],
    [[]],
    [null],
    {},
    { a: 1 },
    { type: 'x' },
    deep(50),
    deep(400),
  ),
  // As JSON can write it, and an object literal cannot.
  fc.constant(JSON.parse('{"__proto__":{"isAdmin":true},"constructor":{"prototype":{}},"id":"U0CLAIRE"}') as unknown),
  fc.constant('x'.repeat(200_000)),
)

type Json = Readonly<Record<string, unknown>>
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null

/** Every place in a value that has a name. */
function listPaths(value: unknown, depth = 0): (readonly string[])[] {
  if (!isJson(value) || depth > 12) return []
  return Object.entries(value).flatMap(([key, child]) => [
    [key],
    ...listPaths(child, depth + 1).map((path) => [key, ...path]),
  ])
}

function change(value: unknown, [key, ...rest]: readonly string[], edit: (old: unknown) => unknown): unknown {
  if (key === undefined) return edit(value)
  if (!isJson(value)) return value
  const entries = Object.entries(value).flatMap(([name, child]): [string, unknown][] => {
    if (name !== key) return [[name, child]]
    const changed = change(child, rest, edit)
    return changed === gone ? [] : [[name, changed]]
  })
  return Array.isArray(value) ? entries.map(([, child]) => child) : Object.fromEntries(entries)
}

const gone = Symbol('gone')

/** The same with one place missing, or with something else in it. */
export function mutated<Value>(value: Value): fc.Arbitrary<unknown> {
  const paths = listPaths(value)
  if (paths.length === 0) return fc.constant(value)
  return fc
    .tuple(fc.constantFrom(...paths), fc.oneof({ weight: 3, arbitrary: hostileValue }, fc.constant<unknown>(gone)))
    .map(([path, put]) => change(value, path, () => put))
}

/** The same with several places changed, one after the other. */
export const mutatedOften = <Value>(value: Value, times: number): fc.Arbitrary<unknown> =>
  times <= 1 ? mutated(value) : mutated(value).chain((changed) => mutatedOften(changed, times - 1))

/** The same, where all that bears one name holds something else, or is missing. */
export function mutatedEverywhere<Value>(value: Value): fc.Arbitrary<unknown> {
  const names = [...new Set(listPaths(value).map((path) => path.at(-1) ?? ''))].filter((name) => !/^\d+$/.test(name))
  if (names.length === 0) return mutated(value)
  return fc
    .tuple(fc.constantFrom(...names), fc.oneof({ weight: 4, arbitrary: hostileValue }, fc.constant<unknown>(gone)))
    .map(([name, put]) => replaceEverywhere(value, name, put))
}

function replaceEverywhere(value: unknown, name: string, put: unknown): unknown {
  if (Array.isArray(value)) return value.map((child) => replaceEverywhere(child, name, put))
  if (!isJson(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, child]): [string, unknown][] => {
      if (key !== name) return [[key, replaceEverywhere(child, name, put)]]
      return put === gone ? [] : [[key, put]]
    }),
  )
}
