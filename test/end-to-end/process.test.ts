import { describe, expect, test } from 'vitest'
import type { Sandbox } from '../../src/sandbox/index.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { canAskToEnd, isReady, runBot, startSandbox } from '../support/process.ts'
import { read } from './support.ts'

// The program in a process of its own. Each is seconds of work: how else it starts and ends is in the soak.
const sarah = { user: 'U0SARAH', channel: sandboxChannels.finops.id }

function mistralIsAsked(mistral: Sandbox['mistral']): Promise<void> {
  return new Promise((resolve) => {
    if (mistral.requests.length > 0) return resolve()
    const stop = mistral.on(({ type }) => {
      if (type === 'request') {
        stop()
        resolve()
      }
    })
  })
}

describe.skipIf(!canAskToEnd)('SIGTERM', () => {
  test.each([
    { name: 'Socket Mode', settings: {} },
    { name: 'signed HTTP', settings: { SLACK_APP_TOKEN: '', DRAIN_SECONDS: '0' } },
  ])('lets the answer under way be delivered, and ends well, over $name', async ({ settings }) => {
    const { slack, mistral, environment } = await startSandbox()
    const bot = runBot({ ...environment, ...settings })
    const port = await isReady(bot)
    if ('SLACK_APP_TOKEN' in settings) slack.setRequestUrl(`http://127.0.0.1:${port}/slack/events`)
    mistral.faults.delay(300)
    await slack.command({ ...sarah, text: 'spend' })
    await mistralIsAsked(mistral)
    bot.child.kill('SIGTERM')
    expect(await bot.ended).toBe(0)
    // A busy machine may take long enough for the notice that it takes a moment.
    const answer = slack.messages({ channel: sarah.channel, as: sarah.user }).at(-1)
    expect(answer && read(slack, answer)).toMatch(/^\w+: €/)
    expect(bot.output.out).toContain('"msg":"stopped"')
    expect(bot.output.err).toBe('')
  })
})

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
