import { describe, expect, test } from 'vitest'
import { page } from '../../../src/charts/drawing/theme.ts'
import { layOut } from '../../../src/charts/renderer.ts'
import type { Slots } from '../../../src/domain/chart.ts'
import { count } from '../examples.ts'

/** The texts below the plot of a picture with these slots. */
function slotTexts(slots: Slots, locale = 'en'): string[] {
  const total = slots.by === 'label' ? slots.labels.length : slots.count
  const values = Array.from({ length: total }, () => 1)
  const series = [{ name: 'Messages', values }]
  const panel = { kind: 'timeline', measure: count, slots, shape: 'lines', series } as const
  const scene = layOut({ locale, title: 'Title', subtitle: 'Subtitle', panels: [panel] })
  return scene.labels.filter(({ y }) => y > page.height - 60).map(({ text }) => text)
}

describe('below the plot stand as many slots as fit', () => {
  test('all days of a week, by date or by name', () => {
    expect(slotTexts({ by: 'day', from: '2026-10-29', count: 5 })).toEqual([
      '29 Oct',
      '30 Oct',
      '31 Oct',
      '1 Nov',
      '2 Nov',
    ])
    expect(slotTexts({ by: 'weekday', from: '2026-11-09', count: 3 }, 'fr')).toEqual(['lun.', 'mar.', 'mer.'])
  })

  test('round days of a month', () => {
    const texts = ['1 Nov', '5 Nov', '10 Nov', '15 Nov', '20 Nov', '25 Nov', '30 Nov']
    expect(slotTexts({ by: 'day', from: '2026-11-01', count: 30 })).toEqual(texts)
  })

  test('months of a year of days, with the year where there are two', () => {
    const texts = slotTexts({ by: 'day', from: '2026-07-01', count: 366 })
    expect(texts[0]).toBe('Jul')
    expect(texts).toContain('Jan 2027')
    expect(slotTexts({ by: 'day', from: '2028-01-01', count: 366 })[0]).toBe('Jan')
  })

  test('every so many months of several years', () => {
    const texts = slotTexts({ by: 'month', from: '2024-01-01', count: 36 })
    expect(texts.filter((text) => text.startsWith('Jan'))).toEqual(['Jan 2024', 'Jan 2025', 'Jan 2026'])
  })

  test('one day', () => {
    expect(slotTexts({ by: 'day', from: '2026-11-01', count: 1 })).toEqual(['1 Nov'])
  })

  test('long labels cut, where each slot is wide enough for a part of it', () => {
    const texts = slotTexts({
      by: 'label',
      labels: Array.from({ length: 5 }, () => 'Retrieval-augmented generation team'),
    })
    expect(texts).toHaveLength(5)
    expect(texts.every((text) => /^Retrieval.*…$/.test(text))).toBe(true)
  })

  test('few of many labels', () => {
    const texts = slotTexts({ by: 'label', labels: Array.from({ length: 48 }, (_, hour) => `${hour}:00`) })
    expect(texts.slice(0, 2)).toEqual(['0:00', '4:00'])
  })
})
