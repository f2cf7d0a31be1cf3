/** Does the work for all items, in their order, with at most that many under way at once. */
export async function mapAtMost<Item, Result>(
  most: number,
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  const waiting = items.entries()
  const runOne = async () => {
    for (const [index, item] of waiting) results[index] = await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, runOne))
  return results
}

/** Mistral asks for one call a Workspace, and gets no more than these at a time. */
export const workspacesAtOnce = 4
