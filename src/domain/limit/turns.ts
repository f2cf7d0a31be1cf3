/** Of something with an end of its own: a cap, a budget. */
export interface Look {
  readonly lookedAt: Date
  /** How much of it was used by then, from 0 to 1 and beyond. */
  readonly share: number
}

const hourMs = 3_600_000
/** From here on it is looked at each time. */
const nearShare = 0.7

/**
 * Each Workspace takes a question of its own, so an Organization with a hundred is asked about over an hour: first those
 * that waited longest. Those near their end are asked about each time.
 */
export function chooseTurns(
  ids: readonly string[],
  looks: ReadonlyMap<string, Look>,
  now: Date,
  pollMs: number,
): string[] {
  const lookedAt = (id: string): number => looks.get(id)?.lookedAt.getTime() ?? 0
  const near = ids.filter((id) => (looks.get(id)?.share ?? 0) >= nearShare)
  const others = ids.filter((id) => !near.includes(id)).toSorted((a, b) => lookedAt(a) - lookedAt(b))
  const most = Math.ceil((ids.length * pollMs) / hourMs)
  const waiting = others.filter((id) => now.getTime() - lookedAt(id) >= hourMs - pollMs)
  return [...near, ...waiting.slice(0, most)]
}
