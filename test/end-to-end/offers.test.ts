import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { startBot } from '../support/bot.ts'
import { answerTo, buttonsOf, labelsOf, postsIn, press, read, seen } from './support.ts'

const finops = sandboxChannels.finops.id
const general = sandboxChannels.general.id

describe('a button', () => {
  test('carries an id and nothing else', async () => {
    const bot = await startBot()
    for (const { value } of buttonsOf(await answerTo(bot, 'spend by model'))) expect(value).toMatch(/^[\w-]{24}$/)
  })

  test('stands for the days that its report was about, also in the next month', async () => {
    const bot = await startBot()
    const answer = await answerTo(bot, 'spend')
    bot.sandbox.clock.advance(20 * 86_400_000)
    await press(bot.slack, answer, 'By day')
    expect(read(bot.slack, await seen(bot.slack, finops, 'U0SARAH', /By day/))).toMatch(/^November: €/)
  })

  test('outlives a restart of the bot', async () => {
    const first = await startBot()
    const answer = await answerTo(first, 'spend')
    await first.stop()
    const second = await startBot({ sandbox: first.sandbox, settings: { DATA_DIR: first.dataDir } })
    await press(second.slack, answer, 'By day')
    await seen(second.slack, finops, 'U0SARAH', /By day/)
  })

  test('of somebody else’s answer is refused, with the same question as one’s own', async () => {
    const bot = await startBot()
    const { slack } = bot
    const answer = await answerTo(bot, 'spend')
    const copy = slack.forward({ channel: finops, ts: answer.ts, to: general })
    await press(slack, copy, 'By day', 'U0JONAS')
    const refusal = await seen(slack, general, 'U0JONAS', /belongs to somebody else’s answer/)
    expect(refusal.visibleTo).toBe('U0JONAS')
    expect(labelsOf(refusal)).toEqual(['Run spend 2026-11 by day'])
    await press(slack, refusal, 'Run spend 2026-11 by day', 'U0JONAS')
    await seen(slack, general, 'U0JONAS', /I cannot show you figures/)
    await press(slack, copy, 'Share in channel', 'U0JONAS')
    expect(postsIn(slack, general)).toEqual([copy])
  })

  test('in a copy that all can see answers its owner alone, and leaves the copy as it is', async () => {
    const bot = await startBot()
    const { slack } = bot
    const answer = await answerTo(bot, 'spend')
    const copy = slack.forward({ channel: finops, ts: answer.ts, to: general })
    await press(slack, copy, 'By day')
    const own = await seen(slack, general, 'U0SARAH', /By day\n/)
    expect(own.visibleTo).toBe('U0SARAH')
    expect(postsIn(slack, general)).toEqual([copy])
  })

  test('that is forged or too old to be remembered runs nothing', async () => {
    const bot = await startBot()
    const { slack, sandbox } = bot
    const old = await answerTo(bot, 'spend')
    const forged = {
      ...old,
      blocks: old.blocks.map((block) =>
        block.type === 'actions'
          ? { ...block, elements: block.elements.map((element) => ({ ...element, value: 'spend by day' })) }
          : block,
      ),
    } as typeof old
    await press(slack, forged, 'By day')
    await seen(slack, finops, 'U0SARAH', /This button has expired/)

    sandbox.clock.advance(31 * 86_400_000)
    await answerTo(bot, 'spend')
    const before = slack.messages({ channel: finops, as: 'U0SARAH' }).length
    await press(slack, old, 'Share in channel')
    await slack.waitFor(() => slack.messages({ channel: finops, as: 'U0SARAH' }).length > before)
    expect(read(slack, slack.messages({ channel: finops, as: 'U0SARAH' }).at(-1)!)).toMatch(/has expired/)
    expect(postsIn(slack, finops)).toEqual([])
  })

  test('is left out while the database is away, and the answer comes all the same', async () => {
    const bot = await startBot()
    const answer = await answerTo(bot, 'spend')
    const db = new DatabaseSync(join(bot.dataDir, 'chatops.sqlite'))
    db.exec('alter table offers rename to elsewhere')
    db.close()
    const without = await answerTo(bot, 'spend last month')
    expect(read(bot.slack, without)).toMatch(/^October: €/)
    expect(labelsOf(without)).toEqual([])
    await press(bot.slack, answer, 'By day')
    await seen(bot.slack, finops, 'U0SARAH', /Tell the admin of this bot this reference: `[0-9a-f]{8}`/)
  })

  test('whose owner has lost their role shares nothing', async () => {
    const bot = await startBot()
    const answer = await answerTo(bot, 'spend')
    bot.mistral.removeMember('sarah@northwind.example')
    await press(bot.slack, answer, 'Share in channel')
    await seen(bot.slack, finops, 'U0SARAH', /no member of your Organization/)
    expect(postsIn(bot.slack, finops)).toEqual([])
  })

  test('says that it is asking when Mistral is slow, and then gives way to the answer', async () => {
    const bot = await startBot()
    const { slack, mistral, sandbox } = bot
    const answer = await answerTo(bot, 'help spend')
    mistral.faults.delay(300)
    const asked = mistral.requests.length
    await press(slack, answer, 'Try: spend')
    while (mistral.requests.length === asked) await new Promise((resolve) => setImmediate(resolve))
    sandbox.clock.advance(2_000)
    expect((await seen(slack, finops, 'U0SARAH', /Loading…/)).ts).toBe(answer.ts)
    expect((await seen(slack, finops, 'U0SARAH', /^November: €/)).ts).toBe(answer.ts)
  })
})
