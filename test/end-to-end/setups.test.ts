import { describe, expect, test } from 'vitest'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { startBot } from '../support/bot.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { answerTo, labelsOf, postsIn, press, read, seen } from './support.ts'

const finops = sandboxChannels.finops.id

describeOnEachDatabase('the whole way', (_open, place) => {
  const database = () => {
    const { databaseUrl } = place()
    return databaseUrl ? { DATABASE_URL: databaseUrl } : {}
  }

  describe.each([
    { name: 'Socket Mode', overHttp: false },
    { name: 'signed HTTP', overHttp: true },
  ])('over $name', ({ overHttp }) => {
    test('a question is answered, another breakdown is a click away, and sharing posts it once', async () => {
      const bot = await startBot({ overHttp, settings: database() })
      const answer = await answerTo(bot, 'spend')
      expect(labelsOf(answer)).toEqual(['Share in channel', 'By workspace', 'By day', 'Ask for a raise'])

      await press(bot.slack, answer, 'By workspace')
      const broken = await seen(bot.slack, finops, 'U0SARAH', /Support-bot/)
      expect(broken.ts, 'the answer is replaced, not repeated').toBe(answer.ts)

      await press(bot.slack, broken, 'Share in channel')
      await seen(bot.slack, finops, 'U0SARAH', /Posted in #finops/)
      expect(postsIn(bot.slack, finops)).toHaveLength(1)
      expect(read(bot.slack, postsIn(bot.slack, finops)[0]!)).toContain('Support-bot')
    })
  })
})
