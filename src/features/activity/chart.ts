import type { View } from '../../chatops/view.ts'
import type { Chart, Slots, Timeline } from '../../domain/chart.ts'
import { formatDays } from '../../domain/time/dates.ts'
import { dayOf, daysBetween, monthOf, startOfDay } from '../../domain/time/time.ts'
import type { ActivityReport } from './gather.ts'
import { nameBucket, sayFinding } from './view.ts'
import { activityWords } from './words.ts'

/** Messages above, people below: two measures, each on its own scale. */
export function drawActivity(report: ActivityReport, view: View): Chart | undefined {
  if (report.buckets.length < 2 || report.messages === 0) return undefined
  const words = activityWords(view)
  const { slots, place } = laySlots(report, view)
  const timeline = (heading: string, counted: 'messages' | 'users'): Timeline => {
    const values = new Array<number | null>(countOf(slots)).fill(null)
    for (const bucket of report.buckets) {
      const index = place(bucket.from)
      if (index >= 0 && index < values.length) values[index] = bucket[counted]
    }
    return {
      kind: 'timeline',
      heading,
      measure: { kind: 'count' },
      slots,
      shape: 'bars',
      series: [{ name: heading, values }],
      // The people of several days are no sum of theirs.
      ...(counted === 'users' ? { figure: 'last' } : {}),
    }
  }
  const { from, to } = report.period
  return {
    locale: view.locale,
    title: sayFinding(report, view),
    subtitle: words.subtitle(formatDays(from, to, view.locale, report.now.toISOString().slice(0, 4))),
    ...(report.hidden > 0 ? { note: words.hidden(report.hidden) } : {}),
    panels: [timeline(words.messages, 'messages'), { ...timeline(words.people[report.by], 'users'), weight: 0.8 }],
  }
}

const msPerHour = 3_600_000

const countOf = (slots: Slots): number => (slots.by === 'label' ? slots.labels.length : slots.count)

function laySlots(
  { by, period, buckets, now }: ActivityReport,
  view: View,
): { slots: Slots; place: (at: Date) => number } {
  if (by === 'day')
    return {
      slots: { by: 'day', from: period.from, count: daysBetween(period.from, period.to) + 1 },
      place: (at) => daysBetween(period.from, dayOf(at)),
    }
  if (by === 'month') {
    const index = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7))
    const first = index(monthOf(period.from))
    return {
      slots: { by: 'month', from: period.from, count: index(monthOf(period.to)) - first + 1 },
      place: (at) => index(monthOf(dayOf(at))) - first,
    }
  }
  // Steps that are left out, or that Mistral does not tell, keep their place: time does not jump.
  const stepMs = by === 'hour' ? msPerHour : 7 * 24 * msPerHour
  const [earliest, latest] = [buckets[0]?.from.getTime() ?? 0, buckets.at(-1)?.from.getTime() ?? 0]
  const first = by === 'hour' ? Math.min(earliest, startOfDay(period.from).getTime()) : earliest
  const place = (at: Date) => Math.round((at.getTime() - first) / stepMs)
  const labels = Array.from({ length: place(new Date(latest)) + 1 }, (_, step) =>
    nameBucket(new Date(first + step * stepMs), by, now, view),
  )
  return { slots: { by: 'label', labels }, place }
}
