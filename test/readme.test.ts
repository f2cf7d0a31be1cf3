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
})
