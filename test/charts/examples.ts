import type { Chart, Measure } from '../../src/domain/chart.ts'

/** The pictures that the reports need, in both languages, with data that never change. */
export type Language = 'en' | 'fr'

export const euros: Measure = { kind: 'money', currency: 'EUR' }
export const count: Measure = { kind: 'count' }

/** Looks like a working month: busy weekdays, quiet weekends, no randomness. */
export const dailyValues = (days: number, scale: number, firstWeekday = 0): number[] =>
  Array.from({ length: days }, (_, day) => {
    const isWeekend = (day + firstWeekday) % 7 >= 5
    return Math.round(scale * (isWeekend ? 0.2 : 1) * (1 + 0.35 * Math.sin(day * 1.7) + 0.01 * day) * 100) / 100
  })

export const runningSum = (values: readonly number[]): number[] => {
  let total = 0
  return values.map((value) => {
    total += value
    return total
  })
}

const say = (language: Language, en: string, fr: string) => (language === 'en' ? en : fr)

const models = [
  { name: 'Mistral Large', scale: 690 },
  { name: 'Codestral', scale: 360 },
  { name: 'Mistral Medium', scale: 235 },
  { name: 'Mistral Small', scale: 140 },
  { name: 'Mistral OCR', scale: 70 },
]

export function monthToDate(language: Language): Chart {
  const series = models.map(({ name, scale }) => ({ name, values: dailyValues(20, scale, 6) }))
  const other = { name: say(language, 'Other', 'Autres'), role: 'other' as const, values: dailyValues(20, 60, 6) }
  const days = Array.from({ length: 20 }, (_, day) =>
    [...series, other].reduce((total, { values }) => total + (values[day] ?? 0), 0),
  )
  const spent = runningSum(days)
  const ahead = dailyValues(10, 1940, 5)
  const path = runningSum(ahead).map((value) => value + (spent.at(-1) ?? 0))
  const slots = { by: 'day', from: '2026-11-01', count: 30 } as const
  return {
    locale: language,
    title: say(
      language,
      'November is heading for €42,500, €2,500 over the limit',
      'Novembre atteindrait 42 500 €, soit 2 500 € de plus que la limite',
    ),
    subtitle: say(
      language,
      'At this pace the limit is passed on 28 Nov · data to 20 Nov',
      'À ce rythme, la limite est dépassée le 28 nov. · données jusqu’au 20 nov.',
    ),
    panels: [
      {
        kind: 'timeline',
        heading: say(
          language,
          'Month to date, with forecast and its 80% range',
          'Cumul du mois, prévision et intervalle à 80 %',
        ),
        measure: euros,
        slots,
        shape: 'lines',
        weight: 1.1,
        series: [{ name: say(language, 'Spend', 'Dépense'), values: spent }],
        levels: [{ name: say(language, 'Limit', 'Limite'), value: 40_000, role: 'limit' }],
        forecast: {
          values: path,
          low: path.map((value, day) => value - 160 * (day + 1)),
          high: path.map((value, day) => value + 170 * (day + 1)),
        },
      },
      {
        kind: 'timeline',
        heading: say(language, 'Per day', 'Par jour'),
        measure: euros,
        slots,
        shape: 'stack',
        series: [...series, other],
      },
    ],
  }
}

export const topUsers = (language: Language): Chart => ({
  locale: language,
  title: say(
    language,
    'Ten people send 58% of all Le Chat messages',
    'Dix personnes envoient 58 % des messages de Le Chat',
  ),
  subtitle: say(
    language,
    'Messages per person, 1–20 Nov 2026 · grey: change on October',
    'Messages par personne, 1–20 nov. 2026 · en gris : évolution depuis octobre',
  ),
  panels: [
    {
      kind: 'ranking',
      measure: count,
      rows: [
        { name: 'Zoë Müller', value: 4212, change: 0.12, highlight: true },
        { name: 'José Álvarez Ibáñez', value: 3788, change: -0.04, highlight: true },
        { name: '王小明', value: 2954, change: 0.31, highlight: true, fallback: 'wang.xiaoming' },
        { name: 'Łukasz Wiśniewski', value: 2417, change: 0.02 },
        { name: 'Søren Østergård', value: 2103, change: -0.11 },
        { name: '김민준', value: 1876, change: 0.08 },
        { name: 'Anne-Françoise de La Rochefoucauld-Montbazon', value: 1544, change: 0.05 },
        { name: '山田 さくら 🚀', value: 1290, change: 0.44, fallback: 's.yamada' },
        { name: 'Дмитрий Орлов', value: 1013, change: null },
        { name: 'محمد علي', value: 967, change: 0.19 },
      ],
    },
  ],
})

export const weekAgainstLast = (language: Language): Chart => ({
  locale: language,
  title: say(language, 'Spend up 16% to €3,596, led by Mistral Large', 'Dépense en hausse de 16 %, à 3 596 €'),
  subtitle: say(
    language,
    'API spend, week of 9–15 Nov 2026, against the week before',
    'Dépense API, semaine du 9 au 15 nov. 2026, comparée à la précédente',
  ),
  arrangement: 'columns',
  panels: [
    {
      kind: 'timeline',
      heading: say(language, 'Per day', 'Par jour'),
      measure: euros,
      slots: { by: 'weekday', from: '2026-11-09', count: 7 },
      shape: 'bars',
      weight: 1.2,
      series: [
        {
          name: say(language, 'Last week', 'Semaine précédente'),
          role: 'before',
          values: [530, 538, 555, 493, 636, 200, 149],
        },
        { name: say(language, 'This week', 'Cette semaine'), values: [720, 565, 592, 738, 607, 190, 189] },
      ],
    },
    {
      kind: 'ranking',
      heading: say(language, 'By model, change on last week', 'Par modèle, et évolution'),
      measure: euros,
      rows: [
        { name: 'Mistral Large', value: 1367, change: 0.21, highlight: true },
        { name: 'Codestral', value: 863, change: 0.35 },
        { name: 'Mistral Medium', value: 575, change: -0.08 },
        { name: 'Mistral Small', value: 432, change: 0.04 },
        { name: say(language, 'Other', 'Autres'), value: 360, change: -0.15 },
      ],
    },
  ],
})

export const yearByMonth = (language: Language): Chart => ({
  locale: language,
  title: say(language, 'Spend has doubled since January', 'La dépense a doublé depuis janvier'),
  subtitle: say(language, 'API spend by month, Jan–Oct 2026', 'Dépense API par mois, janv.–oct. 2026'),
  panels: [
    {
      kind: 'timeline',
      measure: euros,
      slots: { by: 'month', from: '2026-01-01', count: 10 },
      shape: 'bars',
      series: [
        {
          name: say(language, 'Spend', 'Dépense'),
          values: [14_210, 13_870, 16_402, 17_955, 18_020, 21_640, 20_118, 17_404, 25_330, 28_811],
        },
      ],
    },
  ],
})

export const activity = (language: Language): Chart => ({
  locale: language,
  title: say(language, 'Coding overtakes chat in the second half of October', 'Le code dépasse le chat fin octobre'),
  subtitle: say(language, 'Active people per day, 1–31 Oct 2026', 'Personnes actives par jour, 1–31 oct. 2026'),
  panels: [
    {
      kind: 'timeline',
      measure: count,
      slots: { by: 'day', from: '2026-10-01', count: 31 },
      shape: 'lines',
      series: [
        { name: 'Le Chat', values: dailyValues(31, 140, 3).map(Math.round) },
        { name: 'Vibe Code', values: dailyValues(31, 90, 3).map((value, day) => Math.round(value * (1 + day / 25))) },
        { name: say(language, 'Agents', 'Agents'), values: dailyValues(31, 40, 3).map(Math.round) },
      ],
    },
  ],
})

export const seats = (language: Language): Chart => ({
  locale: language,
  title: say(
    language,
    '42 of 250 seats have not been used for a month',
    '42 des 250 sièges sont inutilisés depuis un mois',
  ),
  subtitle: say(
    language,
    'People active within 30 days, weekly, Jul–Nov 2026',
    'Personnes actives sur 30 jours, par semaine, juil.–nov. 2026',
  ),
  panels: [
    {
      kind: 'timeline',
      measure: count,
      slots: { by: 'label', labels: Array.from({ length: 18 }, (_, week) => `${say(language, 'W', 'S')}${29 + week}`) },
      shape: 'stack',
      figure: 'last',
      series: [
        { name: say(language, 'Active', 'Actives'), values: Array.from({ length: 18 }, (_, week) => 120 + week * 5) },
        {
          name: say(language, 'Idle', 'Inactives'),
          role: 'other',
          values: Array.from({ length: 18 }, (_, week) => 70 - week * 2 + (week % 3) * 3),
        },
      ],
      levels: [{ name: say(language, 'Seats', 'Sièges'), value: 250, role: 'mark' }],
    },
  ],
})

export const workspaces = (language: Language): Chart => ({
  locale: language,
  title: say(language, 'Support-bot alone explains November’s rise', 'Support-bot explique à lui seul la hausse'),
  subtitle: say(
    language,
    'API spend per day, same scale, 1–20 Nov 2026',
    'Dépense API par jour, même échelle, 1–20 nov. 2026',
  ),
  arrangement: 'grid',
  panels: [
    ['Support-bot', 420],
    ['Search', 260],
    ['Data platform', 190],
    ['東京チーム', 120],
    ['Legal', 60],
    ['Sandbox', 12],
  ].map(([name, scale], index) => ({
    kind: 'timeline' as const,
    heading: String(name),
    measure: euros,
    slots: { by: 'day' as const, from: '2026-11-01' as const, count: 20 },
    shape: 'bars' as const,
    figure: 'sum' as const,
    series: [
      {
        name: String(name),
        fallback: 'tokyo',
        values: dailyValues(20, Number(scale), 6).map((value, day) => (index === 0 ? value * (1 + day / 10) : value)),
      },
    ],
  })),
})

export const examples = { monthToDate, topUsers, weekAgainstLast, yearByMonth, activity, seats, workspaces }
