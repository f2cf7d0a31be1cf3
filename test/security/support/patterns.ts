import { globSync, readFileSync } from 'node:fs'
import { parseAst } from 'vitest/node'

/** A regular expression, and where somebody finds it. */
export interface Pattern {
  readonly at: string
  readonly source: string
  readonly flags: string
}

interface Found {
  readonly patterns: readonly Pattern[]
  /** Files that put patterns together while they run. */
  readonly makers: readonly string[]
}

/** Every regular expression of the program, as its parser sees it: a slash in a text or a comment is none. */
export function findPatterns(): Found {
  const patterns: Pattern[] = []
  const makers = new Set<string>()
  for (const file of globSync('src/**/*.{ts,js}', { exclude: ['**/*.d.ts'] }).map((name) =>
    name.replaceAll('\\', '/'),
  )) {
    const text = readFileSync(file, 'utf8')
    visit(parseAst(text, { lang: 'ts' }), (node) => {
      if (node.type === 'Literal' && isRecord(node.regex)) {
        const { pattern, flags } = node.regex
        patterns.push({ at: `${file}:${lineOf(text, node.start)}`, source: String(pattern), flags: String(flags) })
      }
      if (makesPattern(node)) makers.add(file)
    })
  }
  return { patterns, makers: [...makers] }
}

const makesPattern = ({ type, callee }: Node): boolean =>
  (type === 'NewExpression' || type === 'CallExpression') && isRecord(callee) && callee.name === 'RegExp'

type Node = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof RegExp)

function visit(value: unknown, see: (node: Node) => void): void {
  if (Array.isArray(value)) for (const child of value) visit(child, see)
  if (!isRecord(value)) return
  if ('type' in value) see(value)
  for (const child of Object.values(value)) visit(child, see)
}

const lineOf = (text: string, start: unknown): number => text.slice(0, Number(start)).split('\n').length

/** What `new RegExp` is called with while some work runs. */
export async function watchMaking(at: string, work: () => Promise<unknown>): Promise<Pattern[]> {
  const made = new Map<string, Pattern>()
  const Real = globalThis.RegExp
  globalThis.RegExp = new Proxy(Real, {
    construct(target, given: [source: string, flags?: string]) {
      const pattern = new target(...given)
      const { source, flags } = pattern
      made.set(`/${source}/${flags}`, { at, source, flags })
      return pattern
    },
  })
  try {
    await work()
  } finally {
    globalThis.RegExp = Real
  }
  return [...made.values()]
}
