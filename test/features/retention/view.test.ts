import { expect, test } from 'vitest'
import { type Removal, renderRemoval } from '../../../src/features/retention/tell.ts'
import { reader, sketch } from '../sketch.ts'

const removal: Removal = {
  ...{ sequence: 4012, at: Date.UTC(2026, 10, 1, 2, 20), months: 12, before: Date.UTC(2025, 10, 1) },
  entries: { removed: 3860, kept: 40 },
  rows: [],
}
const hash = '0123456789abcdef'.repeat(4)
const french = reader({ language: 'fr', locale: 'fr-FR' })

test('says what was removed, by which setting, and where the trail goes on', () =>
  expect(sketch(renderRemoval(removal, hash, reader()))).toMatchSnapshot())

test('in French', () => expect(sketch(renderRemoval(removal, hash, french))).toMatchSnapshot())

test('one entry, and nothing that had to stay', () => {
  const small = { ...removal, entries: { removed: 1, kept: 0 } }
  expect(sketch(renderRemoval(small, hash, reader()))).toMatchSnapshot()
  expect(sketch(renderRemoval({ ...removal, entries: { removed: 1, kept: 1 } }, hash, french))).toMatchSnapshot()
})

const rows: Removal['rows'] = [
  ['requests', 1],
  ['imports', 2],
  ['posts', 41],
]

test('what went beside the trail, with its entries and without', () => {
  for (const view of [reader(), french]) {
    expect(sketch(renderRemoval({ ...removal, rows }, hash, view))).toMatchSnapshot()
    expect(sketch(renderRemoval({ ...removal, entries: undefined, rows }, hash, view))).toMatchSnapshot()
  }
})
