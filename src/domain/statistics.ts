/** Of estimates, so doubles: money is never added up here. */
export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** 0 of nothing. */
export const mean = (values: readonly number[]): number => (values.length === 0 ? 0 : sum(values) / values.length)

/** 0 of nothing. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}
