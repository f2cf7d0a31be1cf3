import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const readme = readFileSync('README.md', 'utf8')
const rows = (readme.split('| threat | answer | held by |\n|---|---|---|\n')[1]?.split('\n\n')[0] ?? '')
  .split('\n')
  .map((row) => row.split(' | '))

/** What the first door, the core and the last thing that leaves have to stand against; each row of it is in the table. */
const named = [
  'replayed',
  'another company',
  'would never send',
  'forwarded',
  'leaked log',
  'keep the bot busy',
  'a header',
  'formula',
  'redirect',
  'invoice',
  'Mistral’s',
  'chart’s address',
  'package',
]

describe('the README’s threats', () => {
  test('each have an answer, and a test that stands against them', () => {
    expect(rows.length).toBeGreaterThan(15)
    for (const row of rows) {
      expect(row, row[0]).toHaveLength(3)
      const tests = [...(row[2] ?? '').matchAll(/\[([^\]]+)\]\((test\/[\w/-]+\.test\.ts)\)/g)]
      expect(tests.length, row[0]).toBeGreaterThan(0)
      for (const [, label = '', file = ''] of tests) {
        expect(existsSync(file), file).toBe(true)
        expect(file).toContain(`/${label}.test.ts`)
        expect(readFileSync(file, 'utf8'), file).toMatch(/\b(?:test|describe)(?:\.each\([\s\S]*?\))?\(/)
      }
    }
  })

  test('are the ones that somebody would try', () => {
    const threats = rows.map(([threat]) => threat).join('\n')
    for (const word of named) expect(threats).toContain(word)
  })
})
