import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { registerFeatures } from '../src/chatops/routing/registry.ts'
import { features } from '../src/features/index.ts'
import { putDataSheet, writeDataSheet } from '../src/tools/write-data-sheet.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const { commands, acts, personalData } = registerFeatures(features)

describe('the README', () => {
  const table = readme.split('| command | answers |')[1]?.split('\n\n')[0] ?? ''
  const named = table
    .split('\n')
    .flatMap((row) => [...(row.split(' | ')[0] ?? '').matchAll(/`(?:\/mistral )?([a-z-]+)/g)])

  test('has exactly the commands that there are in its table', () => {
    const known = new Set([...commands.map(({ name }) => name), ...acts.map(({ name }) => name.split(' ')[0] ?? '')])
    expect(new Set(named.map(([, name]) => name))).toEqual(known)
  })

  test('has the data sheet that the features declare (npm run data-sheet writes it)', () => {
    expect(putDataSheet(readme, personalData)).toBe(readme)
    const rows = writeDataSheet(personalData).split('\n').slice(2)
    expect(rows).toHaveLength(personalData.length)
    for (const row of rows) expect(row.split(' | ')).toHaveLength(5)
    for (const { table: place } of personalData) expect(readme).toContain(`\`${place}\``)
  })

  test('promises no less memory than was measured, and the deployments leave room above it', () => {
    const [, promised = ''] = /some (\d+) MB of\s+memory for each instance/.exec(readme) ?? []
    const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')
    // Several instances are several processes, whose sum stands there.
    const reports = [read('test/bench/latest.md'), read('test/bench/growth.md').split('## instances')[0] ?? '']
    const rows = reports.flatMap((report) => report.match(/^\| memory .*$/gm) ?? [])
    const measured = rows.flatMap((row) => [...row.matchAll(/(\d+) MB/g)].map(([, size]) => Number(size)))
    expect(measured.length).toBeGreaterThan(5)
    expect(Number(promised)).toBeGreaterThanOrEqual(Math.max(...measured))
    const limits = [
      /--memory (\d+)g/.exec(read('manifest/Containerfile')),
      /^MemoryMax=(\d+)G$/m.exec(read('manifest/mistral-chatops.service')),
    ]
    for (const limit of limits) expect(Number(limit?.[1]) * 1024).toBeGreaterThan(1.5 * Number(promised))
  })
})
