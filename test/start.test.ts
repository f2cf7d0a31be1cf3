import { expect, test } from 'vitest'
import { defineCommand, defineFeature } from '../src/chatops/contract.ts'
import { startBot } from './support/bot.ts'

/** One feature, in the place of all others: it tells what a report is given. */
const probe = defineCommand({
  name: 'probe',
  access: 'anyone',
  summary: () => 'what a report is given',
  examples: ['probe'],
  parse: () => undefined,
  run: async (context) => ({ context: Object.keys(context), mistral: Object.keys(context.mistral) }),
  render: (data) => ({ text: JSON.stringify(data), blocks: [] }),
})
const features = [defineFeature({ name: 'probe', commands: [probe] })]

test('a report is given nothing that could change a limit, post, or store', async () => {
  const { ask } = await startBot({ features })
  const [answer] = await ask('probe')
  const { context, mistral } = JSON.parse(answer?.text ?? '{}')
  expect(mistral).toContain('spendLimit')
  expect(mistral).not.toContain('setSpendLimit')
  expect(mistral).not.toContain('close')
  for (const hidden of ['db', 'channels', 'storedButtons', 'files', 'views', 'limitWrites'])
    expect(context).not.toContain(hidden)
})

test('a command that is added is one line in the list: help and "did you mean" know it', async () => {
  const { askForText } = await startBot({ features })
  expect(await askForText('prob')).toContain('Did you mean `/mistral probe`?')
  expect(await askForText('probe help')).toContain('what a report is given')
})
