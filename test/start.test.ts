import { expect, test, vi } from 'vitest'
import { startBot } from './support/bot.ts'

/** One feature, in the place of all others: it tells what a report is given. */
vi.mock('../src/features/index.ts', async () => {
  const { defineCommand, defineFeature } = await import('../src/chatops/contract.ts')
  const probe = defineCommand({
    name: 'probe',
    access: 'anyone',
    summary: () => 'what a report is given',
    examples: ['probe'],
    parse: () => undefined,
    run: async (context) => ({ context: Object.keys(context), mistral: Object.keys(context.mistral) }),
    render: (data) => ({ text: JSON.stringify(data), blocks: [] }),
  })
  return { features: [defineFeature({ name: 'probe', commands: [probe] })] }
})

test('a report is given nothing that could change a limit, post, or store', async () => {
  const { ask } = await startBot()
  const [answer] = await ask('probe')
  const { context, mistral } = JSON.parse(answer?.text ?? '{}')
  expect(mistral).toContain('spendLimit')
  expect(mistral).not.toContain('setSpendLimit')
  expect(mistral).not.toContain('close')
  for (const hidden of ['db', 'channels', 'offers', 'files', 'views', 'limitWrites'])
    expect(context).not.toContain(hidden)
})

test('a command that is added is one line in the list: help and "did you mean" know it', async () => {
  const { askForText } = await startBot()
  expect(await askForText('prob')).toContain('Did you mean `/mistral probe`?')
  expect(await askForText('probe help')).toContain('what a report is given')
})
