import type { Chart, Panel, Ranking, Series, Timeline } from '../domain/chart.ts'
import { cleanText } from './drawing/legible.ts'
import { withCurrency } from './layout/page-texts.ts'
import { type Numbers, numbersFor } from './values/numbers.ts'
import { knownValues, lastKnown, sum } from './values/series.ts'
import { slotText } from './values/slots.ts'
import { type ChartWords, wordsFor } from './words.ts'

/** Slack takes no longer alternative text. */
const mostCharacters = 2000
/** More values than these are summed up. */
const mostValues = 14

/** The picture in words, for those who do not see it: the finding, its extent, and the numbers. */
export function describeChart(chart: Chart): string {
  const words = wordsFor(chart.locale)
  const panels = chart.panels.map((panel) => describePanel(panel, chart.locale, words))
  const sentences = [chart.title, withCurrency(chart, { words }), ...panels, chart.note ?? '']
  const text = sentences.map(cleanText).filter(Boolean).map(endSentence).join(' ')
  if (text.length <= mostCharacters) return text
  const segments = new Intl.Segmenter(chart.locale, { granularity: 'grapheme' }).segment(text)
  const end = segments.containing(mostCharacters - 1)?.index ?? mostCharacters - 1
  return `${text.slice(0, end)}…`
}

const endSentence = (sentence: string) => (/[.!?…]$/.test(sentence) ? sentence : `${sentence}.`)

function describePanel(panel: Panel, locale: string, words: ChartWords): string {
  const numbers = numbersFor(locale, panel.measure)
  const items =
    panel.kind === 'ranking'
      ? describeRows(panel, numbers, words)
      : [
          ...panel.series.map((one) => describeSeries(one, panel, locale, words)),
          ...describeExtras(panel, locale, words),
        ]
  const facts = items.filter(Boolean).join(words.semicolon) || words.noData
  return panel.heading ? `${panel.heading}${words.colon}${facts}` : facts
}

const describeRows = (panel: Ranking, numbers: Numbers, words: ChartWords): string[] =>
  panel.rows.map(({ name, value, change }) => {
    const against = change === undefined ? '' : ` (${change === null ? words.fresh : numbers.change(change)})`
    return `${name} ${numbers.exact(value)}${against}`
  })

function describeSeries(series: Series, panel: Timeline, locale: string, words: ChartWords): string {
  const numbers = numbersFor(locale, panel.measure)
  const known = knownValues([series])
  if (known.length === 0) return `${series.name} ${words.noData.toLocaleLowerCase(locale)}`
  const slot = (index: number) => slotText(panel.slots, index, locale)
  const name = series.name === panel.heading ? '' : `${series.name} `
  if (known.length <= mostValues) {
    const values = series.values.flatMap((value, index) =>
      value === null ? [] : `${slot(index)} ${numbers.exact(value)}`,
    )
    return `${name}${values.join(', ')}`
  }
  const last = lastKnown(series.values)
  const isSum = (panel.figure ?? (panel.shape === 'lines' ? 'last' : 'sum')) === 'sum'
  const figure = isSum
    ? `${words.total} ${numbers.exact(sum(known))}`
    : `${numbers.exact(known.at(-1) ?? 0)} (${slot(last)})`
  const highest = Math.max(...known)
  const peak = `${words.highest} ${numbers.exact(highest)} (${slot(series.values.indexOf(highest))})`
  // Of what only grows, the highest value is the last one.
  return `${name}${figure}${highest === known.at(-1) && !isSum ? '' : `, ${peak}`}`
}

function describeExtras(panel: Timeline, locale: string, words: ChartWords): string[] {
  const numbers = numbersFor(locale, panel.measure)
  const levels = (panel.levels ?? []).map(({ name, value }) => `${name} ${numbers.exact(value)}`)
  const [value, low, high] = [panel.forecast?.values.at(-1), panel.forecast?.low.at(-1), panel.forecast?.high.at(-1)]
  if (value === undefined || low === undefined || high === undefined) return levels
  return [...levels, `${words.forecast} ${numbers.rounded(value)} (${numbers.range(low, high)})`]
}
