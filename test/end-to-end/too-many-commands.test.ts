import { describe, expect, test } from 'vitest'
import manifest from '../../manifest/socket-mode.json' with { type: 'json' }
import { createDemoClock } from '../../src/sandbox/index.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { type BotOptions, startBot, type TestBot } from '../support/bot.ts'
import { raiseSteps } from '../support/raise.ts'
import { press, read } from './support.ts'

const finops: string = sandboxChannels.finops.id
const isTooMany = /^That was a lot of commands at once/

/** Time stands still between what the test moves, so that a busy machine gives nothing back meanwhile. */
async function startFrozen(options: BotOptions = {}) {
  const clock = createDemoClock()
  const begin = clock.now().getTime()
  const passed = { ms: 0 }
  const bot = await startBot({ ...options, clock: { ...clock, now: () => new Date(begin + passed.ms) } })
  return { ...bot, passed }
}

/** As many as may come at once; help asks Mistral nothing. */
async function exhaust({ slack, outcomes, finished }: TestBot, user = 'U0SARAH'): Promise<void> {
  const before = outcomes.length
  await Promise.all(Array.from({ length: 20 }, () => slack.command({ user, channel: finops, text: 'help' })))
  await finished(before + 20)
  expect(new Set(outcomes.slice(before).map(({ result }) => result))).toEqual(new Set(['answered']))
}

describe('somebody who gives very many commands at once', () => {
  test('is told when to go on, at the cost of that one answer, while others are answered as ever', async () => {
    const bot = await startFrozen()
    await exhaust(bot)
    const callsBefore = bot.slack.journal().length
    const requestsBefore = bot.mistral.requests.length
    const [answer, ...more] = await bot.ask('spend last month')
    expect(more).toEqual([])
    expect(answer?.visibleTo).toBe('U0SARAH')
    expect(read(bot.slack, answer!).trim()).toBe(
      'That was a lot of commands at once, so I did not run `/mistral spend last month`. Try again in 3 seconds.',
    )
    expect(bot.outcomes.at(-1)).toEqual({ command: 'spend', result: 'limited', ms: 0 })
    expect(bot.mistral.requests).toHaveLength(requestsBefore)
    expect(
      bot.slack
        .journal()
        .slice(callsBefore)
        .map(({ kind }) => kind),
    ).toEqual(['command', 'response-url'])
    expect(await bot.askForText('help', { user: 'U0MARC' })).not.toMatch(isTooMany)
  })

  test('is answered again three seconds later, once', async () => {
    const bot = await startFrozen()
    await exhaust(bot)
    bot.passed.ms += 2_999
    expect(await bot.askForText('help')).toMatch(isTooMany)
    bot.passed.ms += 1
    expect(await bot.askForText('help')).not.toMatch(isTooMany)
    expect(await bot.askForText('help')).toMatch(isTooMany)
  })

  test('reads it in their language', async () => {
    const bot = await startFrozen()
    bot.slack.updatePerson('U0SARAH', { locale: 'fr-FR' })
    await exhaust(bot)
    expect((await bot.askForText('spend')).trim()).toBe(
      'Cela fait beaucoup de commandes à la fois, je n’ai donc pas exécuté `/mistral spend`. Réessayez dans 3 secondes.',
    )
  })

  test('is told the same in a direct message, and by a button that runs a command', async () => {
    const { events, scopes } = listening
    const bot = await startFrozen({ events, scopes })
    const [typo] = await bot.ask('spent')
    bot.passed.ms += 3_000
    await exhaust(bot)
    await press(bot.slack, typo!, 'Run spend')
    await bot.finished(22)
    const channel = bot.slack.directMessage('U0SARAH')
    await bot.slack.say({ user: 'U0SARAH', channel, text: 'spend' })
    await bot.finished(23)
    const last = (where: string) => read(bot.slack, bot.slack.messages({ channel: where, as: 'U0SARAH' }).at(-1)!)
    for (const where of [finops, channel]) expect(last(where)).toMatch(isTooMany)
    expect(bot.outcomes.slice(-2).map(({ result }) => result)).toEqual(['limited', 'limited'])
  })

  test('can still ask for another limit, and decide on one', async () => {
    const bot = await startBot()
    for (const user of ['U0SARAH', 'U0CLAIRE']) {
      await exhaust(bot, user)
      await bot.ask('help', { user })
    }
    const steps = raiseSteps(bot)
    await steps.request({ amount: '50000' })
    await steps.approve('U0CLAIRE')
    expect(steps.cardText()).toMatch(/^✅ @Claire Fontaine, .* €45,000 → €50,000/)
    expect(bot.outcomes.filter(({ command, result }) => command !== 'help' && result === 'limited')).toEqual([])
  })
})

const listening = {
  events: manifest.settings.event_subscriptions.bot_events,
  scopes: [...manifest.oauth_config.scopes.bot, ...manifest.oauth_config.scopes.bot_optional],
}
