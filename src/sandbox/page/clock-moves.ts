import type { SandboxClock } from '../clock.ts'

export type ClockMove = 'hour' | 'day' | 'monday' | 'month'

const hourMs = 3_600_000
const pastMidnightMs = 10 * 60_000

/** Sets the clock forward: by so much, or to the next such moment where the reader is. */
export function moveClock(clock: SandboxClock, move: ClockMove, timeZone: string): void {
  const now = clock.now()
  const targets: Readonly<Record<ClockMove, () => number>> = {
    hour: () => now.getTime() + hourMs,
    day: () => now.getTime() + 24 * hourMs,
    monday: () => nextMondayAtNine(now, timeZone),
    // Mistral counts in UTC months.
    month: () => Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1) + pastMidnightMs,
  }
  clock.advance(targets[move]() - now.getTime())
}

/** Hour by hour, so that no change to or from summer time is in the way. */
function nextMondayAtNine(now: Date, timeZone: string): number {
  const local = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', hour: '2-digit', hourCycle: 'h23' })
  const isMondayAtNine = (at: number) => {
    const parts = Object.fromEntries(local.formatToParts(at).map(({ type, value }) => [type, value]))
    return parts.weekday === 'Mon' && parts.hour === '09'
  }
  let at = (Math.floor(now.getTime() / hourMs) + 1) * hourMs
  while (!isMondayAtNine(at)) at += hourMs
  return at
}
