import { addDays, addMonths, dayOf, firstDayOf, lastDayOf, monthOf, startOfDay } from '../../domain/time/time.ts'
import type { Day } from '../../domain/usage/usage.ts'

export const rhythms = ['weekly', 'monthly'] as const
export type Rhythm = (typeof rhythms)[number]

/** When a digest is posted, by the clock on the wall of its zone. */
export interface When {
  readonly rhythm: Rhythm
  /** 0 is Sunday; a monthly digest comes on the first working day instead. */
  readonly weekday: number
  /** "09:00" */
  readonly time: string
  readonly zone: string
}

interface Days {
  readonly from: Day
  readonly to: Day
}

/** The whole UTC days that one digest is about, and those that it compares them with. */
export interface DigestPeriod {
  readonly rhythm: Rhythm
  readonly of: Days
  readonly against: Days
}

export const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text)

export function isZone(text: string): boolean {
  try {
    // "+02:00" would not follow the clocks that change.
    return /^[A-Za-z]/.test(text) && new Intl.DateTimeFormat('en', { timeZone: text }) !== undefined
  } catch {
    return false
  }
}

/** As croner reads it: `1W` is the working day next to the first, and never before it. */
export function cronOf({ rhythm, weekday, time }: When): string {
  const [hour, minute] = time.split(':').map(Number)
  return rhythm === 'weekly' ? `${minute} ${hour} * * ${weekday}` : `${minute} ${hour} 1W * *`
}

/** What the digest of that moment is about. */
export function periodOf({ rhythm, zone }: Pick<When, 'rhythm' | 'zone'>, dueAt: Date): DigestPeriod {
  if (rhythm === 'monthly') {
    const month = addMonths(monthOf(localDay(dueAt, zone)), -1)
    const whole = (count: number) => {
      const other = addMonths(month, count)
      return { from: firstDayOf(other), to: lastDayOf(other) }
    }
    return { rhythm, of: whole(0), against: whole(-1) }
  }
  const to = lastWholeDay(dueAt, zone)
  return {
    rhythm,
    of: { from: addDays(to, -6), to },
    against: { from: addDays(to, -13), to: addDays(to, -7) },
  }
}

/** When Mistral's days of it are over; a month that ends by local time may have some hours to go in UTC. */
export const endOfPeriod = ({ of }: DigestPeriod): Date => startOfDay(addDays(of.to, 1))

/**
 * The last UTC day that is over whenever the wall shows this hour, in summer and in winter: so that weeks neither overlap
 * nor leave a day out when the clocks change.
 */
function lastWholeDay(at: Date, zone: string): Day {
  const offsets = [0, 91, 182, 273].map((days) => offsetMs(new Date(at.getTime() + days * dayMs), zone))
  const shown = at.getTime() + offsetMs(at, zone)
  const earliest = dayOf(new Date(shown - Math.max(...offsets)))
  const local = localDay(at, zone)
  return addDays(earliest < local ? earliest : local, -1)
}

const dayMs = 86_400_000

const localDay = (at: Date, zone: string): Day => dayOf(new Date(at.getTime() + offsetMs(at, zone)))

const clocks = new Map<string, Intl.DateTimeFormat>()

/** What the wall shows in that zone; such a format takes long to make. */
function clockIn(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
  })
  clocks.set(zone, made)
  return made
}

/** How far the zone's clocks are ahead of UTC at that moment. */
function offsetMs(at: Date, zone: string): number {
  const parts = clockIn(zone).formatToParts(at)
  const read = Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 1, day, hour, minute, second } = read
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at.getTime() / 1000) * 1000
}
