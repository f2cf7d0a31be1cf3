import { expect, test } from 'vitest'
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
