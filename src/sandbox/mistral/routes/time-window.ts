import { dayMs } from '../generator/calendar.ts'
import { readInteger, refuseField, type World } from './route.ts'

export interface TimeWindow {
  /** As asked, in seconds. */
  readonly start: number
  readonly end: number
  /** In milliseconds; the future is cut off. */
  readonly from: number
  readonly until: number
}

const longestDays = 800

export function readWindow(query: URLSearchParams, { clock }: World): TimeWindow {
  const start = readInteger(query, 'start_time')
  const end = readInteger(query, 'end_time')
  if (end < start) throw refuseField('query', 'end_time', 'Input should not be before start_time')
  if ((end - start) * 1000 > longestDays * dayMs) {
    throw refuseField('query', 'start_time', `The window should not be longer than ${longestDays} days`)
  }
  return { start, end, from: start * 1000, until: Math.min(end * 1000, clock.now().getTime()) }
}
