import { certainSkewMs, type Skew } from './date-skew.ts'
import { type Finding, ok, problem, warning } from './finding.ts'

export interface ClockFacts {
  readonly slack: Skew | undefined
  readonly mistral: Skew | undefined
  /** undefined as well where the database has no clock of its own. */
  readonly database: Skew | undefined
}

/** An answer that took longer than this says too little about a clock. */
const mostUncertainMs = 5_000

export function judgeClock(facts: ClockFacts): readonly Finding[] {
  const known = Object.entries({ Slack: facts.slack, Mistral: facts.mistral, 'the database': facts.database }).flatMap(
    ([who, skew]) => (skew && skew.to - skew.from <= mostUncertainMs ? [{ who, skew }] : []),
  )
  if (known.length === 0)
    return [warning('Nobody answered quickly enough to compare this machine’s clock with.', 'Run this again.')]
  const off = known.filter(({ skew }) => certainSkewMs(skew) !== 0)
  if (off.length === 0)
    return [ok(`This machine’s clock agrees with ${known.map(({ who }) => who).join(', ')} within two seconds.`)]
  return off.map(({ who, skew }) => {
    const ms = certainSkewMs(skew)
    const says = `This machine’s clock is at least ${Math.abs(ms / 1000).toFixed(1)} s ${ms > 0 ? 'ahead of' : 'behind'} ${who}.`
    return problem(
      says,
      who === 'the database' && off.length === 1
        ? 'Set the clock of the database’s machine by NTP.'
        : 'Set this machine’s clock by NTP (on Linux: timedatectl set-ntp true).',
    )
  })
}
