import { fewestPeople } from '../../chatops/report/activity.ts'
import type { Cell } from '../../chatops/report/csv.ts'
import type { Table } from '../../chatops/report/table.ts'
import type { View } from '../../chatops/view.ts'
import { chatSeat, codeSeat, type DayUsers, type SeatsReport } from './report.ts'
import { seatsWords } from './words.ts'

type Row = readonly [metric: string, product: string | null, day: string | null, people: Cell]

/** One number a line, under the product's name at Mistral. What fewer than five people do stays out, as in the report. */
export function tabulateSeats(report: SeatsReport, view: View): Table {
  const { period, members, pendingInvites, given = [], withoutAnySeat, chat, chatDays, codeDays } = report
  const isShown = (people: number) => people === 0 || people >= fewestPeople || view.seesNames
  const row = (metric: string, product: string | null, people: number): Row => [metric, product, null, people]
  const uses: readonly Row[] =
    typeof chat === 'string'
      ? []
      : [
          row('active_with_seat', chatSeat, chat.seated),
          ...(report.given ? [row('active_without_seat', chatSeat, chat.withoutSeat)] : []),
        ]
  const perDay = (product: string, days: readonly DayUsers[]) =>
    days.map(({ day, users }): Row => ['active_a_day', product, day, users])
  const watched = [...uses, ...perDay(chatSeat, chatDays), ...perDay(codeSeat, codeDays)]
  const shown = watched.filter(([, , , people]) => isShown(Number(people)))
  return {
    period,
    columns: ['metric', 'product', 'day', 'people'],
    rows: [
      row('members', null, members),
      row('pending_invitations', null, pendingInvites),
      ...given.map(({ product, seats }) => row('seats', product, seats)),
      ...(report.given ? [row('members_without_seat', null, withoutAnySeat)] : []),
      ...shown,
    ],
    notes: shown.length < watched.length ? [seatsWords(view).chart.hidden] : [],
  }
}
