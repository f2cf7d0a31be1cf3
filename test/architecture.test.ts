import { spawnSync } from 'node:child_process'
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'

const apart = [
  ['a feature and another feature', 'src/features/one/view.ts', '../two/index.ts'],
  ['a feature and the sandbox', 'src/features/three/view.ts', '../../sandbox/index.ts'],
  ['a room of a feature and another feature', 'src/features/six/card/view.ts', '../../two/index.ts'],
  ['the core and a feature', 'src/chatops/routing/router.ts', '../../features/index.ts'],
  ['an adapter and another adapter', 'src/slack/app.ts', '../mistral/index.ts'],
  ['an adapter and the core', 'src/mistral/client.ts', '../chatops/context.ts'],
  ['a room of an adapter and another adapter', 'src/storage/audit/read.ts', '../../slack/app.ts'],
  ['the domain and an adapter', 'src/domain/usage/spend.ts', '../../mistral/index.ts'],
  ['the sandbox’s Mistral and the bot’s client', 'src/sandbox/mistral/index.ts', '../../mistral/index.ts'],
] as const

const together = [
  ['a feature uses the core', 'src/features/four/view.ts', '../../chatops/blocks.ts'],
  ['a feature uses its own files', 'src/features/five/view.ts', './report.ts'],
  ['a room of a feature uses another room of it', 'src/features/seven/card/view.ts', '../store/rows.ts'],
  ['a room of a feature uses the core', 'src/features/eight/card/view.ts', '../../../chatops/blocks.ts'],
  ['a subject of the domain uses another', 'src/domain/limit/raise.ts', '../money/money.ts'],
  ['the scheduler uses the storage', 'src/scheduler/jobs.ts', '../storage/database.ts'],
  ['an adapter uses the domain', 'src/storage/open.ts', '../domain/clock.ts'],
] as const

describe('imports point one way, and the linter says so', () => {
  const folder = mkdtempSync(join(tmpdir(), 'chatops-lint-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const complaints = lintTogether(folder, [...apart, ...together])

  test.each(apart)('%s stay apart', (_, file) => {
    expect(complaints).toContain(file)
  })

  test.each(together)('%s', (_, file) => {
    expect(complaints).not.toContain(file)
  })
})

/** Lints a little program of such files under the project's own rules, and tells which files the rule names. */
function lintTogether(folder: string, imports: readonly (readonly [string, string, string])[]): string {
  const settings = JSON.parse(readFileSync('.biome.json', 'utf8'))
  writeFileSync(join(folder, '.biome.json'), JSON.stringify({ ...settings, vcs: { enabled: false } }))
  for (const [, file, from] of imports) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), `import { thing } from '${from}'\n\nexport const kept = thing\n`)
  }
  const lint = [
    'lint',
    '--config-path=.biome.json',
    '--only=style/noRestrictedImports',
    '--max-diagnostics=none',
    'src',
  ]
  const { stdout, stderr } = spawnSync(process.execPath, [resolve('node_modules/@biomejs/biome/bin/biome'), ...lint], {
    cwd: folder,
    encoding: 'utf8',
  })
  return `${stdout}${stderr}`
}

describe('files that import each other in a circle', () => {
  const importing = /^(?:import|export) (type )?[^'"]*?from '(\.[^']+)'/gms
  const files = globSync('src/**/*.ts').map((file) => file.replaceAll('\\', '/'))
  const readImports = (file: string, withTypes: boolean): string[] =>
    [...readFileSync(file, 'utf8').matchAll(importing)]
      .filter(([, isType]) => withTypes || !isType)
      .map(([, , target = '']) => join(dirname(file), target).replaceAll('\\', '/'))

  test('there are none that run', () => {
    expect(findCircles(files, (file) => readImports(file, false))).toEqual([])
  })

  test('by their types there is one: the core holds the registry of features, whose handlers take the core', () => {
    const circles = findCircles(files, (file) => readImports(file, true))
    expect(circles).toHaveLength(1)
    expect(circles[0]).toEqual(expect.arrayContaining(['src/chatops/context.ts', 'src/chatops/contract.ts']))
    expect(circles[0]?.filter((file) => !file.startsWith('src/chatops/'))).toEqual([])
  })
})

/** Groups of files of which each reaches each other one (Tarjan's strongly connected components). */
function findCircles(files: readonly string[], importsOf: (file: string) => readonly string[]): string[][] {
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const path: string[] = []
  const circles: string[][] = []
  const visit = (file: string) => {
    order.set(file, order.size)
    lowest.set(file, order.size - 1)
    path.push(file)
    for (const next of importsOf(file).filter((found) => files.includes(found))) {
      if (!order.has(next)) visit(next)
      if (path.includes(next)) lowest.set(file, Math.min(lowest.get(file)!, lowest.get(next)!))
    }
    if (lowest.get(file) !== order.get(file)) return
    const circle = path.splice(path.indexOf(file))
    if (circle.length > 1) circles.push(circle)
  }
  for (const file of files) if (!order.has(file)) visit(file)
  return circles
}
