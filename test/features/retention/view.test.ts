import { expect, test } from 'vitest'
import { renderRemoval } from '../../../src/features/retention/tell.ts'
import { reader, sketch } from '../sketch.ts'

const checkpoint = {
  ...{ sequence: 4012, at: Date.UTC(2026, 10, 1, 2, 20), months: 12, before: Date.UTC(2025, 10, 1), through: 3900 },
  ...{ last: 'a'.repeat(64), removed: 3860, kept: new Set(Array.from({ length: 40 }, (_, index) => index + 1)) },
  isSealOf: () => true,
}
const hash = '0123456789abcdef'.repeat(4)
const french = reader({ language: 'fr', locale: 'fr-FR' })

test('says what was removed, by which setting, and where the trail goes on', () =>
  expect(sketch(renderRemoval(checkpoint, hash, reader()))).toMatchSnapshot())

test('in French', () => expect(sketch(renderRemoval(checkpoint, hash, french))).toMatchSnapshot())

test('one entry, and nothing that had to stay', () => {
  const small = { ...checkpoint, removed: 1, kept: new Set<number>() }
  expect(sketch(renderRemoval(small, hash, reader()))).toMatchSnapshot()
  expect(sketch(renderRemoval({ ...small, kept: new Set([1]) }, hash, french))).toMatchSnapshot()
})
