import { dayOf, growthAt, isWeekend, shareOfDay } from './calendar.ts'
import type { SandboxMember } from './people.ts'
import { drawFraction, drawWobble, hashText, nameUuid } from './random.ts'

/** Agents have ids and no names in the API. */
export const agentIds: readonly string[] = [
  'contracts',
  'tone',
  'tickets',
  'sql',
  'minutes',
  'translations',
  'onboarding',
].map((name) => nameUuid(`agent ${name}`))

/** What one person did in le Chat on one UTC day, within the time asked for. */
export interface PersonDay {
  readonly personId: string
  readonly agentId: string
  readonly day: number
  readonly messages: number
  readonly messagesToAgents: number
  readonly conversations: number
  readonly files: number
  readonly images: number
  readonly spreadsheets: number
  readonly lastMessageAt: Date
}

/** A few people write most of the messages, and some have a seat that they never use. */
function intensityOf(seed: number, person: SandboxMember): number {
  const draw = drawFraction(seed, hashText(person.id), 11)
  return draw < 0.15 ? 0 : 4 + 60 * draw ** 4
}

function readPersonDay(seed: number, person: SandboxMember, day: number, from: number, until: number) {
  const key = hashText(person.id)
  const week = isWeekend(day) ? 0.06 : 1
  const away = drawFraction(seed, key, day, 12) < 0.18 ? 0 : 1
  const growth = 0.4 + 0.6 * growthAt(day)
  const wholeDay = Math.round(intensityOf(seed, person) * week * away * growth * drawWobble(seed, 0.5, key, day))
  const before = shareOfDay(day, from, 'office')
  const after = shareOfDay(day, until, 'office')
  // Cut from running totals, so that hours add up to their day to the last message.
  const between = (total: number) => Math.floor(total * after) - Math.floor(total * before)
  const messages = between(wholeDay)
  return {
    personId: person.id,
    agentId: agentIds[Math.floor(drawFraction(seed, key, day, 13) ** 2 * agentIds.length)] ?? '',
    day,
    messages,
    messagesToAgents: between(Math.floor(wholeDay * drawFraction(seed, key, 14) * 0.5)),
    conversations: Math.ceil(messages / 6),
    files: between(Math.floor(wholeDay / 9)),
    images: between(Math.floor(wholeDay / 14)),
    spreadsheets: between(Math.floor(wholeDay / 25)),
    lastMessageAt: new Date(Math.min(until, day * 86_400_000 + 66_600_000) - (key % 1800) * 1000),
  }
}

/** Everything from `from` (included) to `until` (not included), a row for each person and day with messages. */
export function readActivity(seed: number, people: readonly SandboxMember[], from: number, until: number): PersonDay[] {
  const rows: PersonDay[] = []
  for (let day = dayOf(from); day * 86_400_000 < until; day += 1) {
    for (const person of people) {
      if (person.joinedAt.getTime() > day * 86_400_000) continue
      const row = readPersonDay(seed, person, day, from, until)
      if (row.messages > 0) rows.push(row)
    }
  }
  return rows
}
