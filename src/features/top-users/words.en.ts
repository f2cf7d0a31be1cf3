import type { Countable } from './report.ts'

const counted: Record<Countable, string> = {
  messages: 'le Chat messages',
  conversations: 'le Chat conversations',
  agents: 'agents used',
  files: 'files in le Chat',
  images: 'images in le Chat',
}

export const en = {
  summary: 'Who uses le Chat most, and how much depends on how few',
  counted,
  by: {
    messages: 'By messages',
    conversations: 'By conversations',
    agents: 'By agents',
    files: 'By files',
    images: 'By images',
  } satisfies Record<Countable, string>,
  lead: (people: number, share: string, what: string) =>
    people === 1 ? `One person makes up ${share} of all ${what}` : `${people} people make up ${share} of all ${what}`,
  people: (people: string, what: string) => `${people} people, by ${what}`,
  total: (period: string, total: string, what: string, people: string) =>
    `${period}: ${total} ${what}, ${people} people`,
  subtitle: (what: string, days: string) =>
    `${what.charAt(0).toUpperCase()}${what.slice(1)} per person, ${days}, UTC days`,
  ranks: (first: number, last: number) => `Places ${first}–${last}`,
  own: (value: string, rank: number, of: number) => `You: *${value}*, place ${rank} of ${of}`,
  /** "in November", but "on 12–18 Nov". */
  ownNone: (period: string) => `You: none ${/^\d+\D/.test(period) ? 'on' : 'in'} ${period}`,
  nothing: (period: string, what: string) => `${period}: Mistral reports no ${what}`,
  notOffered: 'Mistral has no le Chat analytics for this Organization, so I cannot say who uses it',
  tooFew: (period: string) => `${period}: fewer than five people, so their numbers are not shown`,
}
