import { expect, test } from 'vitest'
import { sandboxChannels } from '../../../src/sandbox/world.ts'
import { startBot } from '../../support/bot.ts'

const claire = { user: 'U0CLAIRE', channel: sandboxChannels.finops.id as string }

test('what the API does not offer is said, with the page where it is, to those with the role', async () => {
  const bot = await startBot()
  const all = await bot.askForText('billing', claire)
  for (const topic of ['Credits', 'Payment methods', 'Billing information', 'Invoices', 'Cap of a Workspace'])
    expect(all).toContain(topic)
  expect(await bot.askForText('credits', claire)).toContain('Mistral’s Admin API does not offer this')
  const [message] = await bot.ask('billing cap', claire)
  expect(JSON.stringify(message?.blocks)).toContain('https://admin.mistral.ai/organization/workspaces')
  const [credits] = await bot.ask('billing credits', claire)
  expect(JSON.stringify(credits?.blocks)).toContain('https://admin.mistral.ai/organization/billing')
  expect(await bot.askForText('billing')).toContain('admin or billing role')
  expect(await bot.askForText('billing everything', claire)).toContain('/mistral billing credits')
})
