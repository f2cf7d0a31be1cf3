import { describe, expect, test } from 'vitest'
import { features } from '../../src/features/index.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { startBot } from '../support/bot.ts'
import { answerTo, labelsOf, mrkdwnOf, press, read, seen } from './support.ts'

const general = sandboxChannels.general.id
const commands = features.flatMap(({ commands = [] }) => commands)

describe('help', () => {
  test('lists every command that there is, for nothing typed and for guests too', async () => {
    const bot = await startBot()
    const text = read(bot.slack, await answerTo(bot, ''))
    for (const { name } of commands) expect(text).toContain(`\`/mistral ${name}\``)
    expect(await bot.askForText('help', { user: 'U0GABI', channel: general })).toBe(text)
    expect(bot.mistral.requests).toEqual([])
  })

  test('on each command is the same, asked either way, and its button runs the first example', async () => {
    const bot = await startBot()
    for (const { name, examples } of commands) {
      bot.sandbox.clock.advance(6_000)
      const topic = await answerTo(bot, `help ${name}`)
      expect(await bot.askForText(`${name} help`)).toBe(read(bot.slack, topic))
      expect(labelsOf(topic)).toEqual([`Try: ${examples[0]}`])
      expect(mrkdwnOf(topic).join('\n')).not.toMatch(/<(?!#|@|!)/)
    }
    const topic = await answerTo(bot, 'help spend')
    expect(read(bot.slack, topic)).toContain('[workspace:<name>]')
    await press(bot.slack, topic, 'Try: spend')
    await seen(bot.slack, sandboxChannels.finops.id, 'U0SARAH', /^November: €/)
  })

  test('calls the command as it was called', async () => {
    const { slack, finished } = await startBot()
    await slack.command({ user: 'U0SARAH', channel: general, command: '/mistral-eu', text: 'help' })
    await finished(1)
    expect(read(slack, slack.messages({ channel: general, as: 'U0SARAH' })[0]!)).toContain('`/mistral-eu spend`')
  })
})
