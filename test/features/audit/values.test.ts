import { expect, test } from 'vitest'
import { sayCode } from '../../../src/features/audit/values.en.ts'

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
