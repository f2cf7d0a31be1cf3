export interface Page<Item> {
  readonly items: readonly Item[]
  readonly total: number | null
}

const maxPages = 1000
/** A list of thousands takes a quarter of the time, and Mistral gets no burst of calls. */
const pagesAtOnce = 4

/**
 * Reads until the total is reached or a page brings nothing new. The length of a page says nothing: the server may
 * allow fewer items than were asked for, and it may ignore the page number altogether. The total says only how many
 * pages are worth asking for side by side; they are looked at in their order, as if they had come one by one.
 */
export async function readAllPages<Item extends { readonly id: string }>(
  readPage: (page: number) => Promise<Page<Item>>,
  countsTowardsTotal: (item: Item) => boolean = () => true,
): Promise<Item[]> {
  const found = new Map<string, Item>()
  let counted = 0
  let read = 0
  let next = 1
  while (read < maxPages) {
    const numbers = Array.from({ length: Math.min(next, maxPages - read) }, (_, index) => read + index + 1)
    for (const { items, total } of await Promise.all(numbers.map(readPage))) {
      read += 1
      const before = found.size
      for (const item of items) {
        if (!found.has(item.id) && countsTowardsTotal(item)) counted += 1
        found.set(item.id, item)
      }
      const left = total === null ? null : total - counted
      if (found.size === before || (left !== null && left <= 0)) return [...found.values()]
      const usualLength = found.size / read
      next = left === null ? 1 : Math.min(pagesAtOnce, Math.ceil(left / usualLength))
    }
  }
  return [...found.values()]
}
