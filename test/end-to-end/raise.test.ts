import { expect, test } from 'vitest'
import { createDemoClock } from '../../src/sandbox/index.ts'
import { startBot } from '../support/bot.ts'
import { raiseSteps } from '../support/raise.ts'

test('a raise is asked for, approved by another person, written once, proved and told', async () => {
  const bot = await startBot()
  const { mistral } = bot
  const steps = raiseSteps(bot)
  await steps.request({ amount: '50 000' })
  expect(steps.cardText()).toMatch(/^€45,000 → €50,000, November only\?/)
  expect(steps.cardText()).toContain('[Approve…] [Deny…]')
  expect(steps.directTexts('U0SARAH').at(-1)).toContain('[Withdraw]')
  expect(steps.directTexts('U0MARC').at(-1)).toContain('[Approve…]')
  expect(mistral.organization.limit).toBe(45_000)

  await steps.approve('U0CLAIRE')
  expect(mistral.organization.limit).toBe(50_000)
  expect(mistral.requests.filter(({ method }) => method === 'POST')).toHaveLength(1)
  expect(steps.cardText()).toMatch(/^✅ @Claire Fontaine, .* · €45,000 → €50,000, .* read back from Mistral/)
  expect(steps.cardText()).not.toContain('[Approve…]')
  expect(steps.directTexts('U0MARC').at(-1)).toMatch(/^✅ @Claire Fontaine/)
  expect(steps.directTexts('U0SARAH').at(-1)).toMatch(/^✅ @Claire Fontaine/)
  expect(steps.threadTexts().at(-1)).toMatch(/Audit trail up to here: `[0-9a-f]{64}`/)
})

test('a raise for this month ends when the counter has started anew, and who asked hears of it', async () => {
  const clock = createDemoClock()
  const bot = await startBot({ clock })
  const steps = raiseSteps(bot)
  await steps.request({ amount: '50000' })
  await steps.approve('U0CLAIRE')
  expect(steps.cardText()).toContain('Returns to €45,000')
  clock.advance(13 * 24 * 3_600_000)
  await bot.bot.settle()
  expect(bot.mistral.organization.limit).toBe(45_000)
  expect(steps.cardText()).not.toContain('Returns to')
  expect(steps.directTexts('U0SARAH').at(-1)).toContain('€50,000 → €45,000')
})

test('the trail says what the limit was when it was written, not when it was asked for', async () => {
  const bot = await startBot()
  const steps = raiseSteps(bot)
  await steps.request({ amount: '60000' })
  bot.mistral.setLimit(48_000, 'nadia@northwind.example')
  await steps.approve('U0CLAIRE')
  expect(bot.mistral.organization.limit).toBe(60_000)
  const trail = await bot.askForText('audit limit', { user: 'U0CLAIRE' })
  expect(trail).toMatch(/limit changed · 48,000 → 60,000/)
  expect(trail).not.toMatch(/limit changed · 45,000/)
})

test('a raise that would not lift the suspension says so on the form and on the card', async () => {
  const bot = await startBot()
  const steps = raiseSteps(bot)
  bot.mistral.burn({ amount: 25_000 })
  await steps.andSettle(() => bot.slack.command({ user: 'U0SARAH', channel: 'C0FINOPS', text: 'limits raise' }))
  expect(steps.modal('U0SARAH')).toContain('API access is suspended')
  await steps.request({ amount: '46000' })
  expect(steps.cardText()).toContain('API access stays suspended with this')
})
