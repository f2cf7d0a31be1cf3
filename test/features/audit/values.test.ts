import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sayCode, spell } from '../../../src/features/audit/values.en.ts'

test.each([
  ['proof', 'readBack', 'read back from Mistral'],
  ['reason', 'ownRequest', 'their own request'],
  ['role', 'organization_admin', 'admin'],
  ['anything', 'someNewCode', 'some new code'],
  ['anything', 'constructor', undefined],
  ['reason', 'constructor', undefined],
  ['anything', 'U012ABC', undefined],
])('%s %s is said as “%s”', (key, code, words) => {
  expect(sayCode(key, code)).toBe(words)
})

test('every reason that the code gives for a refusal has words', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'))
  const reasons = sources
    .flatMap((path) => [...readFileSync(`src/${path}`, 'utf8').matchAll(/new NotAllowed\('(\w+)'/g)])
    .map(([, reason = '']) => reason)
  expect(reasons.length).toBeGreaterThan(20)
  for (const reason of reasons) expect(sayCode('reason', reason), reason).toMatch(/ /)
  expect(reasons.filter((reason) => sayCode('reason', reason) === spell(reason))).toEqual([])
})
