import { describe, expect, test } from 'vitest'
import { Decimal } from '../../../src/domain/money/decimal.ts'
import type { UsageMonth } from '../../../src/domain/usage/usage.ts'
import { drawSpend } from '../../../src/features/spend/chart.ts'
import { sayFinding } from '../../../src/features/spend/finding.ts'
import { renderSpend } from '../../../src/features/spend/view.ts'
import { reader, sketch } from '../sketch.ts'
import { entry, limitOf, november, october, past, report, september, steady, usage } from './sources.ts'

const show = (...args: Parameters<typeof report>) => sketch(renderSpend(report(...args), reader()))
const workspace = (name: string) => ({ id: 'x', name, isDefault: false, memberCount: 3, cap: null, capCurrency: null })

describe('in French', () => {
  const french = reader({ language: 'fr', locale: 'fr-FR' })
  const said = (...args: Parameters<typeof report>) => sketch(renderSpend(report(...args), french))
  test('a limit that holds', () => expect(said('')).toMatchSnapshot())
  test('a limit that will be reached', () => expect(said('', { limit: limitOf(26_000, 19_800) })).toMatchSnapshot())
  test('access that is suspended', () => expect(said('', { limit: limitOf(19_000, 19_800) })).toMatchSnapshot())
  test('a month that is over, by day', () => expect(said('last month by day', past)).toMatchSnapshot())
  test('nothing that could be compared', () =>
    expect(said('last month', { ...past, earlier: [] })).toContain('Aucune donnée pour comparer (septembre)'))
})

describe('this month', () => {
  test('that the limit holds', () => expect(show('')).toMatchSnapshot())
  test('that may touch the limit', () =>
    expect(show('', { limit: limitOf(35_300, 19_800) })).toContain('it may reach the limit'))
  test('that will reach the limit', () => expect(show('', { limit: limitOf(26_000, 19_800) })).toMatchSnapshot())
  test('that is suspended', () => expect(show('', { limit: limitOf(19_000, 19_800) })).toMatchSnapshot())
  test('that is suspended while Mistral gives no numbers', () => {
    const shown = show('', { limit: limitOf(null, null, { isUnlimited: false, isReached: true }) })
    expect(shown).toContain('🔴 *API access is suspended*. An admin can raise the limit.')
  })
  test('without a limit', () => expect(show('', { limit: limitOf(null, 19_800) })).toMatchSnapshot())
  test('whose limit could not be read', () =>
    expect(show('', { limit: undefined, isLimitMissing: true })).toMatchSnapshot())
  test('of which Mistral counts more than the sum', () =>
    expect(show('', { limit: limitOf(45_000, 21_000) })).toContain(
      'Mistral counts €21,000 against the limit (47%), +€1,200 from this sum',
    ))
  test('that has just begun', () => {
    const begun = { months: [usage('2026-11', steady('2026-11-01', '2026-11-02'))], limit: limitOf(45_000, 2_000) }
    expect(show('', { ...begun, earlier: [] }, new Date('2026-11-02T09:00:00Z'))).toMatchSnapshot()
  })
})

describe('a period before', () => {
  test('that is over', () => expect(show('last month', past)).toMatchSnapshot())
  test('that could not be read', () =>
    expect(show('', { earlier: undefined })).toContain('⚠ The period before could not be read'))
  test('of which there is no data', () =>
    expect(show('last month', { ...past, earlier: [] })).toContain('No data for September to compare with'))

  test('compares nothing with days of which the data begins later, and says when it begins', () => {
    const late = usage('2026-09', steady('2026-09-20', '2026-09-30'))
    const shown = show('last month', { ...past, earlier: [late] })
    expect(shown).toContain('No comparison with September: the data begins on 20 Sept')
    expect(shown).not.toMatch(/\+\d+%/)
  })
  test('in which nothing was spent', () =>
    expect(
      show('last month', { ...past, earlier: [usage('2026-09', [entry('free-tier', '2026-09-01', 5)])] }),
    ).toContain('Nothing was spent on September'))
  test('that cost the same', () =>
    expect(show('2026-10-12..2026-10-18', { ...past, earlier: [] })).toContain('The same as 5–11 Oct'))
})

test('the picture’s title leaves a limit of unknown currency without a sign', () => {
  const title = drawSpend(report('', { limit: limitOf(45_000, 19_800, { currency: null }) }), reader())?.title
  expect(title).toMatch(/heading for €34,\d00 of 45,000$/)
})

test('people who ask within one minute share one picture', () => {
  const at = (time: string) => drawSpend(report('', {}, new Date(`2026-11-18T${time}Z`)), reader())
  expect(JSON.stringify(at('09:12:59.999'))).toBe(JSON.stringify(at('09:12:00')))
  expect(JSON.stringify(at('09:13:00'))).not.toBe(JSON.stringify(at('09:12:00')))
})

test('a comparison with another currency is not made', () =>
  expect(show('last month', { ...past, earlier: [{ ...september, currency: 'USD' }] })).toContain(
    'No comparison with September: it is in another currency',
  ))

test('a comparison of what could not be read on both sides leaves it out on both', () => {
  const unread = { unreadable: { completion: 200 } }
  const shown = show('last month', {
    ...past,
    months: [{ ...october, unreadable: { completion: 1 } }],
    earlier: [{ ...september, ...unread }],
  })
  expect(shown).toContain('of what has a price in both')
  expect(shown).toContain('(+€200)')
})

describe('a forecast with gaps', () => {
  const lacking = { ...november, unreadable: { completion: 1 } }
  test('is a lower bound, and promises nothing of the limit', () => {
    const shown = show('', { months: [lacking], limit: limitOf(45_000, 25_000) })
    expect(shown).toContain('or more, because some usage has no price or could not be read: I cannot say whether')
    expect(shown).not.toContain('should hold')
  })
})

test('shares of an incomplete sum say what they are shares of', () => {
  const months = [{ ...november, unreadable: { completion: 1 } }]
  expect(show('by model', { months })).toContain('⚠ Shares are of what is counted here')
  expect(show('by model')).not.toContain('Shares are of')
})

describe('nothing, of three kinds', () => {
  test('no use at all', () => expect(show('last month', { ...past, months: [usage('2026-10', [])] })).toMatchSnapshot())
  test('use that was free', () =>
    expect(
      show('last month', { ...past, months: [usage('2026-10', [entry('free-tier', '2026-10-05', 7)])] }),
    ).toMatchSnapshot())
  test('use that has no price', () =>
    expect(
      show('last month', {
        ...past,
        months: [usage('2026-10', [entry('unpriced-ocr', '2026-10-05', 7, { category: 'ocr' })])],
      }),
    ).toMatchSnapshot())
  test('use that could not be read is not called no use', () =>
    expect(
      show('last month by model', { ...past, months: [usage('2026-10', [], { unreadable: { ocr: 2 } })] }),
    ).toMatchSnapshot())
})

describe('a breakdown', () => {
  test.each(['category', 'model', 'day'])('by %s', (dimension) => expect(show(`by ${dimension}`)).toMatchSnapshot())

  test('by workspace, with one that did not answer and what is in none', () => {
    const byWorkspace = [
      { name: 'Support-bot', months: [usage('2026-11', steady('2026-11-01', '2026-11-18', 1_000))] },
      { name: 'R&D <new>', months: [usage('2026-11', steady('2026-11-01', '2026-11-18', 200))] },
      { name: 'Silent', months: undefined },
    ]
    expect(show('by workspace', { byWorkspace })).toMatchSnapshot()
  })

  test('of many rows with names that are long and strange', () => {
    const names = Array.from({ length: 14 }, (_, index) => `${'<!here> & *bold* _x_ '.repeat(20)}${index}`)
    const byWorkspace = names.map((name, index) => ({
      name,
      months: [usage('2026-11', [entry('mistral-large-latest', '2026-11-05', 1_000 - index)])],
    }))
    const shown = show('by workspace', { byWorkspace })
    expect(shown.split('\n').filter((line) => line.startsWith('&lt;!here&gt;'))).toHaveLength(9)
    expect(shown).toContain('5 others')
    expect(shown).not.toContain('&lt;!here&gt; &amp; *bold*')
  })

  test('of one Workspace', () =>
    expect(show('workspace:x', { workspace: workspace('Support "bot"'), limit: undefined })).toMatchSnapshot())
})

describe('what must be known before believing the sum', () => {
  test('units without a price, entries that could not be read', () => {
    const strange = usage(
      '2026-11',
      [
        ...steady('2026-11-01', '2026-11-18'),
        entry('unpriced-ocr', '2026-11-03', 3_100, { category: 'ocr' }),
        entry('unpriced-voice', '2026-11-03', 1, { category: 'audio' }),
      ],
      { unreadable: { connectors: 1, 'libraries_api.pages': 2 } },
    )
    const shown = show('', { months: [strange] })
    expect(shown).toContain('⚠ 3,100 pages and 1 second of audio without a price, not counted')
    expect(shown).toContain('⚠ 3 entries that I could not read, not counted (Connectors and Libraries, pages)')
  })

  test('amounts that are known by the month only', () => {
    const storage = entry('storage', null, 100, { category: 'fine_tuning.storage' })
    const months = [usage('2026-10', [...steady('2026-10-01', '2026-10-31'), storage])]
    expect(show('2026-10-05..2026-10-10', { ...past, months })).toContain(
      '⚠ €50.00 is known by the month only, not counted in this period',
    )
  })

  test('a currency that is unknown, or not one', () => {
    const unknown = show('', { months: [{ ...november, currency: null }] })
    expect(unknown).toContain('⚠ Mistral does not say in which currency')
    // The limit's own currency is known, and stays beside the limit alone.
    expect(unknown.replaceAll('€45,000', '')).not.toContain('€')
    const months = [october, { ...november, currency: 'USD' }]
    expect(show('2026-10-20..2026-11-10', { ...past, months })).toContain(
      '⚠ The period has several currencies, which are not added up',
    )
  })

  test('the age of the answer', () =>
    expect(show('', { fetchedAt: new Date('2026-11-18T09:11:20Z') })).toContain('(40 s old), UTC days up to 18 Nov'))
})

describe('for another reader', () => {
  test('a channel gets no buttons', () =>
    expect(sketch(renderSpend(report(''), reader({ isShared: true })))).not.toContain('→'))

  test('numbers and dates are written their way', () => {
    const american = sketch(renderSpend(report('by day'), reader({ locale: 'en-US', timeZone: 'America/New_York' })))
    expect(american).toContain('on Oct 1–17')
    const french = sketch(renderSpend(report(''), reader({ locale: 'fr-FR' })))
    expect(french).toMatch(/\*Novembre: 19\s800\s€ of 45\s000\s€/)
  })

  test('amounts in a month of one cent are not called zero', () => {
    const months = [usage('2026-10', [entry('tiny', '2026-10-01', 0.001)])]
    expect(show('last month', { ...past, months })).toContain('<€0.01')
    expect(Decimal.of('0.0005').isZero).toBe(false)
  })
})

describe('a comparison with a month that lacks prices or entries', () => {
  const withoutPrices = (month: UsageMonth, models: readonly string[]): UsageMonth => {
    const isPriced = ({ model }: { model: string }) => !models.includes(model)
    const unpriced = month.lines.filter((line) => !isPriced(line))
    return {
      ...month,
      lines: month.lines.filter(isPriced),
      unpriced: unpriced.map(({ amount: _amount, price: _price, billed, units, ...of }) => {
        return { ...of, units: Decimal.of(billed), consumed: units }
      }),
    }
  }
  const large = 'mistral-large-latest'
  const both = [large, 'codestral-latest']

  test('compares what has a price in both, and says so', () => {
    expect(show('', { earlier: [september, october] })).toContain('+10% (+€1,700) on 1–17 Oct, whole days\n')
    const part = show('', { earlier: [september, withoutPrices(october, [large])] })
    expect(part).toContain('+10% (+€340) on 1–17 Oct, whole days, of what has a price in both')
  })

  test('is not made where nothing is left to compare', () => {
    const none = show('', { earlier: [september, withoutPrices(october, both)] })
    expect(none).toContain('No comparison with 1–17 Oct: too much of it has no price')
    expect(none).not.toContain('Nothing was spent')
  })

  test('leaves out a category with entries that could not be read', () => {
    const earlier = [september, { ...october, unreadable: { completion: 3 } }]
    expect(show('', { earlier })).toContain('+10% (+€340) on 1–17 Oct, whole days, of what has a price in both')
  })

  test('needs no condition where both lack the same', () => {
    const months = [withoutPrices(november, [large])]
    const change = show('', { months, earlier: [september, withoutPrices(october, [large])] })
    expect(change).toContain('+10% (+€340) on 1–17 Oct, whole days\n')
  })

  test('does not teach the forecast that days were cheap', () => {
    const landing = (earlier: readonly UsageMonth[]) => /Landing at [^:]*/.exec(show('', { earlier }))?.[0]
    expect(landing([september, withoutPrices(october, both)])).toBe(landing([]))
    expect(landing([september, withoutPrices(october, [large])])).toBe(landing([]))
  })

  test('is drawn with no title that rests on it', () => {
    const made = report('last month', { ...past, earlier: [withoutPrices(september, [large])] })
    expect(sayFinding(made, reader())).toBe('October cost €31,000')
  })
})

describe('a limit in another currency than the spend', () => {
  const inDollars = { limit: limitOf(45_000, 19_800, { currency: 'USD' }) }

  test('keeps its own sign, and nothing is held against it', () => {
    const shown = show('', inDollars)
    expect(shown).toContain('November: €19,800; limit US$45,000, in another currency')
    expect(shown).not.toMatch(/\d%\)|should hold|may touch|is reached/)
  })
})

test('a long period is drawn month by month, with what is known by the month alone', () => {
  const months = [october, september, november].map((month) => ({
    ...month,
    lines: month.lines.map((line) => ({ ...line, day: null })),
  }))
  const made = report('2026-08..2026-10', { ...past, months: [months[1]!, months[0]!] })
  const [panel] = drawSpend(made, reader())?.panels ?? []
  expect(panel).toMatchObject({ kind: 'timeline', slots: { by: 'month', from: '2026-08-01' } })
  const series = panel?.kind === 'timeline' ? panel.series : []
  const drawn = series.flatMap(({ values }) => values).reduce<number>((sum, value) => sum + (value ?? 0), 0)
  expect(drawn).toBeCloseTo(made.spend.total.toNumber(), 6)
  expect(drawn).toBeGreaterThan(0)
})
