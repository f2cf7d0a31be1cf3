import { expect, test } from 'vitest'
import { hadReplaced } from '../../../src/features/import/undo.ts'
import { fileOf } from '../../storage/figures.ts'

test('an import that is undone gives others back only where it had replaced them', () => {
  const [older, newer] = [new Date(1), new Date(2)]
  const first = { ...fileOf('first'), importedAt: older }
  const second = { ...fileOf('second'), importedAt: newer }
  const elsewhere = { ...fileOf('elsewhere', { from: '2026-10-01', to: '2026-10-31' }), importedAt: older }
  expect(hadReplaced(second, [second, first])).toBe(true)
  expect(hadReplaced(first, [second, first])).toBe(false)
  expect(hadReplaced(second, [second, elsewhere])).toBe(false)
  expect(hadReplaced({ ...second, isAddition: true }, [second, first])).toBe(false)
})
