import { fewestPeople } from '../../chatops/report/activity.ts'
import type { View } from '../../chatops/view.ts'
import type { Chart, Timeline } from '../../domain/chart.ts'
import { formatDays } from '../../domain/time/dates.ts'
import { daysBetween } from '../../domain/time/time.ts'
import { chatSeat, codeSeat, type DayUsers, type SeatsReport } from './report.ts'
import { sayFinding, seatsOf } from './view.ts'
import { seatsWords } from './words.ts'

/** How many people work each day, below the number of seats that there are for them. */
export function drawSeats(report: SeatsReport, view: View): Chart | undefined {
  const words = seatsWords(view)
  const { from, to, isRunning } = report.period
  const days = daysBetween(from, to) + 1
  const products = [
    { key: chatSeat, days: report.chatDays },
    { key: codeSeat, days: report.codeDays },
  ].filter((product) => product.days.some(isShown))
  if (days < 2 || products.length === 0) return undefined
  const hidden = products.some((product) => product.days.some((day) => day.users > 0 && !isShown(day)))
  return {
    locale: view.locale,
    title: sayFinding(report, view),
    subtitle: words.chart.subtitle(formatDays(from, to, view.locale, report.now.toISOString().slice(0, 4)), isRunning),
    ...(hidden ? { note: words.chart.hidden } : {}),
    panels: products.map((product) => drawProduct(product.key, product.days, report, view)),
  }
}

/** Each product below its own number of seats: lines across another's would be taken for its. */
function drawProduct(product: string, days: readonly DayUsers[], report: SeatsReport, view: View): Timeline {
  const words = seatsWords(view)
  const { from, to } = report.period
  const count = daysBetween(from, to) + 1
  const seats = seatsOf(product, report)
  const name = words.product(product)
  return {
    kind: 'timeline',
    heading: name,
    measure: { kind: 'count' },
    slots: { by: 'day', from, count },
    shape: 'bars',
    // The people of several days are no sum of theirs.
    figure: 'last',
    series: [{ name, values: spread(days, from, count) }],
    ...(seats > 0 ? { levels: [{ name: words.chart.level, value: seats, role: 'mark' }] } : {}),
  }
}

/** A picture goes to everybody: days of fewer than five people stay empty. */
const isShown = ({ users }: DayUsers): boolean => users >= fewestPeople

function spread(days: readonly DayUsers[], from: DayUsers['day'], count: number): (number | null)[] {
  const values = new Array<number | null>(count).fill(null)
  for (const row of days) {
    const index = daysBetween(from, row.day)
    if (index >= 0 && index < count && (isShown(row) || row.users === 0)) values[index] = row.users
  }
  return values
}
