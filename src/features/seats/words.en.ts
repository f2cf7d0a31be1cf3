const products: Record<string, string> = { CHAT: 'le Chat', MISTRAL_CODE: 'Vibe Code' }
const people = (count: string) => (count === '1' ? '1 person' : `${count} people`)
const seats = (count: string) => (count === '1' ? '1 seat' : `${count} seats`)

export const en = {
  summary: 'How many seats are given out and how many of them are used, for le Chat and Vibe Code',
  /** A product that Mistral adds later is called as Mistral calls it. */
  product: (key: string) => products[key] ?? key.toLowerCase().replaceAll('_', ' '),

  finding: (period: string, active: string, seats: string, share: string) =>
    `${period}: ${active} of ${seats} le Chat seats used (${share})`,
  findingMembers: (period: string, active: string, members: string) =>
    `${period}: ${active} of ${members} members used le Chat`,
  findingGivenOut: (period: string, count: string) => `${period}: ${seats(count)} given out for le Chat`,
  findingUnknown: (period: string) => `${period}: Mistral reports neither seats nor who is active`,
  few: 'fewer than five',

  active: (change: string) => `Active people · ${change}`,
  given: (product: string, count: string) => `${product}: ${seats(count)}`,
  used: (count: string, share: string, idle: string) => `${count} active (${share}), ${idle} idle`,
  usedByFew: 'fewer than five people active',
  usedADay: (count: string, share: string, day: string) => `at most ${people(count)} a day (${share}), on ${day}`,
  usedADayByFew: 'fewer than five people a day',
  notUsed: 'nobody active',
  withoutSeat: (count: string) => `${people(count)} used le Chat and have no seat for it now`,
  fewWithoutSeat: 'Fewer than five people used le Chat and have no seat for it now',
  noSeat: (count: string) => `${count === '1' ? '1 member has' : `${count} members have`} no seat`,
  invites: (count: string) => `${count === '1' ? '1 invitation is' : `${count} invitations are`} open`,

  seatsNotSaid:
    'Mistral does not report seats for this Organization. The newest Admin API (`https://api.mistral.ai/v1/admin` as `MISTRAL_ADMIN_API_URL`) lists them for each member.',
  notOffered: (product: string) =>
    `${product}: Mistral has no usage analytics for this Organization, so I cannot say who is active. They come with the analytics of an Enterprise plan.`,
  missing: (product: string) => `⚠ ${product}: Mistral did not answer who is active`,
  perDay: 'Vibe Code is counted by the day: Mistral does not say who the people are',
  bought: 'How many seats were bought is in the Admin Panel alone: Mistral’s Admin API does not report it.',
  panel: 'Open billing in the Admin Panel',
  panelMembers: 'Open members in the Admin Panel',

  chart: {
    subtitle: (days: string, isRunning: boolean) =>
      `Active people a day, against seats given out, ${days}${isRunning ? ', today not over' : ''}, UTC days`,
    level: 'Seats',
    hidden: 'Days with fewer than five people are not shown',
  },
}
