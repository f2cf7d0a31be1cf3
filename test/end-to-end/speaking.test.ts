import { describe, expect, test } from 'vitest'
import manifest from '../../manifest/socket-mode.json' with { type: 'json' }
import { printMessage, printView } from '../../src/sandbox/print-message.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { startBot } from '../support/bot.ts'

const finops: string = sandboxChannels.finops.id
const events = manifest.settings.event_subscriptions.bot_events
const scopes = [...manifest.oauth_config.scopes.bot, ...manifest.oauth_config.scopes.bot_optional]

async function startListening() {
  const bot = await startBot({ events, scopes })
  const direct = (user: string) => bot.slack.directMessage(user)
  /** What somebody reads after having written that, when the bot is done with it. */
  async function say(text: string, { user = 'U0SARAH', channel = direct('U0SARAH') } = {}) {
    const seen = () => bot.slack.messages({ channel, as: user })
    const before = seen().length
    await bot.slack.say({ user, channel, text })
    const answer = await bot.slack.waitFor(() =>
      seen()
        .slice(before)
        // The picture of the answer before may come later than that.
        .find((message) => message.author !== user && !printMessage(message, bot.slack).startsWith('(picture: ')),
    )
    return { answer, text: printMessage(answer, bot.slack) }
  }
  return { ...bot, direct, say }
}

describe('a direct message', () => {
  test('that greets is answered in a few lines with what one can ask, and a call for help with everything', async () => {
    const bot = await startListening()
    for (const text of ['hello', 'Bonjour !', 'hi there']) {
      const answer = (await bot.say(text)).text
      expect(answer).toMatch(/^I show what Mistral AI costs you[\s\S]*• `\/mistral spend`[\s\S]*\[help\]/)
      expect(answer.match(/^• /gm)).toHaveLength(5)
    }
    expect((await bot.say('help')).text).toContain('/mistral rate-limits')
  })

  test('is answered as the command is', async () => {
    const bot = await startListening()
    expect((await bot.say('spend last month')).text).toMatch(/^October: €/)
    expect((await bot.say('/mistral spend last month')).text).toMatch(/^October: €/)
    expect((await bot.say('spent')).text).toContain('Did you mean')
  })

  test('has the same rights', async () => {
    const bot = await startListening()
    const jonas = { user: 'U0JONAS', channel: bot.direct('U0JONAS') }
    expect((await bot.say('spend', jonas)).text).toContain('I cannot show you figures')
  })

  test('that wants a form gets a button, since only a click may open one', async () => {
    const bot = await startListening()
    const { answer } = await bot.say('limits raise 50000')
    const before = bot.outcomes.length
    await bot.slack.click({ user: 'U0SARAH', message: answer, actionId: 'offer.run.1' })
    await bot.finished(before + 1)
    expect(printView(bot.slack.views('U0SARAH')[0]!, bot.slack)).toContain('50000')
  })
})

test('a mention in a channel is answered to the person alone', async () => {
  const bot = await startListening()
  const { members } = bot.slack.channels().find(({ id }) => id === finops)!
  bot.slack.updateChannel(finops, { members: [...members, bot.slack.botUserId] })
  const { answer, text } = await bot.say(`<@${bot.slack.botUserId}> spend`, { channel: finops })
  expect(answer.visibleTo).toBe('U0SARAH')
  expect(text).toMatch(/^November: €/)
})

test('the Home welcomes, and shows limit, spend and forecast to those who may see them', async () => {
  const bot = await startListening()
  const homeOf = async (user: string, wanted: string) => {
    await bot.slack.openHome({ user })
    return bot.slack.waitFor(() => {
      const home = bot.slack.home(user)
      const text = home ? printView(home, bot.slack) : ''
      return text.includes(wanted) ? text : undefined
    })
  }
  const sarah = await homeOf('U0SARAH', 'November: €')
  expect(sarah).toMatch(/of €45,000 used/)
  expect(sarah).toMatch(/November is heading for €4\d,\d00[\s\S]*Off by \d+% after 5 days/)
  // The Home asks Mistral for no month that the spend does not need.
  const months = bot.mistral.requests.filter(({ path, query }) => path === '/usage' && !query.workspace_id)
  expect(months.length).toBeLessThanOrEqual(3)
  expect(sarah).toContain('[Ask for a raise]')
  const jonas = await homeOf('U0JONAS', 'I show what Mistral AI costs you')
  expect(jonas).not.toMatch(/€/)
})
