import { describe, expect, test } from 'vitest'
import { runBot } from '../support/process.ts'

// The program in a process of its own. Each is seconds of work: how else it starts, and how it ends, is in the soak.
describe('a start that cannot work', () => {
  test('says all that is wrong with the settings in one message, without their values', async () => {
    const bot = runBot({ SLACK_BOT_TOKEN: 'wrong-token-value', READ_ACCESS: 'everybody', PORT: 'http' })
    expect(await bot.ended).toBe(1)
    expect(bot.output.out).toBe('')
    const names = bot.output.err.split('\n').flatMap((line) => /^ {2}([A-Z_]+):/.exec(line)?.[1] ?? [])
    expect(names).toEqual(['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'PORT', 'MISTRAL_ADMIN_API_KEY', 'READ_ACCESS'])
    expect(bot.output.err).not.toContain('wrong-token-value')
  })
})
