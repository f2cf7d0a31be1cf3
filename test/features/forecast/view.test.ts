import { describe, expect, test } from 'vitest'
import { drawForecast } from '../../../src/features/forecast/chart.ts'
import { renderHome } from '../../../src/features/forecast/home.ts'
import { renderForecast } from '../../../src/features/forecast/view.ts'
import { invoice } from '../imported.ts'
import { reader, sketch } from '../sketch.ts'
import { entry, limitOf, november, now, october, september, steady, unpricedIn, usage } from '../spend/sources.ts'
import { lastMonth, report, since } from './sources.ts'

const show = (...args: Parameters<typeof report>) => sketch(renderForecast(report(...args), reader()))
const titleOf = (...args: Parameters<typeof report>) => drawForecast(report(...args), reader())?.title

describe('this month', () => {
  test('that the limit holds', () => expect(show()).toMatchSnapshot())
  test('that may touch the limit', () => expect(show('', { limit: limitOf(35_300, 19_800) })).toMatchSnapshot())
  test('that will reach the limit', () => expect(show('', { limit: limitOf(26_000, 19_800) })).toMatchSnapshot())
  test('that is suspended', () => expect(show('', { limit: limitOf(19_000, 19_800) })).toMatchSnapshot())
  test('that is suspended while Mistral gives no numbers', () =>
    expect(show('', { limit: limitOf(null, null, { isUnlimited: false, isReached: true }) })).toContain(
      '🔴 *API access is suspended*: the limit is used up',
    ))
  test('without a limit', () => expect(show('', { limit: limitOf(null, 19_800) })).toMatchSnapshot())
  test('whose limit could not be read', () =>
    expect(show('', { limit: undefined, isLimitMissing: true })).toContain('⚠ The limit could not be read'))
  test('whose limit Mistral does not say', () =>
    expect(show('', { limit: limitOf(null, 19_800, { isUnlimited: false }) })).toContain(
      'Mistral does not say what the limit is',
    ))
  test('whose limit is in another currency', () =>
    expect(show('', { limit: limitOf(45_000, 19_800, { currency: 'USD' }) })).toMatch(
      /limit of US\$45,000 is in another currency/,
    ))
  test('of which Mistral counts more than the sum', () =>
    expect(show('', { limit: limitOf(45_000, 21_000) })).toContain('Mistral counts €21,000 against the limit'))
  test('in which something has no price', () => {
    const unpriced = unpricedIn(november, '2026-11-05', 3_000)
    expect(show('', { months: [september, october, unpriced], limit: limitOf(45_000, 25_000) })).toMatchSnapshot()
  })
  test('in an unknown currency', () => {
    const months = [september, october, november].map((month) => ({ ...month, currency: null }))
    expect(show('', { months })).toContain('⚠ Mistral does not say in which currency')
  })
  test('whose earlier months could not be read', () =>
    expect(show('', { older: undefined, replays: [] })).toContain('⚠ Earlier months could not be read'))
  test('by model, with one that is new and a hostile name', () => {
    const entries = [
      ...steady('2026-11-01', '2026-11-18', 2_200),
      entry('<!channel> *model*', '2026-11-16', 500),
      entry('<!channel> *model*', '2026-11-17', 500),
    ]
    expect(show('by model', { months: [september, october, usage('2026-11', entries)] })).toMatchSnapshot()
  })
  test('of sixty models names eight', () => {
    const entries = Array.from({ length: 60 }, (_, index) =>
      steady('2026-11-01', '2026-11-18', 10 * (index + 1)),
    ).flatMap((days, index) => days.map((each) => ({ ...each, model: `model-${index}`, metric: `model-${index}` })))
    expect(show('by model', { months: [usage('2026-11', entries)] })).toContain('52 others')
  })
})

describe('too little to go by', () => {
  test('no usage at all', () =>
    expect(show('', { months: [usage('2026-11', [])], older: [], limit: limitOf(45_000, 0) })).toMatchSnapshot())
  test('the third day of a new Organization', () => expect(show('', since('2026-11-16'))).toMatchSnapshot())
  test('ten days of a new Organization are enough, and said to be few', () =>
    expect(show('', since('2026-11-08', 11_000))).toMatchSnapshot())
  test('the first day of a month rests on those before', () => {
    const first = new Date('2026-11-01T06:00:00Z')
    const months = [september, october, usage('2026-11', steady('2026-11-01', '2026-11-01', 300))]
    expect(show('', { months, limit: limitOf(45_000, 150) }, first)).toMatchSnapshot()
  })
  test('is not drawn', () => {
    expect(titleOf('', { months: [usage('2026-11', [])], older: [] })).toBeUndefined()
    expect(titleOf('', since('2026-11-16'))).toBeUndefined()
  })
})

describe('a month that is over', () => {
  test('says so, what it came to and what was foretold', () => expect(show('last month', lastMonth)).toMatchSnapshot())
  test('before which nothing was known', () =>
    expect(show('last month', { ...lastMonth, older: [] })).toMatch(/After 10 days[\s\S]*After 20 days/))
  test('without usage', () =>
    expect(show('last month', { ...lastMonth, months: [usage('2026-10', [])], older: [] })).toMatchSnapshot())
})

test('what is shared has no buttons', () =>
  expect(sketch(renderForecast(report(), reader({ isShared: true })))).not.toContain('→'))

describe('on the Home', () => {
  const home = (...args: Parameters<typeof report>) =>
    sketch({ text: 'Home', blocks: renderHome(report(...args), reader()) })
  test('stands whether the limit holds, and how much to believe of it', () =>
    expect(home('', { limit: limitOf(26_000, 19_800) })).toMatchSnapshot())
  test('a new Organization has no past to speak of', () =>
    expect(home('', since('2026-11-08', 11_000))).not.toContain('Off by'))
})

describe('the picture', () => {
  test('shows the sum with its forecast under the limit, and each day', () => {
    const chart = drawForecast(report('', { limit: limitOf(26_000, 19_800) }), reader())!
    expect(chart.title).toBe('November is heading for €34,800, €8,800 over the limit')
    const [month, days] = chart.panels
    expect(month).toMatchObject({ shape: 'lines', levels: [{ name: 'Limit', value: 26_000, role: 'limit' }] })
    expect(month?.kind === 'timeline' && month.forecast?.values).toHaveLength(12)
    expect(days).toMatchObject({ shape: 'stack', slots: { by: 'day', from: '2026-11-01', count: 30 } })
    expect(days?.kind === 'timeline' && days.series.map(({ name }) => name)).toEqual(['Cost', 'Expected'])
  })
  test('of a month that is over has no forecast', () => {
    const chart = drawForecast(report('last month', lastMonth), reader())!
    expect(chart.title).toBe('October came to €31,000')
    expect(chart.panels.every((panel) => panel.kind === 'timeline' && panel.forecast === undefined)).toBe(true)
  })
  test('is the same for all who ask within one minute', () => {
    const at = (time: string) => JSON.stringify(drawForecast(report('', {}, new Date(`2026-11-18T${time}Z`)), reader()))
    expect(at('09:12:59.999')).toBe(at('09:12:00'))
    expect(at('09:13:00')).not.toBe(at('09:12:00'))
  })
})

test.each(['7d', 'q3', '2026-10-01..2026-10-15', 'by magic', 'tomorrow'])('%j is not understood', (line) =>
  expect(() => report(line)).toThrow(),
)

describe('in French', () => {
  const french = reader({ language: 'fr', locale: 'fr-FR' })
  const said = (...args: Parameters<typeof report>) => sketch(renderForecast(report(...args), french))

  test('a limit that will be reached', () => expect(said('', { limit: limitOf(26_000, 19_800) })).toMatchSnapshot())
  test('access that is suspended', () => expect(said('', { limit: limitOf(19_000, 19_800) })).toMatchSnapshot())
  test('the third day of a new Organization', () => expect(said('', since('2026-11-16'))).toMatchSnapshot())
  test('a month that is over', () => expect(said('last month', lastMonth)).toMatchSnapshot())
})

test('where nobody asked Mistral, no sentence says that it reported nothing', () => {
  const none = { kind: 'nothing', name: undefined, asOf: now, through: undefined } as const
  const seatsOnly = { ...lastMonth, months: [usage('2026-10', [])], origin: invoice('2026-10', 0).origin }
  const empty = { months: [usage('2026-11', [])], older: [], origin: none }
  expect(show('', empty)).toContain('November: no figures were imported or typed')
  expect(show('2026-10', seatsOnly)).toContain('October: nothing that was imported tells of any usage')
  expect(show('', empty) + show('2026-10', seatsOnly)).not.toMatch(/Mistral reports|may be new/)
})
