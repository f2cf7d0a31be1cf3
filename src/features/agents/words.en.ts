export const en = {
  summary: 'Which agents are used, by how many people, and how that changes',
  counted: { messages: 'Messages', users: 'People', conversations: 'Conversations' },
  by: { messages: 'By messages', users: 'By people', conversations: 'By conversations' },
  finding: (period: string, agents: string, messages: string) =>
    `${period}: ${agents} ${agents === '1' ? 'agent' : 'agents'} answered ${messages} messages`,
  row: (messages: string, people: string) => `*${messages}* messages, ${people} people`,
  rest: (agents: string, messages: string) => `${agents} more agents  *${messages}* messages`,
  small: (agents: string, messages: string) =>
    `${agents} ${agents === '1' ? 'agent' : 'agents'} with fewer than five people, shown together  *${messages}* messages`,
  nothing: (period: string) => `${period}: Mistral reports no use of agents`,
  notOffered: 'Mistral has no le Chat analytics for this Organization, so I cannot say which agents are used',
  idsOnly: 'Mistral reports agents by id, not by name',
  subtitle: (what: string, days: string) => `${what} per agent that at least five people use, ${days}, UTC days`,
}
