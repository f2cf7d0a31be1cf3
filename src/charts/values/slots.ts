import type { Slots } from '../../domain/chart.ts'
import { nameDayOfMonth } from '../../domain/language.ts'
import { dateFormat } from './formats.ts'

export interface SlotTick {
  readonly index: number
  readonly text: string
}

const msPerDay = 86_400_000

export const countSlots = (slots: Slots): number => (slots.by === 'label' ? slots.labels.length : slots.count)

/** Ways to label the slots, from all of them to few; the first that fits is drawn. */
export function slotTickChoices(slots: Slots, locale: string): SlotTick[][] {
  const count = countSlots(slots)
  const all = Array.from({ length: count }, (_, index) => ({ index, text: slotText(slots, index, locale) }))
  const every = (step: number) => all.filter((tick) => tick.index % step === 0)
  if (slots.by !== 'day') return [1, 2, 3, 4, 6, 12, 24, 48].map(every)

  const dayOfMonth = (tick: SlotTick) => slotDate(slots, tick.index).getUTCDate()
  const on = (...days: number[]) => all.filter((tick) => days.includes(dayOfMonth(tick)))
  const months = on(1).map(({ index }) => ({ index, text: monthText(slots, index, locale) }))
  const choices = [all, every(2), on(1, 5, 10, 15, 20, 25, 30), on(1, 10, 20), on(1, 15), months]
  for (const step of [2, 3, 6, 12]) choices.push(months.filter((_, position) => position % step === 0))
  // A few days across the end of a month may hold one first only: two ticks are the least that tell a scale.
  return choices.filter((choice) => choice.length >= Math.min(2, count)).concat([every(Math.max(1, count - 1))])
}

/** The name of one slot in full, for the alternative text. */
export function slotText(slots: Slots, index: number, locale: string): string {
  if (slots.by === 'label') return slots.labels[index] ?? ''
  const date = slotDate(slots, index)
  if (slots.by === 'weekday') return dateFormat(locale, { weekday: 'short' }).format(date)
  return slots.by === 'month'
    ? monthText(slots, index, locale)
    : dateFormat(locale, { day: 'numeric', month: 'short' })
        .formatToParts(date)
        .map(({ type, value }) => (type === 'day' ? nameDayOfMonth(value, locale) : value))
        .join('')
}

/** January bears the year, where there is more than one. */
function monthText(slots: DatedSlots, index: number, locale: string): string {
  const date = slotDate(slots, index)
  const years = [0, slots.count - 1].map((slot) => slotDate(slots, slot).getUTCFullYear())
  const year = date.getUTCMonth() === 0 && years[0] !== years[1] ? ({ year: 'numeric' } as const) : {}
  return dateFormat(locale, { month: 'short', ...year }).format(date)
}

type DatedSlots = Exclude<Slots, { by: 'label' }>

function slotDate(slots: DatedSlots, index: number): Date {
  const first = new Date(`${slots.from}T00:00:00Z`)
  if (slots.by !== 'month') return new Date(first.getTime() + index * msPerDay)
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + index, 1))
}
