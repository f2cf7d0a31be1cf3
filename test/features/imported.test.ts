import { expect, test } from 'vitest'
import { TypedWords } from '../../src/chatops/routing/typed-words.ts'
import type { View } from '../../src/chatops/view.ts'
import { parseModels } from '../../src/features/models/args.ts'
import { gatherModels } from '../../src/features/models/gather.ts'
import { renderModels } from '../../src/features/models/view.ts'
import { parseSpend } from '../../src/features/spend/args.ts'
import { gatherSpend } from '../../src/features/spend/gather.ts'
import { renderSpend } from '../../src/features/spend/view.ts'
import { gatherWorkspaces, parseWorkspaces } from '../../src/features/workspaces/gather.ts'
import { renderWorkspaces } from '../../src/features/workspaces/view.ts'
import type { Message } from '../../src/slack/message.ts'
import { broughtBy, invoice, typedAbove, usageFile } from './imported.ts'
import { now } from './spend/sources.ts'

const view: View = {
  ...{ locale: 'en-GB', language: 'en', slash: '/mistral', timeZone: 'UTC' },
  ...{ isDecider: true, isShared: false, seesNames: false },
}

const textOf = ({ text, blocks }: Message): string => `${text}\n${JSON.stringify(blocks)}`
const words = (line: string) => new TypedWords(line)
type Context = ReturnType<typeof broughtBy>
const spend = async (context: Context, line = '') =>
  textOf(renderSpend(await gatherSpend(context, parseSpend(words(line), now)), view))
const models = async (context: Context, line = '') =>
  textOf(renderModels(await gatherModels(context, parseModels(words(line), now)), view))
const workspaces = async (context: Context, line = '') =>
  textOf(renderWorkspaces(await gatherWorkspaces(context, parseWorkspaces(words(line), now)), view))

const october = usageFile('2026-10', '2026-10-31', 20)
const partOfNovember = usageFile('2026-11', '2026-11-12', 20)

test.each([
  ['spend', spend],
  ['models', models],
])('“%s”: an invoice of October says nothing about its first days', async (_, ask) => {
  const said = await ask(broughtBy([invoice('2026-10', 900), partOfNovember]))
  expect(said).toContain('No comparison with 1–12 Oct: some amounts are known by the month only')
  expect(said).not.toContain('Nothing was spent')
})

test.each([
  ['spend', spend],
  ['models', models],
])('“%s”: a file up to the 12th is held against as many days', async (_, ask) => {
  const said = await ask(broughtBy([october, partOfNovember]))
  expect(said).toContain('The same as 1–12 Oct')
  expect(said).toContain('nothing since 12 Nov')
})

test('“workspaces”: each is held against as many days as its file has, though a figure was typed since', async () => {
  const teams = { 'Team A': [october, usageFile('2026-11', '2026-11-12', 30)], 'Team B': [october, partOfNovember] }
  const said = await workspaces(
    broughtBy([october, typedAbove(partOfNovember, '2026-11-18', 90)], { workspaces: teams }),
  )
  expect(said).toContain('Team A +€120')
  expect(said).not.toContain('Team B -')
  // What is known of the whole is of today.
  expect(said).toContain('Typed from the Billing page')
  expect(said).not.toContain('nothing since')
})

test('“workspaces”: against an invoice, which names none, no Workspace is new', async () => {
  const september = usageFile('2026-09', '2026-09-30', 20)
  const before = { 'Team A': [{ ...september, usage: { ...september.usage, lines: [] } }, october] }
  const said = await workspaces(broughtBy([invoice('2026-09', 600), october], { workspaces: before }), '2026-10')
  expect(said).not.toContain('Team A +')
})

test('“spend ytd” tells what was brought, and names what was not', async () => {
  const said = await spend(broughtBy([invoice('2026-09', 300), invoice('2026-10', 451)]), 'ytd')
  expect(said).toContain('€751')
  expect(said).toContain('November: no figures yet')
  expect(said).toContain('Nothing was imported for January, February, March, April, and 4 others')
  expect(said).toContain('Invoice MIS-2026-09, UTC days up to 30 Sept; Invoice MIS-2026-10, UTC days up to 31 Oct')
})

test.each([
  ['spend', spend],
  ['models', models],
  ['workspaces', workspaces],
])('“%s q3” with one month of it says that the others are missing', async (_, ask) => {
  const file = usageFile('2026-09', '2026-09-30', 10)
  const said = await ask(broughtBy([file], { workspaces: { 'Team A': [file] } }), 'q3')
  expect(said).toContain('€300')
  expect(said).toContain('Nothing was imported for July and August')
})

test('a period that nobody brought figures of is unknown, not free', async () => {
  const none = broughtBy([])
  expect(await spend(none)).toContain('November: no figures yet')
  expect(await spend(none)).not.toContain('was spent')
  expect(await models(none)).toContain('November: no figures were imported or typed')
})

test('what was brought and tells of no usage is not said by Mistral', async () => {
  const seatsOnly = invoice('2026-10', 0)
  const context = broughtBy([{ ...seatsOnly, usage: { ...seatsOnly.usage, lines: [] } }])
  for (const ask of [spend, models]) {
    const said = await ask(context, '2026-10')
    expect(said).toContain('October: nothing that was imported tells of any usage')
    expect(said).not.toContain('Mistral reports')
  }
})

test('what has no day is left out by currency, each with its sign', async () => {
  const dollars = invoice('2026-09', 300)
  const context = broughtBy([{ ...dollars, usage: { ...dollars.usage, currency: 'USD' } }, invoice('2026-10', 451)])
  const said = await spend(context, '2026-09-15..2026-10-15')
  expect(said).toContain('⚠ US$300 + €451 is known by the month only')
  expect(said).not.toContain('nothing was spent')
})
