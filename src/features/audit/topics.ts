/** The words by which people ask for entries, and the actions behind each; an action alone stands for its whole topic. */
const topics: Readonly<Record<string, readonly string[]>> = {
  limit: ['limit'],
  request: ['limit.requested', 'limit.joined', 'limit.amended', 'limit.withdrawn', 'limit.expired'],
  decision: ['limit.reviewed', 'limit.approved', 'limit.denied'],
  refusal: ['limit.refused', 'limit.denied'],
  change: ['limit.applying', 'limit.attempted', 'limit.written', 'limit.applied', 'limit.ended', 'limit.reverted'],
  person: ['person'],
  setting: ['settings'],
  export: ['audit.exported'],
  look: ['audit'],
}

/** Who looked at the trail is listed for those who ask for it, or every look would bury what happened under looks. */
export const unlisted: readonly string[] = ['audit.viewed']

/** After these the limit stands, or may stand, as the entry says. */
export const limitWrites = topics.change ?? []

export const topicWords: readonly string[] = Object.keys(topics).map((word) => `${word}s`)

/** "decisions", "limit" or an action as it is stored; undefined for any other word. */
export function findTopic(word: string): readonly string[] | undefined {
  const plain = word.toLowerCase()
  const singular = plain.replace(/s$/, '')
  const known = [plain, singular].find((candidate) => Object.hasOwn(topics, candidate))
  if (known) return topics[known]
  return /^[a-z]+\.[a-z-]+$/i.test(word) ? [word] : undefined
}
