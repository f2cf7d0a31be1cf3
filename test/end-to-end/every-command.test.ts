import { expect, test } from 'vitest'
import { features } from '../../src/features/index.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { startBot } from '../support/bot.ts'
import { findBadTypography, findEnglish, speakFrench } from '../support/french.ts'
import { mrkdwnOf } from './support.ts'

const names = features.flatMap(({ commands = [] }) => commands.map(({ name }) => name))
const finops: string = sandboxChannels.finops.id

const isBusy = (text: string): boolean => text === 'Loading…' || text === 'Chargement…'

/** The sandbox refuses what Slack would refuse, so an answer that arrives is within Slack's limits. */
test.each(['U0CLAIRE', 'U0JONAS'])(
  'every command answers %s in English and in French',
  async (user) => {
    const bot = await startBot()
    const answersTo = async (name: string) => {
      // Nobody types all of them in one moment, and would be answered if they did.
      bot.sandbox.clock.advance(3_000)
      return (await bot.ask(name, { user, channel: finops })).filter(({ text }) => !isBusy(text))
    }
    const english = new Map<string, number>()
    for (const name of names) english.set(name, (await answersTo(name)).length)
    speakFrench(bot, user)
    for (const name of names) {
      const messages = await answersTo(name)
      expect(messages.length, name).toBe(english.get(name))
      expect(messages.length, name).toBeGreaterThan(0)
      // Names of people's own hold brackets, which are no French signs.
      const texts = messages.flatMap(mrkdwnOf).map((text) => text.replace(/&(?:lt|gt|amp);/g, ''))
      expect(texts.flatMap(findBadTypography), name).toEqual([])
      expect(texts.flatMap(findEnglish), name).toEqual([])
    }
    expect(bot.outcomes.filter(({ result }) => result === 'failed')).toEqual([])
  },
  60_000,
)
