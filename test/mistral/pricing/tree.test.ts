import { expect, test } from 'vitest'
import { Tree } from '../../../src/mistral/pricing/tree.ts'

test('the same path leads to the same value, and another path to another', () => {
  const tree = new Tree<{ name: string }>()
  const first = tree.take(['large', null, 'eu'], () => ({ name: 'first' }))
  expect(tree.take(['large', null, 'eu'], () => ({ name: 'never made' }))).toBe(first)
  expect(tree.take(['large', 'eu', null], () => ({ name: 'second' }))).not.toBe(first)
  expect(tree.values.map(({ name }) => name)).toEqual(['first', 'second'])
})

test('words are not run together', () => {
  const tree = new Tree<string>()
  tree.take(['ab', 'c'], () => 'one')
  expect(tree.take(['a', 'bc'], () => 'other')).toBe('other')
})
