import { expect, test } from 'vitest'
import { layOut } from '../../../src/charts/renderer.ts'

/** Where a bar of full length stands, with that share as the largest. */
const fullLength = (share: number, whole?: number) => {
  const { plots } = layOut({
    locale: 'en-GB',
    title: 'Caps',
    subtitle: '',
    panels: [
      {
        kind: 'ranking',
        measure: { kind: 'share' },
        rows: [{ name: 'Sandbox', value: share }],
        ...(whole === undefined ? {} : { whole }),
      },
    ],
  })
  return plots[0]?.max
}

test('a part of a whole is drawn as one, and what is more than the whole still fits', () => {
  expect(fullLength(0.61)).toBe(0.61)
  expect(fullLength(0.61, 1)).toBe(1)
  expect(fullLength(1.2, 1)).toBe(1.2)
})
