import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import manifest from '../../manifest/socket-mode.json' with { type: 'json' }
import { createSandbox, type Sandbox } from '../../src/sandbox/index.ts'
import { printMessage } from '../../src/sandbox/print-message.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { approvalsChannel, raiseSteps } from '../support/raise.ts'

const { bot: required, bot_optional: optional } = manifest.oauth_config.scopes

function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'chatops-restore-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return join(folder, 'bot.sqlite')
}

/** A bot that decided something after the copy of its database was made, and then got the copy back. */
async function restore(
  scopes: readonly string[],
  { more = [] }: { readonly more?: readonly string[] } = {},
): Promise<{ sandbox: Sandbox; file: string }> {
  const file = newFile()
  const sandbox = await createSandbox({ scopes })
  onTestFinished(() => sandbox.close())
  const settings = { DATABASE_URL: `sqlite:${file}` }

  const first = await startBot({ sandbox, settings })
  await raiseSteps(first).request({ amount: '50000' })
  await first.stop()
  copyFileSync(file, `${file}.backup`)

  const second = await startBot({ sandbox, settings })
  await raiseSteps(second).approve('U0CLAIRE')
  expect(sandbox.mistral.organization.limit).toBe(50_000)
  for (const amount of more) {
    await raiseSteps(second).request({ amount })
    await raiseSteps(second).approve('U0CLAIRE')
  }
  await second.stop()
  copyFileSync(`${file}.backup`, file)
  return { sandbox, file }
}

const firstCard = ({ slack }: Sandbox) => slack.messages({ channel: approvalsChannel })[0]?.ts ?? ''

const said = ({ slack }: Sandbox) =>
  slack.messages({ channel: approvalsChannel }).map((message) => printMessage(message, slack))

const warnings = (sandbox: Sandbox) => said(sandbox).filter((text) => text.startsWith('⚠ My database was restored'))

test('a database that was restored from an older copy is noticed: its open request is closed, and people are told', async () => {
  const { sandbox, file } = await restore([...required, ...optional])
  sandbox.mistral.setLimit(45_000, 'claire@northwind.example')
  const restored = await startBot({ sandbox, settings: { DATABASE_URL: `sqlite:${file}` } })
  await restored.bot.settle()
  expect(said(sandbox).at(-1)).toMatch(/^⚠ My database was restored from an older copy/)
  const steps = raiseSteps(restored)
  const [card] = sandbox.slack.messages({ channel: approvalsChannel })
  await steps
    .andSettle(() =>
      sandbox.slack.click({ user: 'U0MARC', channel: approvalsChannel, ts: card!.ts, actionId: 'limits.approve' }),
    )
    .catch(() => {})
  expect(sandbox.mistral.organization.limit).toBe(45_000)
  expect(sandbox.mistral.requests.filter(({ method }) => method === 'POST')).toHaveLength(1)
})

test('it is noticed once: what is asked for afterwards outlives the next start', async () => {
  // The card of a request that the copy does not know is never drawn anew: what it says of the trail stays.
  const { sandbox, file } = await restore([...required, ...optional], { more: ['70000'] })
  const settings = { DATABASE_URL: `sqlite:${file}` }
  const restored = await startBot({ sandbox, settings })
  await restored.bot.settle()
  await raiseSteps(restored).request({ amount: '90000' })
  await restored.stop()

  const again = await startBot({ sandbox, settings })
  await again.bot.settle()
  expect(warnings(sandbox)).toHaveLength(1)
  await raiseSteps(again).approve('U0CLAIRE')
  expect(sandbox.mistral.organization.limit).toBe(90_000)
})

test('another restored copy is noticed as well, although the trail reached less far than the one that was lost before', async () => {
  const { sandbox, file } = await restore([...required, ...optional], { more: ['70000', '75000'] })
  const settings = { DATABASE_URL: `sqlite:${file}` }
  const restored = await startBot({ sandbox, settings })
  await restored.bot.settle()
  await restored.stop()
  copyFileSync(file, `${file}.backup`)
  sandbox.clock.advance(60_000)
  const second = await startBot({ sandbox, settings })
  await raiseSteps(second).request({ amount: '80000' })
  await second.stop()
  copyFileSync(`${file}.backup`, file)

  const third = await startBot({ sandbox, settings })
  await third.bot.settle()
  expect(warnings(sandbox)).toHaveLength(2)
})

test('a restored database is noticed as well where people have talked a lot since', async () => {
  const { sandbox, file } = await restore([...required, ...optional])
  for (let count = 0; count < 250; count++)
    sandbox.slack.forward({ channel: approvalsChannel, ts: firstCard(sandbox), to: approvalsChannel })
  const restored = await startBot({ sandbox, settings: { DATABASE_URL: `sqlite:${file}` } })
  await restored.bot.settle()
  expect(said(sandbox).at(-1)).toMatch(/^⚠ My database was restored from an older copy/)
})

test('without the permission to read back anywhere it works all the same, and says nothing that it does not know', async () => {
  const { sandbox, file } = await restore(required.filter((scope) => scope !== 'im:history'))
  const restored = await startBot({ sandbox, settings: { DATABASE_URL: `sqlite:${file}` } })
  await raiseSteps(restored).request({ amount: '90000' })
  await raiseSteps(restored).approve('U0CLAIRE')
  expect(said(sandbox).join()).not.toContain('restored')
  expect(sandbox.mistral.organization.limit).toBe(90_000)
})

test('without the permission to read back in channels it is noticed by the cards of those who decide', async () => {
  const { sandbox, file } = await restore(required)
  const restored = await startBot({ sandbox, settings: { DATABASE_URL: `sqlite:${file}` } })
  await restored.bot.settle()
  expect(warnings(sandbox)).toHaveLength(1)
})

test('while Slack does not say what was posted it is looked again, and no limit is set until then', async () => {
  const { sandbox, file } = await restore([...required, ...optional], { more: ['70000'] })
  sandbox.slack.faults.fail('conversations.history', 'internal_error', 100)
  const restored = await startBot({ sandbox, settings: { DATABASE_URL: `sqlite:${file}` } })
  const steps = raiseSteps(restored)
  await steps.request({ amount: '90000' })
  await steps.review('U0CLAIRE', 'approve', sandbox.slack.messages({ channel: approvalsChannel })[0])
  await steps.submit('U0CLAIRE')
  expect(warnings(sandbox)).toEqual([])
  expect(sandbox.mistral.organization.limit).toBe(70_000)

  sandbox.slack.faults.clear()
  sandbox.clock.advance(60_000)
  await restored.bot.settle()
  expect(warnings(sandbox)).toHaveLength(1)
  expect(sandbox.mistral.organization.limit).toBe(70_000)
})

test('without APPROVALS_CHANNEL a raise for a month that was kept since the copy does not end by it', async () => {
  const file = newFile()
  const sandbox = await createSandbox({ scopes: required })
  onTestFinished(() => sandbox.close())
  const settings = { APPROVALS_CHANNEL: '', DATABASE_URL: `sqlite:${file}` }
  const raise = async (bot: TestBot, values: Record<string, string>) => {
    await raiseSteps(bot).request(values)
    const cards = sandbox.slack.messages({ channel: sandbox.slack.directMessage('U0CLAIRE') })
    await raiseSteps(bot).review(
      'U0CLAIRE',
      'approve',
      cards.findLast(({ blocks }) => isCard(blocks)),
    )
    await raiseSteps(bot).submit('U0CLAIRE')
  }
  const first = await startBot({ sandbox, settings })
  await raise(first, { amount: '50000', term: 'month' })
  await first.stop()
  copyFileSync(file, `${file}.backup`)
  const second = await startBot({ sandbox, settings })
  await raise(second, { amount: '60000', term: 'permanent' })
  await second.stop()
  sandbox.mistral.setLimit(50_000, 'claire@northwind.example')
  copyFileSync(`${file}.backup`, file)

  const restored = await startBot({ sandbox, settings })
  await restored.bot.settle()
  expect(raiseSteps(restored).directTexts('U0CLAIRE').join()).toContain('My database was restored from an older copy')
  sandbox.clock.advance(14 * 86_400_000)
  await restored.bot.settle()
  expect(sandbox.mistral.organization.limit).toBe(50_000)
})

const isCard = (blocks: unknown): boolean => JSON.stringify(blocks).includes('limits.approve')

test('a database that is whole starts in silence', async () => {
  const sandbox = await createSandbox({ scopes: [...required, ...optional] })
  onTestFinished(() => sandbox.close())
  const settings = { DATABASE_URL: `sqlite:${newFile()}` }
  const first = await startBot({ sandbox, settings })
  await raiseSteps(first).request({ amount: '50000' })
  await first.stop()
  await startBot({ sandbox, settings })
  expect(said(sandbox).join()).not.toContain('restored')
})
