import type { Chart, Measure, Panel, Ranking, Timeline } from '../../src/domain/chart.ts'
import { count, dailyValues, euros } from './examples.ts'

/** What people, time and Mistral do to a chart sooner or later. */
const around = (panels: readonly Panel[], more: Partial<Chart> = {}): Chart => ({
  locale: 'en',
  title: 'A finding about the figures below',
  subtitle: 'What was counted, 1–20 Nov 2026',
  panels,
  ...more,
})

const timeline = (values: readonly (number | null)[], more: Partial<Timeline> = {}): Timeline => ({
  kind: 'timeline',
  heading: 'Per day',
  measure: euros,
  slots: { by: 'day', from: '2026-11-01', count: values.length },
  shape: 'bars',
  series: [{ name: 'Spend', values }],
  ...more,
})

const ranking = (rows: Ranking['rows'], measure: Measure = count): Ranking => ({ kind: 'ranking', measure, rows })

const long = 'Verylongworkspacename '.repeat(14).trim()
const unbroken = 'x'.repeat(300)

export const hostileNames = [
  'x'.repeat(300),
  long,
  'מרכז תמיכה ירושלים',
  'محمد علي الأنصاري',
  '王小明',
  '👩‍💻👨‍👩‍👧‍👦🏳️‍🌈',
  'Zoë 🚀',
  'a\u200Bb\u200Dc\u202Edcba\u202C\uFEFF',
  '\u200B\u200C\u200D',
  'Z̸̡̢̛̛̗̖͍͚̞̱̃̈́̄͊̈́͑͒̊a̴̧̛̦̯̱̟̔̇͌̒͌̓̕͝l̵̛͙̖̬̤̘̇̈́͒́͗̕͜g̷̢̛͖̦̭̬̾̈́͆̊͘͝ǫ̴̛̪̼̬̥̇̽̿̒̈́͌̕',
  'line one\nline two\ttab',
  '',
]

const series = (total: number) =>
  Array.from({ length: total }, (_, index) => ({
    name: `Model ${index + 1}`,
    values: dailyValues(20, 300 - index * 20),
  }))

const names = hostileNames.map((name, index) => ({ name, value: 1000 - index * 70, change: index * 0.31 - 1 }))

export const hostile = {
  names: around([ranking(names)]),
  longTexts: around(
    [timeline(dailyValues(20, 300), { heading: long, levels: [{ name: long, value: 400, role: 'limit' }] })],
    {
      title: `${long} ${long}`,
      subtitle: long,
      note: long,
    },
  ),
  unbrokenTexts: around(
    [timeline([3, 4], { slots: { by: 'label', labels: [unbroken, unbroken] }, heading: unbroken })],
    { title: unbroken, subtitle: unbroken, note: unbroken },
  ),
  otherScripts: around([timeline([3, 4, 5], { heading: 'עלות יומית: 東京チーム' })], {
    title: 'Spend led by 東京チーム and مركز الدعم, not by ทีมขาย',
    subtitle: 'ค่าใช้จ่าย 🚀',
  }),
  longSeriesNames: around([
    timeline([], {
      slots: { by: 'day', from: '2026-11-01', count: 20 },
      shape: 'lines',
      series: hostileNames.slice(0, 6).map((name, index) => ({ name, values: dailyValues(20, 90 + index) })),
    }),
    timeline([], {
      slots: { by: 'day', from: '2026-11-01', count: 20 },
      series: hostileNames.slice(0, 4).map((name, index) => ({ name, values: dailyValues(20, 90 + index) })),
    }),
  ]),
  nothing: around([timeline([], { slots: { by: 'day', from: '2026-11-01', count: 0 } }), ranking([])]),
  noPanels: around([]),
  notYet: around([timeline([null, null, null])]),
  oneDay: around([
    timeline([812.4], {
      shape: 'lines',
      slots: { by: 'day', from: '2026-11-01', count: 30 },
      levels: [{ name: 'Limit', value: 20_000, role: 'limit' }],
      forecast: {
        values: Array.from({ length: 29 }, (_, day) => 800 * (day + 2)),
        low: Array.from({ length: 29 }, (_, day) => 400 * (day + 2)),
        high: Array.from({ length: 29 }, (_, day) => 1300 * (day + 2)),
      },
    }),
    timeline([812.4], { slots: { by: 'day', from: '2026-11-01', count: 30 } }),
  ]),
  onlyOneDay: around([timeline([812.4])]),
  leapYear: around([timeline(dailyValues(366, 900), { slots: { by: 'day', from: '2028-01-01', count: 366 } })]),
  leapYearStack: around([
    timeline([], {
      shape: 'stack',
      slots: { by: 'day', from: '2027-06-15', count: 366 },
      series: [1, 2, 3, 4, 5, 6].map((one) => ({ name: `Model ${one}`, values: dailyValues(366, 100 * one) })),
    }),
  ]),
  leapYearLine: around([
    timeline(dailyValues(366, 40), {
      shape: 'lines',
      measure: count,
      slots: { by: 'day', from: '2028-01-01', count: 366 },
    }),
  ]),
  hugeBesideTiny: around([
    timeline([0.02, 3, 9_800_000, 1, 0.4, 12], { heading: 'Per day' }),
    ranking(
      [
        { name: 'Batch', value: 98_000_000, change: 4200 },
        { name: 'Tiny', value: 0.004, change: -0.999 },
        { name: 'Small', value: 1, change: 0 },
      ],
      euros,
    ),
  ]),
  hugerThanEver: around([timeline([1e15, 2e15, 5e14]), ranking([{ name: 'All', value: 9e15 }], euros)]),
  allZero: around([
    timeline([0, 0, 0, 0]),
    ranking([
      { name: 'Anna', value: 0, change: -1 },
      { name: 'Ben', value: 0 },
    ]),
  ]),
  corrections: around(
    [
      timeline([120, -80, 60, -15.5, 44]),
      ranking(
        [
          { name: 'Mistral Large', value: 400, change: -0.2 },
          { name: 'Refund', value: -250 },
          { name: 'Codestral', value: 40, change: 0.1 },
        ],
        euros,
      ),
    ],
    { arrangement: 'columns' },
  ),
  correctedStack: around([
    timeline([], {
      shape: 'stack',
      slots: { by: 'day', from: '2026-11-01', count: 6 },
      series: [
        { name: 'Mistral Large', values: [20, 30, -12, 40, 20, 10] },
        { name: 'Codestral', values: [10, -5, -4, 12, null, 3] },
      ],
    }),
  ]),
  allNegative: around([timeline([-3, -9, -4]), ranking([{ name: 'Refund', value: -12 }], euros)]),
  unknownCurrency: around([timeline(dailyValues(12, 300), { measure: { kind: 'money', currency: null } })]),
  oddCurrency: around([timeline(dailyValues(12, 300), { measure: { kind: 'money', currency: 'credits' } })]),
  farCurrency: around([timeline(dailyValues(12, 99_000), { measure: { kind: 'money', currency: 'XAF' } })], {
    locale: 'fr',
  }),
  manyRows: around([
    ranking(Array.from({ length: 60 }, (_, index) => ({ name: `Person ${index}`, value: 900 - index }))),
  ]),
  manySeries: around([
    timeline([], { slots: { by: 'day', from: '2026-11-01', count: 20 }, shape: 'stack', series: series(9) }),
    timeline([], { slots: { by: 'day', from: '2026-11-01', count: 20 }, shape: 'lines', series: series(9) }),
  ]),
  manyPanels: around(
    Array.from({ length: 12 }, (_, index) => timeline(dailyValues(31, 50 * index), { heading: `Workspace ${index}` })),
    { arrangement: 'grid' },
  ),
  levelsTogether: around([
    timeline(dailyValues(20, 1500), {
      shape: 'lines',
      levels: [
        { name: 'Limit', value: 2400, role: 'limit' },
        { name: 'Limit asked for', value: 2500, role: 'limit' },
        { name: 'Last month', value: 2350, role: 'mark' },
      ],
    }),
  ]),
  limitFarAbove: around([
    timeline([10, 20, 30], { shape: 'lines', levels: [{ name: 'Limit', value: 90_000, role: 'limit' }] }),
  ]),
  shares: around([
    timeline([0.12, 0.5, 0.996], { measure: { kind: 'share' } }),
    ranking([{ name: 'Cached', value: 0.034 }], { kind: 'share' }),
  ]),
  gaps: around([timeline([5, null, 7, null, null, 3, 4], { shape: 'lines' })]),
} satisfies Record<string, Chart>
