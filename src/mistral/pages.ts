export interface Page<Item> {
  readonly items: readonly Item[]
  readonly total: number | null
}

const maxPages = 1000

/**
 * Reads until the total is reached or a page brings nothing new. The length of a page says nothing: the server may
 * allow fewer items than were asked for, and it may ignore the page number altogether.
 */
export async function readAllPages<Item extends { readonly id: string }>(
  readPage: (page: number) => Promise<Page<Item>>,
  countsTowardsTotal: (item: Item) => boolean = () => true,
): Promise<Item[]> {
  const found = new Map<string, Item>()
  for (let page = 1; page <= maxPages; page++) {
    const before = found.size
    const { items, total } = await readPage(page)
    for (const item of items) found.set(item.id, item)
    if (found.size === before) break
    if (total !== null && found.values().filter(countsTowardsTotal).toArray().length >= total) break
  }
  return [...found.values()]
}
