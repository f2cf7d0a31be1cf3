export const en = {
  summary: 'How Vibe Code is used: sessions, people, tokens, tool calls, accepted edits',
  finding: (period: string, sessions: string, prompts: string | undefined) =>
    `${period}: ${sessions} Vibe Code sessions${prompts ? `, ${prompts} prompts` : ''}`,
  change: { prompts: 'Prompts', toolCalls: 'Tool calls', hours: 'Hours' },
  surface: { cli: 'Terminal', acp: 'Editor', programmatic: 'Programs' },
  sessions: (parts: string) => `Sessions: ${parts}`,
  mostUsers: (people: string) => `Up to ${people} people a day`,
  hours: (hours: string) => `${hours} hours`,
  toolCalls: (total: string, failed: string) => `${total} tool calls, ${failed} failed`,
  tokensTitle: '*Tokens by model*',
  tokens: (model: string, input: string, output: string, cached: string) =>
    `${model}: ${input} in · ${output} out · ${cached} cached`,
  edits: (total: string, accepted: string) => `${total} next-edit suggestions, ${accepted} accepted`,
  lines: (inserted: string, deleted: string) => `+${inserted} and −${deleted} lines`,
  hidden: (days: number) =>
    days === 1
      ? '1 day with fewer than five people is not shown'
      : `${days} days with fewer than five people are not shown`,
  nothing: (period: string) => `${period}: Mistral reports no use of Vibe Code`,
  notOffered: 'Mistral has no Vibe Code analytics for this Organization, so I cannot say how it is used',
  tooFew: (period: string) => `${period}: fewer than five people a day used Vibe Code, so their numbers are not shown`,
  subtitle: (days: string) => `Vibe Code sessions a day, ${days}, UTC days`,
}
