const busiest = (step: string) => (when: string, messages: string, people: string) =>
  `Busiest ${step}: ${when}, ${messages} messages by ${people} people`

export const en = {
  summary: 'How much le Chat is used over time, and by how many people',
  finding: (period: string, people: string, messages: string) =>
    people
      ? `${period}: ${people} people sent ${messages} le Chat messages`
      : `${period}: ${messages} le Chat messages`,
  peopleChange: (change: string) => `People: ${change}`,
  busiest: { hour: busiest('hour'), day: busiest('day'), week: busiest('week'), month: busiest('month') },
  hidden: (count: number) =>
    count === 1
      ? '1 step with fewer than five people is not shown'
      : `${count} steps with fewer than five people are not shown`,
  digestTitle: 'People in le Chat',
  week: (people: string, change: string, messages: string) =>
    `*Le Chat*  ${people} people${change ? ` (${change})` : ''}, ${messages} messages`,
  nothing: (period: string) => `${period}: Mistral reports no le Chat messages`,
  notOffered: 'Mistral has no le Chat analytics for this Organization, so I cannot say how much it is used',
  by: { hour: 'By hour', day: 'By day', week: 'By week', month: 'By month' },
  topUsers: 'Top users',
  messages: 'Messages',
  people: { hour: 'People an hour', day: 'People a day', week: 'People a week', month: 'People a month' },
  subtitle: (days: string) => `Le Chat, ${days}, UTC`,
}
