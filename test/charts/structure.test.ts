import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { measureText } from '../../src/charts/drawing/fonts.ts'
import { createPen } from '../../src/charts/drawing/pen.ts'
import { page, size } from '../../src/charts/drawing/theme.ts'
import { spread } from '../../src/charts/layout/end-labels.ts'
import { fairWidth } from '../../src/charts/layout/key.ts'
import { layOut } from '../../src/charts/renderer.ts'
import type { Chart } from '../../src/domain/chart.ts'
import { examples } from './examples.ts'
import { hostile } from './hostile.ts'

const textsOf = (chart: Chart) => layOut(chart).labels.map(({ text }) => text)

describe('month to date', () => {
  const scene = layOut(examples.monthToDate('en'))
  const texts = scene.labels.map(({ text }) => text)

  test('has the running total above and the days below, and the days line up', () => {
    const [above, below] = scene.plots
    expect([above?.box.left, above?.box.right]).toEqual([below?.box.left, below?.box.right])
    expect(above!.box.bottom).toBeLessThan(below!.box.top)
    expect(texts.filter((text) => text === '10 Nov')).toHaveLength(1)
  })

  test('names the limit, the value so far, the forecast and its range', () => {
    expect(texts).toEqual(expect.arrayContaining(['Limit €40,000', '€28,679', 'so far', '€42,500', 'forecast']))
    expect(texts).toContain('€40,900 – €44,200')
  })

  test('draws the forecast from the last known day on, and no bar where no day was', () => {
    const marks = scene.plots[0]!.marks
    const dotted = marks.find((mark) => mark.kind === 'line' && mark.dotted)
    expect(dotted?.kind === 'line' && dotted.values.findIndex((value) => value !== null)).toBe(19)
    const bars = scene.plots[1]!.marks.filter((mark) => mark.kind === 'bars')
    expect(bars.map(({ values }) => values.slice(20).every((value) => value === null))).toEqual(Array(6).fill(true))
  })

  test('lists the series beside the stack, the nearest to the axis last', () => {
    const names = ['Other', 'Mistral OCR', 'Mistral Small', 'Mistral Medium', 'Codestral', 'Mistral Large']
    const heights = names.map((name) => scene.labels.find(({ text }) => text === name)!.y)
    expect(heights).toEqual([...heights].sort((one, other) => one - other))
  })
})

describe('what is left out is said', () => {
  test('rows, series and panels without room', () => {
    const people = textsOf(hostile.manyRows).filter((text) => text.startsWith('Person'))
    expect(textsOf(hostile.manyRows)).toContain(`${60 - people.length} more not shown`)
    expect(textsOf(hostile.manySeries)).toContain('4 more not shown')
    expect(textsOf({ ...hostile.manyPanels, locale: 'fr' })).toContain('6 autres non affichés')
  })

  test('but of a stack nothing is: the rest is summed up', () => {
    const [panel] = hostile.manySeries.panels
    const texts = textsOf({ ...hostile.manySeries, panels: [panel!] })
    expect(texts).toContain('Other')
    expect(texts.filter((text) => text.includes('not shown'))).toEqual([])
  })

  test('currency, data', () => {
    expect(textsOf(hostile.unknownCurrency)).toContain('What was counted, 1–20 Nov 2026 · currency unknown')
    expect(textsOf(hostile.notYet)).toContain('No data for this period')
  })
})

describe('the finding', () => {
  const titleOf = (title: string) =>
    layOut({ ...examples.topUsers('en'), title }).labels.filter(({ weight }) => weight === 700)

  test('shrinks before it takes two lines, and is cut only beyond these', () => {
    const [short] = titleOf('Spend is up')
    expect(short?.size).toBe(size.title)
    const shrunk = titleOf('Spend is up, and nobody expected it to be up by as much as this')
    expect(shrunk).toHaveLength(1)
    expect(shrunk[0]!.size).toBeLessThan(size.title)
    const wrapped = titleOf(
      'Spend is up, and nobody expected it to be up by as much as this in a month with so few days',
    )
    expect(wrapped.map(({ text }) => text.endsWith('…'))).toEqual([false, false])
    expect(titleOf('Spend is up. '.repeat(30)).map(({ text }) => text.endsWith('…'))).toEqual([false, true])
  })
})

describe('the small sums behind it', () => {
  const pen = createPen('en', measureText)
  const font = { size: 22, weight: 400 } as const

  test('a cut text fits, keeps whole graphemes, and is left alone if it fits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 30, max: 400 }), (text, width) => {
        const cut = pen.cut(text, font, width)
        expect(pen.width(cut, font)).toBeLessThanOrEqual(width)
        if (pen.width(text, font) <= width) expect(cut).toBe(text)
        const graphemes = Array.from(new Intl.Segmenter('en').segment(text), ({ segment }) => segment)
        if (cut !== text) {
          const beginnings = graphemes.map((_, length) => graphemes.slice(0, length).join('').trimEnd())
          expect(beginnings).toContain(cut.slice(0, -1))
        }
      }),
    )
  })

  test('things that are spread keep their order, do not touch, and stay inside while there is room', () => {
    const things = fc.array(
      fc.record({ wish: fc.integer({ min: -50, max: 700 }), height: fc.integer({ min: 10, max: 60 }) }),
      {
        maxLength: 8,
      },
    )
    fc.assert(
      fc.property(things, (list) => {
        const heights = list.map(({ height }) => height)
        const room = { left: 0, right: 100, top: 0, bottom: page.height }
        const middles = spread(
          list.map(({ wish }) => wish),
          heights,
          room,
        )
        for (const [index, middle] of middles.entries()) {
          expect(middle - heights[index]! / 2).toBeGreaterThanOrEqual(-1e-9)
          expect(middle + heights[index]! / 2).toBeLessThanOrEqual(page.height + 1e-9)
          const gap = index === 0 ? 0 : (heights[index]! + heights[index - 1]!) / 2
          if (index > 0) expect(middle - middles[index - 1]!).toBeGreaterThanOrEqual(gap - 1e-9)
        }
      }),
    )
  })

  test('widths cut to the fair one fill the room and no more', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 8, max: 1500 }),
        (widths, room) => {
          const widest = fairWidth(widths, room)
          const total = widths.reduce((sum, width) => sum + Math.min(width, widest), 0)
          expect(total).toBeLessThanOrEqual(room + 1e-6)
          if (Number.isFinite(widest)) expect(total).toBeCloseTo(room)
        },
      ),
    )
  })
})
