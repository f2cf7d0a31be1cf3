import type { AuditAction } from '../../chatops/contract.ts'

export type KnownActions = Readonly<Record<string, AuditAction>>

export const unlistedOf = (actions: KnownActions): readonly string[] =>
  Object.keys(actions).filter((action) => actions[action]?.isUnlisted)

/**
 * "decisions", "limit" (whatever begins with it) or an action as it is stored; undefined for any other word. An action of
 * a later version is found by its own name.
 */
export function findTopic(word: string, known: KnownActions): readonly string[] | undefined {
  const plain = word.toLowerCase()
  for (const topic of [plain, plain.replace(/s$/, '')]) {
    const found = Object.keys(known).filter(
      (action) => action.startsWith(`${topic}.`) || known[action]?.topics.includes(topic),
    )
    if (found.length > 0) return found
  }
  return /^[a-z]+\.[a-z-]+$/i.test(word) ? [word] : undefined
}
