import { describe, expect, test } from 'vitest'
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
