/** However many ask at once and however often: one look in so many milliseconds, and its answer for all. */
export function seldom<Value>(now: () => number, keptMs: number, look: () => Promise<Value>): () => Promise<Value> {
  let last: { readonly at: number; readonly value: Value } | undefined
  let looking: Promise<Value> | undefined
  return async () => {
    if (!looking && last && now() - last.at < keptMs) return last.value
    looking ??= look()
      .then((value) => {
        last = { at: now(), value }
        return value
      })
      .finally(() => {
        looking = undefined
      })
    return looking
  }
}
