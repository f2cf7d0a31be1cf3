import { expect, test } from 'vitest'
import { foldAddress, isSameAddress } from '../../../src/domain/person/address.ts'

test('addresses are the same in any case of A to Z', () => {
  expect(foldAddress('Claire.Fontaine@Northwind.EXAMPLE')).toBe('claire.fontaine@northwind.example')
  expect(isSameAddress('CLAIRE@x.example', 'claire@X.example')).toBe(true)
})

test.each([
  ['the Kelvin sign', 'mar\u212a@x.example', 'mark@x.example'],
  ['a dotted capital I', 'cla\u0130re@x.example', 'claire@x.example'],
  ['a long s', '\u017farah@x.example', 'sarah@x.example'],
  ['a full-width letter', '\uff23laire@x.example', 'claire@x.example'],
])('%s is another letter', (_, typed, known) => expect(isSameAddress(typed, known)).toBe(false))

test('no address is nobody’s', () => {
  expect(isSameAddress(undefined, undefined)).toBe(false)
  expect(isSameAddress(null, null)).toBe(false)
})
