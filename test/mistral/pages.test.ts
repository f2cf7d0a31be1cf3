import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Page, readAllPages } from '../../src/mistral/pages.ts'

interface Item {
  readonly id: string
}
type Server = (page: number) => Page<Item>

const items = (count: number, from = 0): Item[] =>
  Array.from({ length: count }, (_, index) => ({ id: `${from + index}` }))
/** A list as it should be: each page full, and the total true. */
const listOf = (count: number, size: number, total: number | null = count): Server => {
  const all = items(count)
  return (page) => ({ items: all.slice((page - 1) * size, page * size), total })
}

/** Later pages answer before earlier ones, so that nothing relies on the order in which they come. */
async function read(server: Server) {
  const asked: number[] = []
  let underWay = 0
  let most = 0
  const found = await readAllPages(async (page) => {
    asked.push(page)
    underWay += 1
    most = Math.max(most, underWay)
    for (let turn = 0; turn < 8 - (page % 8); turn++) await Promise.resolve()
    underWay -= 1
    return server(page)
  })
  return { ids: found.map(({ id }) => id), asked, most }
}

/** What the pages hold when they are asked for one after the other. */
function readOneByOne(server: Server): string[] {
  const found = new Set<string>()
  for (let page = 1; page <= 1000; page++) {
    const before = found.size
    const { items: rows, total } = server(page)
    for (const { id } of rows) found.add(id)
    if (found.size === before || (total !== null && found.size >= total)) break
  }
  return [...found]
}

describe('the pages of a list', () => {
  test('are asked for four at a time once the first has told the total, and stay in order', async () => {
    const { ids, asked, most } = await read(listOf(5_000, 100))
    expect(ids).toEqual(items(5_000).map(({ id }) => id))
    expect(asked).toEqual(Array.from({ length: 50 }, (_, index) => index + 1))
    expect(most).toBe(4)
  })

  test.each<[string, Server, { asked: number; most: number; found: number }]>([
    ['one page is one call', listOf(100, 100), { asked: 1, most: 1, found: 100 }],
    ['no more pages than the total needs', listOf(250, 100), { asked: 3, most: 2, found: 250 }],
    ['without a total one after the other', listOf(500, 100, null), { asked: 6, most: 1, found: 500 }],
    [
      'a total that is too high ends with the first page of nothing',
      listOf(500, 100, 1e17),
      { asked: 9, most: 4, found: 500 },
    ],
    ['a total that is too low is believed', listOf(500, 100, 100), { asked: 1, most: 1, found: 100 }],
    [
      'a page number that is ignored costs one round',
      () => ({ items: items(100), total: 500 }),
      { asked: 5, most: 4, found: 100 },
    ],
    [
      'pages that shrink are asked for until the total is there',
      (page) => ({ items: page === 1 ? items(100) : items(10, 100 + (page - 2) * 10), total: 200 }),
      { asked: 11, most: 3, found: 200 },
    ],
    [
      'a list without end ends',
      (page) => ({ items: items(1, page), total: page + 1e6 }),
      { asked: 1000, most: 4, found: 1000 },
    ],
  ])('%s', async (_, server, { found, ...calls }) => {
    const { ids, asked, most } = await read(server)
    expect({ asked: asked.length, most, found: ids.length }).toEqual({ ...calls, found })
  })

  test('hold what they hold one after the other, whatever a server says, for at most three calls more', async () => {
    const page = fc.record({
      items: fc.array(fc.record({ id: fc.nat(30).map(String) }), { maxLength: 6 }),
      total: fc.option(fc.nat(40)),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(page, { minLength: 1, maxLength: 12 }), async (pages) => {
        let last = 0
        const server: Server = (number) => pages[number - 1] ?? { items: [], total: null }
        const expected = readOneByOne((number) => {
          last = number
          return server(number)
        })
        const { ids, asked, most } = await read(server)
        expect(ids).toEqual(expected)
        expect(asked.length).toBeLessThanOrEqual(last + 3)
        expect(most).toBeLessThanOrEqual(4)
      }),
    )
  })

  test('fail as a whole where one fails', async () => {
    const broken: Server = (page) => {
      if (page === 3) throw new Error('page 3')
      return listOf(500, 100)(page)
    }
    await expect(read(broken)).rejects.toThrow('page 3')
  })
})
