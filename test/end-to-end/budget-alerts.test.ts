import { expect, test } from 'vitest'
import { printMessage } from '../../src/sandbox/print-message.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { assign } from '../support/assign.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { raiseSteps } from '../support/raise.ts'

const channel: string = sandboxChannels.finops.id
const hourMs = 3_600_000
const roles = 'U0CLAIRE:admin,U0SARAH:member'
const settings = { ALERTS_CHANNEL: channel, POLL_INTERVAL: '30m' }

const textsIn = ({ slack }: TestBot, where = channel) =>
  slack
    .messages({ channel: where })
    .filter(({ visibleTo }) => visibleTo === undefined)
    .map((message) => printMessage(message, slack))
    .filter((text) => text.includes('a budget only informs'))

async function setBudget(bot: TestBot, scope: string, amount: number): Promise<void> {
  const steps = raiseSteps(bot)
  await steps.open('U0CLAIRE', 'budget set')
  await steps.send('U0CLAIRE', { scope, amount: String(amount) })
}

async function pass(bot: TestBot, ms = hourMs): Promise<void> {
  await bot.bot.settle()
  bot.sandbox.clock.advance(ms)
  await bot.bot.settle()
}

test('a budget that is nearly used, and one that is used up, is told once each, and the owner in person', async () => {
  const bot = await startBot({ settings })
  bot.slack.updatePerson('U0JONAS', { email: 'noah@northwind.example' })
  const { workspaces } = bot.mistral.organization
  const support = workspaces.find(({ name }) => name === 'Support-bot')!
  await setBudget(bot, 'organization', 900_000)
  await setBudget(bot, support.id, 90_000)
  await pass(bot)
  expect(textsIn(bot)).toEqual([])
  bot.mistral.burn({ amount: 70_000, workspace: 'Support-bot' })
  await pass(bot, 2 * hourMs)
  await pass(bot)
  expect(textsIn(bot)).toEqual([expect.stringMatching(/^Budget of Support-bot: [89]\d% of €90,000 used/)])
  bot.mistral.burn({ amount: 30_000, workspace: 'Support-bot' })
  const asked = () => bot.mistral.requests.filter(({ query }) => query.workspace_id === support.id).length
  const before = asked()
  await pass(bot)
  const toTell = asked() - before
  await pass(bot)
  // What is told is asked for anew: another instance may have looked.
  expect(toTell).toBeGreaterThan(asked() - before - toTell)
  expect(textsIn(bot).slice(1)).toEqual([expect.stringMatching(/^⚠ Budget of Support-bot: 1\d\d% of €90,000 used/)])
  const toOwner = bot.slack
    .messages({ channel: bot.slack.directMessage('U0JONAS'), as: 'U0JONAS' })
    .map((message) => printMessage(message, bot.slack))
    .filter((text) => text.includes('Budget'))
  expect(toOwner).toEqual([
    expect.stringMatching(/^Budget of Support-bot: [89]\d% /),
    expect.stringMatching(/^⚠ Budget of Support-bot: 1\d\d% /),
  ])
})

test('a budget that the month will not keep to is told with the day, and the settings mute it', async () => {
  const bot = await startBot({ settings })
  const steps = raiseSteps(bot)
  await steps.open('U0CLAIRE', 'alerts settings')
  await steps.send('U0CLAIRE', { mute: 'tomorrow' })
  await setBudget(bot, 'organization', 42_000)
  await pass(bot)
  expect(textsIn(bot)).toEqual([])
  await pass(bot, 24 * hourMs)
  expect(textsIn(bot)).toEqual([expect.stringMatching(/^Budget: \d\d% of €42,000 used\nAt this pace it is used up ≈ /)])
  await pass(bot, 24 * hourMs)
  expect(textsIn(bot)).toHaveLength(1)
})

test('the budget of a cost centre counts its Workspaces of the month, and whoever owns them is told at 80%', async () => {
  const digest: string = sandboxChannels.digest.id
  const places = { EMAIL_MATCH: 'off', ROLE_MAP: roles, DIGEST_CHANNEL: digest }
  const bot = await startBot({ settings: { ...settings, ...places } })
  const steps = raiseSteps(bot)
  await assign(bot, 'Support-bot', { costCenter: '4711 Service', owner: 'U0SARAH', from: '2026-10' })
  await assign(bot, 'Marketing', { costCenter: '4711 Service', from: '2026-11' })
  await steps.open('U0CLAIRE', 'budget set 90000 cost-center:4711')
  expect(steps.modal('U0CLAIRE')).toContain('Cost centre 4711 Service')
  await setBudget(bot, 'cost-center:4711 Service', 90_000)
  expect(steps.modal('U0CLAIRE')).toContain('Budget of cost centre 4711 Service: €90,000 a month')
  bot.mistral.burn({ amount: 35_000, workspace: 'Support-bot' })
  await pass(bot, 2 * hourMs)
  bot.mistral.burn({ amount: 27_000, workspace: 'Marketing' })
  await pass(bot, 2 * hourMs)
  await pass(bot)
  const told = [
    expect.stringMatching(/^Budget of cost centre 4711 Service: 5\d% of €90,000 used\nAt this pace it is used up ≈ /),
    expect.stringMatching(/^Budget of cost centre 4711 Service: 8\d% of €90,000 used/),
  ]
  expect(textsIn(bot)).toEqual(told)
  expect(textsIn(bot, bot.slack.directMessage('U0SARAH'))).toEqual(told)
  // In December one of the two belongs to another cost centre.
  const claire = { user: 'U0CLAIRE', channel }
  const before = await bot.askForText('budget', claire)
  await assign(bot, 'Marketing', { costCenter: '4712 Sales', from: '2026-12' })
  expect(await bot.askForText('budget', claire)).toBe(before)
  expect(await bot.askForText('chargeback this month', claire)).toMatch(
    /4711 Service {2}€[\d,.]+ {2}\d+% · 8\d% of the €90,000 budget/,
  )
  await bot.ask('digest send', claire)
  const posts = bot.slack.messages({ channel: digest }).map((message) => printMessage(message, bot.slack))
  expect(posts.join('\n')).toMatch(/Budget of cost centre 4711 Service: 8\d% of €90,000 used/)
  await bot.ask('export budget', claire)
  const csv = bot.slack
    .files()
    .find(({ name }) => name.endsWith('.csv'))
    ?.bytes.toString()
  expect(csv).toMatch(/,workspace,cost_center,budget,.*\r\n[\d-]+,[\d-]+,,4711 Service,90000,EUR,\d+/)
  await assign(bot, 'Marketing', { costCenter: '4712 Sales', from: '2026-11' })
  expect(await bot.askForText('budget', claire)).toMatch(/cost centre 4711 Service: 50% of €90,000 used/)
})
