import { describe, expect, test } from 'vitest'
import { listDays } from '../../../src/domain/time/time.ts'
import { renderSpend } from '../../../src/features/spend/view.ts'
import { reader, sketch } from '../sketch.ts'
import { entry, report, steady, usage } from './sources.ts'

const usual = steady('2026-11-01', '2026-11-18', 2_200)
const byDay = (entries = usual) =>
  sketch(renderSpend(report('by day', { months: [usage('2026-11', entries)] }), reader()))

describe('spend by day', () => {
  test('names the highest day first, and what drove it', () => {
    const burst = entry('codestral-latest', '2026-11-05', 4_000, { category: 'chat' })
    expect(byDay([...usual, burst])).toMatchSnapshot()
  })

  test('names the highest of days that differ little, and no driver', () => {
    const shown = byDay([...usual, entry('codestral-latest', '2026-11-05', 40, { category: 'chat' })])
    expect(shown).toContain('Highest: *Thu 5 Nov*  *€1,120*  6%\n')
    expect(shown).not.toContain('Driven')
  })

  test('names none where all days cost the same', () => expect(byDay()).not.toContain('Highest'))

  test('finds a model that was new on that day', () => {
    const shown = byDay([...usual, entry('mistral-ocr-latest', '2026-11-05', 3_000)])
    expect(shown).toContain('Driven by Mistral OCR: €1,500 that day, usually €0')
  })

  test('says nothing of a highest day where there is one day', () => {
    expect(byDay(steady('2026-11-18', '2026-11-18'))).not.toContain('Highest')
  })

  test('keeps the list short, and what is not in it adds up', () => {
    const shown = byDay()
    expect(listDays('2026-11-14', '2026-11-18')).toHaveLength(5)
    expect(shown).toContain('Wed 18 Nov')
    expect(shown).toContain('Sat 14 Nov')
    expect(shown).not.toContain('Fri 13 Nov')
    expect(shown).toContain('13 days before  *€14,300*')
  })
})
