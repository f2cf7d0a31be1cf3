/** The words by which people ask for entries, and the actions behind each; an action alone stands for its whole topic. */
const topics: Readonly<Record<string, readonly string[]>> = {
  limit: ['limit'],
  request: ['limit.requested', 'limit.joined', 'limit.amended', 'limit.withdrawn', 'limit.expired'],
  decision: ['limit.approved', 'limit.denied', 'limit.break-glass', 'limit.lapsed'],
  refusal: ['access.refused'],
  review: ['limit.reviewed'],
  change: ['limit.attempted', 'limit.written', 'limit.applied', 'limit.stated', 'limit.done-by-hand', 'limit.ended'],
  failure: [
    'limit.not-sent',
    'limit.not-written',
    'limit.answer-lost',
    'limit.refused-by-mistral',
    'limit.contradicted',
  ],
  ending: ['limit.ending', 'limit.ended', 'limit.end-postponed', 'limit.left-alone'],
  setting: ['settings'],
  person: ['person'],
  export: ['audit.exported'],
  look: ['audit'],
}

/** Who looked at the trail is listed for those who ask for it, or every look would bury what happened under looks. */
export const unlisted: readonly string[] = ['audit.viewed']

/** Between these two a limit was written: the claim before it, and the proof after it. */
export const limitWrites: readonly string[] = ['limit.attempted', 'limit.applied']

/** "decisions", "limit" or an action as it is stored; undefined for any other word. */
export function findTopic(word: string): readonly string[] | undefined {
  const plain = word.toLowerCase()
  const singular = plain.replace(/s$/, '')
  const known = [plain, singular].find((candidate) => Object.hasOwn(topics, candidate))
  if (known) return topics[known]
  return /^[a-z]+\.[a-z-]+$/i.test(word) ? [word] : undefined
}
