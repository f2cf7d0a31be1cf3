import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { type ChartLinks, chartMigrations, createChartLinks } from '../../../src/chatops/pictures/chart-links.ts'
import type { Database } from '../../../src/storage/database.ts'
import { describeOnEachDatabase } from '../../support/databases.ts'

const png = Buffer.from('\x89PNG, and what follows', 'latin1')
const sarah = { slackId: 'U0SARAH', seesNames: false }
const everything = { seesFigures: true, seesNames: true }
const dayMs = 24 * 3_600_000

/** Serves the links of one instance, and fetches from it. */
async function serve(links: ChartLinks): Promise<(path: string) => Promise<Response>> {
  const server = createServer((request, response) => {
    links.serve(response, request.url ?? '').catch(() => response.writeHead(500).end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  return (path) => fetch(`http://127.0.0.1:${port}/${path}`, { headers: { connection: 'close' } })
}

interface Tables {
  charts: { id: string; png: Uint8Array; made_at: number }
}

const age = (db: Database, ms: number) =>
  db
    .query<Tables>()
    .updateTable('charts')
    .set((eb) => ({ made_at: eb('made_at', '-', ms) }))
    .execute()

describeOnEachDatabase('a chart behind a link', (open) => {
  const start = async (presentRight: Parameters<typeof createChartLinks>[2] = async () => everything) => {
    const db = await open(chartMigrations)
    const links = createChartLinks(db, 'main', presentRight)
    return { db, links, get: await serve(links) }
  }

  test('is served as it was drawn, and may not be taken for anything else', async () => {
    const { links, get } = await start()
    const response = await get(await links.keep(png, sarah))
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'cache-control': expect.stringContaining('no-store'),
    })
    expect(Buffer.from(await response.arrayBuffer())).toEqual(png)
  })

  test('that is not there is known as ours, whatever its address, and by nothing else', async () => {
    const { db, links, get } = await start()
    const old = await links.keep(png, sarah)
    await age(db, 2 * dayMs)
    const answers = await Promise.all([old, `charts/${'a'.repeat(32)}.png`, 'charts/none.png'].map(get))
    const seen = answers.map(({ status, headers }) => {
      const { date: _, ...rest } = Object.fromEntries(headers)
      return { status, headers: rest }
    })
    expect(seen[0]).toMatchObject({ status: 404, headers: { 'x-chatops-chart': 'none' } })
    expect(seen).toEqual([seen[0], seen[0], seen[0]])
    expect((await get(await links.keep(png, sarah))).headers.get('x-chatops-chart')).toBeNull()
  })

  test('is served by every instance on the same database', async () => {
    const { links } = await start()
    const elsewhere = await serve(createChartLinks(await open(chartMigrations), 'main', async () => everything))
    expect((await elsewhere(await links.keep(png, sarah))).status).toBe(200)
  })

  test('ends with the right of its reader to see figures, from one moment to the next', async () => {
    const asked: string[] = []
    let right = everything
    const { links, get } = await start(async (slackId) => {
      asked.push(slackId)
      return right
    })
    const path = await links.keep(png, sarah)
    expect((await get(path)).status).toBe(200)
    right = { seesFigures: false, seesNames: false }
    expect((await get(path)).status).toBe(404)
    expect(asked).toEqual(['U0SARAH', 'U0SARAH'])
  })

  test('ends with the right to see names where it was drawn with them', async () => {
    const { links, get } = await start(async () => ({ seesFigures: true, seesNames: false }))
    expect((await get(await links.keep(png, { ...sarah, seesNames: true }))).status).toBe(404)
    expect((await get(await links.keep(png, sarah))).status).toBe(200)
  })

  test('that was made just now is served while nobody says who its reader is, and an older one is not', async () => {
    const { db, links, get } = await start(async () => undefined)
    const path = await links.keep(png, sarah)
    expect((await get(path)).status).toBe(200)
    await age(db, 11 * 60_000)
    expect((await get(path)).status).toBe(404)
  })

  test('has an address of 192 random bits, another one each time', async () => {
    const { links } = await start()
    const addresses = await Promise.all(Array.from({ length: 20 }, () => links.keep(png, sarah)))
    expect(new Set(addresses).size).toBe(20)
    for (const address of addresses) expect(address).toMatch(/^charts\/[\w-]{32}\.png$/)
  })

  test('is there for a day and not longer', async () => {
    const { db, links, get } = await start()
    const address = await links.keep(png, sarah)
    await age(db, dayMs - 60_000)
    expect((await get(address)).status).toBe(200)
    await age(db, 120_000)
    expect((await get(address)).status).toBe(404)
  })

  test('is erased when the next one is kept', async () => {
    const { db, links } = await start()
    await links.keep(png, sarah)
    await age(db, dayMs + 60_000)
    const next = await links.keep(png, sarah)
    const kept = await db.query<Tables>().selectFrom('charts').select('id').execute()
    expect(kept).toEqual([{ id: next.slice('charts/'.length, -'.png'.length) }])
  })

  test.each([
    '',
    'x.png',
    '../package.json',
    `${'A'.repeat(32)}.png`,
    `${'A'.repeat(32)}`,
    "' or 1=1 --.png",
    '%2e%2e%2f',
  ])('is not found at charts/%s', async (path) => {
    const { links, get } = await start()
    await links.keep(png, sarah)
    const response = await get(`charts/${path}`)
    expect(response.status).toBe(404)
    expect(await response.text()).toBe('')
  })
})
