import { describe, expect, test } from 'vitest'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { raiseSteps } from '../support/raise.ts'
import { answerTo, labelsOf, postsIn, press, read, seen } from './support.ts'

const finops = sandboxChannels.finops.id as string

/** Figures are for billing managers and admins here: Claire sees them, Sarah does not. */
describe('the picture of /mistral limits', () => {
  const started = () => startBot({ settings: { READ_ACCESS: 'billing' } })

  test('is none for whoever may not see figures', async () => {
    const bot = await started()
    const answers = [
      await bot.ask('limits', { user: 'U0SARAH', channel: finops }),
      await bot.ask('limits share', { user: 'U0SARAH', channel: finops }),
      await bot.ask('limits', { user: 'U0GABI', channel: sandboxChannels.general.id }),
    ].flat()
    const types = answers.flatMap(({ blocks }) => blocks.map(({ type }) => type))
    expect(answers).toHaveLength(3)
    expect(types).not.toContain('image')
    expect(types).not.toContain('data_visualization')
    expect(answers.map((answer) => read(bot.slack, answer)).join()).not.toMatch(/€|▰/)
    expect(postsIn(bot.slack, finops)).toEqual([])
    expect(picturesTo(bot, 'U0SARAH')).toEqual([])
    expect(picturesTo(bot, 'U0GABI')).toEqual([])
  })

  test('comes with the answer, whose text stands without it', async () => {
    const bot = await started()
    const answer = await answerTo(bot, 'limits', { user: 'U0CLAIRE', channel: finops })
    expect(read(bot.slack, answer)).toMatch(/^€26,\d{3} of €45,000 used \(\d\d%\) ▰{5}▱{5}\n/)
    expect(picturesTo(bot, 'U0CLAIRE')).toEqual([
      expect.stringMatching(/^November is heading for €4[\s\S]*€45,000[\s\S]*Sandbox/),
    ])
    expect(labelsOf(answer)[0]).toBe('Share in channel')
  })

  test('is shared without who asked for what, and without buttons', async () => {
    const bot = await started()
    await raiseSteps(bot).request({ amount: '50000' })
    const answer = await answerTo(bot, 'limits', { user: 'U0CLAIRE', channel: finops })
    await press(bot.slack, answer, 'Share in channel', 'U0CLAIRE')
    await press(bot.slack, await seen(bot.slack, finops, 'U0CLAIRE', /Post them/), 'Post them', 'U0CLAIRE')
    await seen(bot.slack, finops, 'U0CLAIRE', /^Posted in/)
    const [post] = postsIn(bot.slack, finops)
    expect(post?.blocks.filter(({ type }) => type === 'image')).toHaveLength(1)
    expect(labelsOf(post!)).toEqual([])
    const text = read(bot.slack, post!)
    expect(text).toMatch(/Open request[\s\S]*from a colleague[\s\S]*Shared by @Claire/)
    expect(text).not.toContain('Sarah')
  })

  /** What is said of the pictures in somebody’s direct messages with the bot. */
  function picturesTo(bot: TestBot, user: string): string[] {
    const channel = bot.slack.directMessage(user)
    const messages = channel ? bot.slack.messages({ channel }) : []
    return messages.flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.type === 'image' ? [(block as { alt_text: string }).alt_text] : [])),
    )
  }
})
