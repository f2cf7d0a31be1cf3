import { expect, test } from 'vitest'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { lookInto } from '../support/trail.ts'

const claire = { user: 'U0CLAIRE', channel: sandboxChannels.finops.id as string }

interface Colleague {
  readonly uuid: string
  readonly name: string | null
  readonly email: string | null
}

const ask = async <Answer>({ mistral }: TestBot, path: string): Promise<Answer> =>
  (await (await fetch(`${mistral.url}${path}`, { headers: { 'x-api-key': mistral.key } })).json()) as Answer

/** Everybody whom Mistral knows, and the counts by which the reports of this month tell them apart. */
async function listColleagues(bot: TestBot) {
  const { members } = await ask<{ members: Colleague[] }>(bot, '/users?page=1&page_size=100')
  const days = `start_time=${Date.parse('2026-11-01') / 1000}&end_time=${Date.parse('2026-11-19') / 1000}`
  const stats = await ask<{ data: Record<string, number | string>[] }>(
    bot,
    `/analytics/lechat/usage/by_user_stats?${days}`,
  )
  const counts = stats.data.map(({ messages_count }) => Number(messages_count)).filter((count) => count >= 100)
  return { members, counts }
}

/** Every cell of every table, as "table.column" and the text of what stands in it, pictures and JSON included. */
async function readCells(bot: TestBot): Promise<{ place: string; text: string }[]> {
  return lookInto(bot, async (db) => {
    const tables = await db.query().introspection.getTables()
    const rows = await Promise.all(
      tables.map(async ({ name }) =>
        (await db.query<Record<string, Record<string, unknown>>>().selectFrom(name).selectAll().execute()).flatMap(
          (row) => Object.entries(row).map(([column, cell]) => ({ place: `${name}.${column}`, text: write(cell) })),
        ),
      ),
    )
    return rows.flat()
  })
}

const write = (cell: unknown): string =>
  cell instanceof Uint8Array
    ? Buffer.from(cell).toString()
    : typeof cell === 'object'
      ? JSON.stringify(cell)
      : `${cell}`

const placesOf = (cells: Awaited<ReturnType<typeof readCells>>, { uuid, name, email }: Colleague): string[] =>
  [uuid, name, email].flatMap((mark) =>
    mark === null
      ? []
      : cells.filter(({ text }) => text.toLowerCase().includes(mark.toLowerCase())).map(({ place }) => place),
  )

/** Numbers that stand by themselves: "1,234" and 1234, but no part of an id, a time or a hash. */
const numbersIn = (text: string): number[] =>
  (text.match(/(?<![\w.:+/-])\d[\d,]*(?![\w.:+/-])/g) ?? []).map((found) => Number(found.replaceAll(',', '')))

test('reports on people leave nothing about them in the database: only who used the bot is known there', async () => {
  const bot = await startBot()
  const { members, counts } = await listColleagues(bot)
  expect(counts.length).toBeGreaterThan(5)
  let said = ''
  for (const command of ['top-users', 'vibe', 'agents', 'activity']) said += await bot.askForText(command, claire)

  const cells = await readCells(bot)
  const [asker, ...more] = members.filter(({ email }) => email?.startsWith('claire'))
  const others = members.filter((member) => member !== asker)
  expect(more).toEqual([])
  expect(new Set(cells.map(({ place }) => place.split('.')[0])).size).toBeGreaterThan(5)
  // The report told names and counts, and the scan finds who asked: it would see the others.
  expect(others.filter(({ name }) => name && said.includes(name)).length).toBeGreaterThan(5)
  expect(numbersIn(said).filter((number) => counts.includes(number)).length).toBeGreaterThan(5)
  expect(new Set(placesOf(cells, asker!))).toEqual(new Set(['people.email', 'people.mistral_id', 'people.name']))

  expect(others.flatMap((other) => placesOf(cells, other))).toEqual([])
  expect(cells.filter(({ text }) => numbersIn(text).some((number) => counts.includes(number)))).toEqual([])
})

test('where the bot serves its charts itself, none that names people is among them', async () => {
  const bot = await startBot({ settings: { PUBLIC_URL: 'https://bot.example' } })
  const countCharts = async () => (await readCells(bot)).filter(({ place }) => place === 'charts.png').length
  await bot.ask('top-users', claire)
  expect(await countCharts()).toBe(0)
  await bot.ask('top-users', { user: 'U0SARAH', channel: sandboxChannels.finops.id })
  expect(await countCharts()).toBe(1)
})
