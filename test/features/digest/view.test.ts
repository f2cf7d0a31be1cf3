import { describe, expect, test } from 'vitest'
import type { Day } from '../../../src/domain/usage/usage.ts'
import { reportDigest, weekBefore } from '../../../src/features/digest/report.ts'
import { renderDigest } from '../../../src/features/digest/view.ts'
import { reader, sketch } from '../sketch.ts'
import { limitOf, november, now, october, september } from '../spend/sources.ts'

const show = (thisMonth = november, limit = limitOf(45_000, null)) =>
  sketch(
    renderDigest(
      reportDigest({
        ...weekBefore('2026-11-18'),
        months: [september, october, thisMonth],
        limit,
        byWorkspace: [],
        fetchedAt: now,
        now,
        until: '2026-11-17',
      }),
      reader(),
    ),
  )

/** The days after a change of currency, seen from the sixth of November. */
const afterChange = (today: Day) =>
  sketch(
    renderDigest(
      reportDigest({
        ...weekBefore(today),
        months: [september, { ...october, currency: 'USD' }, november],
        limit: limitOf(45_000, null, { currency: 'USD' }),
        byWorkspace: [{ name: 'Support', months: [{ ...october, currency: 'USD' }, november] }],
        fetchedAt: now,
        now: new Date(`${today}T09:12:00Z`),
        until: today,
      }),
      reader(),
    ),
  )

describe('the weekly digest after a change of currency', () => {
  test('says that the week before was in another one, and compares nothing with it', () => {
    const shown = afterChange('2026-11-08')
    expect(shown).toContain('1–7 Nov: €7,700; the week before was in another currency')
    expect(shown).not.toMatch(/[▲▼]/)
  })

  test('adds up no week of two currencies', () => {
    const shown = afterChange('2026-11-05')
    expect(shown).toContain('amounts in more than one currency, so there is no total')
    expect(shown).not.toMatch(/[▲▼]/)
  })

  test('says that the limit is in another one', () =>
    expect(afterChange('2026-11-08')).toMatch(/November: €[\d,]+; the limit of US\$45,000 is in another currency/))
})

describe('the month in the weekly digest', () => {
  test('says whether the limit holds', () => expect(show()).toMatch(/landing ≈ €[\d,]+: the limit should hold/))

  test('says when the limit is reached', () =>
    expect(show(november, limitOf(26_000, 19_800))).toMatch(/landing ≈ €[\d,]+: ⚠ the limit is reached ≈/))

  test('promises nothing where usage is missing', () => {
    const shown = show({ ...november, unreadable: { completion: 1 } })
    expect(shown).toMatch(/landing at €[\d,]+ or more: I cannot say whether the limit will hold/)
    expect(shown).not.toContain('should hold')
  })
})
