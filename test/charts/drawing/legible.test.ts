import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hasGlyph } from '../../../src/charts/drawing/fonts.ts'
import { cleanText, makeLegible } from '../../../src/charts/drawing/legible.ts'
import type { Chart } from '../../../src/domain/chart.ts'
import { count } from '../examples.ts'

const chartOf = (
  names: readonly (string | { name: string; fallback: string })[],
  more: Partial<Chart> = {},
): Chart => ({
  locale: 'en',
  title: 'Title',
  subtitle: 'Subtitle',
  panels: [
    {
      kind: 'ranking',
      measure: count,
      rows: names.map((name) => ({ ...(typeof name === 'string' ? { name } : name), value: 1 })),
    },
  ],
  ...more,
})

const namesOf = (chart: Chart) =>
  chart.panels.flatMap((panel) => (panel.kind === 'ranking' ? panel.rows.map(({ name }) => name) : []))

const legibleNames = (...names: Parameters<typeof chartOf>[0]) => namesOf(makeLegible(chartOf(names), hasGlyph))

describe('a name', () => {
  test.each(['Zoë Müller', 'Łukasz Wiśniewski', 'Дмитрий Орлов', 'Γιώργος', 'محمد علي', 'ירושלים', 'Nguyễn Thị Ánh'])(
    '%s is drawn as it is',
    (name) => {
      expect(legibleNames(name)).toEqual([name])
      expect(makeLegible(chartOf([name]), hasGlyph).note).toBeUndefined()
    },
  )

  test('loses decorations that have no glyph', () => {
    expect(legibleNames('Zoë 🚀', '🏳️‍🌈 Ben')).toEqual(['Zoë', 'Ben'])
  })

  test('in a script without a font is its fallback, or a number, with a footnote', () => {
    const chart = makeLegible(chartOf([{ name: '王小明', fallback: 'wang' }, '김민준', '🚀']), hasGlyph)
    expect(namesOf(chart)).toEqual(['wang*', 'Name 2*', 'Name 3*'])
    expect(chart.note).toMatch(/^\* a name that this picture cannot show/)
  })

  test('whose fallback has no font either is a number', () => {
    expect(legibleNames({ name: '王小明', fallback: '小明' })).toEqual(['Name 1*'])
  })

  test('without anything to see is a number', () => {
    expect(legibleNames('', '\u200B\u2060')).toEqual(['Name 1*', 'Name 2*'])
  })

  test('cannot turn the text around it', () => {
    expect(legibleNames('a\u202Edcb\u202C', 'e\u2066f\u2069')).toEqual(['adcb', 'ef'])
  })

  test('keeps the joiner that Persian is written with', () => {
    expect(legibleNames('می\u200Cخواهم', 'a\u200Cb')).toEqual(['می\u200Cخواهم', 'ab'])
  })
})

describe('a sentence', () => {
  test('says the same replacement as the panel', () => {
    const chart = chartOf([{ name: '王小明', fallback: 'wang' }], { title: 'Led by 王小明' })
    expect(makeLegible(chart, hasGlyph).title).toBe('Led by wang*')
  })

  test('marks what it cannot say, and the footnote joins the note', () => {
    const chart = makeLegible(chartOf(['Anna'], { title: 'Led by 東京 チーム, again', note: 'Estimates' }), hasGlyph)
    expect(chart.title).toBe('Led by …*, again')
    expect(chart.note).toMatch(/^Estimates · \* a name/)
  })
})

test('every character that is left has a glyph, whatever came in', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 6 }),
      fc.string({ unit: 'binary' }),
      (names, title) => {
        const legible = makeLegible(chartOf(names, { title }), hasGlyph)
        const written = [legible.title, legible.subtitle, legible.note ?? '', ...namesOf(legible)].join('')
        expect([...written].filter((character) => !hasGlyph(character))).toEqual([])
        expect(namesOf(legible).every((name) => name.trim() !== '')).toBe(true)
      },
    ),
  )
})

test('text is one line of what can be seen', () => {
  expect(cleanText(' a\n\tb\u200B  c\u00AD ')).toBe('a b c')
  expect(cleanText('Z\u0300\u0301\u0302\u0303\u0304algo')).toBe('Z\u0300\u0301algo')
})
