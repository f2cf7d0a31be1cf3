import { describe, expect, test } from 'vitest'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { answerTo, labelsOf, mrkdwnOf, press, read, seen } from './support.ts'

const finops = sandboxChannels.finops.id

describe('a word that is no command', () => {
  test('is met with the nearest one and a button that runs it', async () => {
    const bot = await startBot()
    const answer = await answerTo(bot, 'spned last month by model')
    expect(read(bot.slack, answer)).toMatch(
      /^I do not know “spned”\. Did you mean `\/mistral spend last month by model`\?/,
    )
    expect(labelsOf(answer)).toEqual(['Run spend last month by model'])
    await press(bot.slack, answer, 'Run spend last month by model')
    await seen(bot.slack, finops, 'U0SARAH', /^October: €[\s\S]*By model/)
  })

  test('is met with help where nothing is near', async () => {
    const bot = await startBot()
    const answer = await answerTo(bot, 'xyzzy')
    expect(read(bot.slack, answer)).toMatch(/^I do not know “xyzzy”\. `\/mistral help` lists what I can do\./)
    await press(bot.slack, answer, 'Show help')
    await seen(bot.slack, finops, 'U0SARAH', /What Mistral costs/)
  })

  test('is refused by its own name behind help', async () => {
    const text = await (await startBot()).askForText('help dance')
    expect(text).toMatch(/^There is no command “dance”\. Try `\/mistral help \w+`, `[^`]+`, or `[^`]+`\./)
  })
})

test('days that end before they begin are said to, and the turned ones are one click away', async () => {
  const bot = await startBot()
  const answer = await answerTo(bot, 'spend 2026-10-15..2026-10-01 by model')
  expect(read(bot.slack, answer)).toMatch(/^The end of “2026-10-15..2026-10-01” is before its beginning\. Try/)
  expect(labelsOf(answer)).toEqual(['Run spend 2026-10-01..2026-10-15 by model'])
  await press(bot.slack, answer, 'Run spend 2026-10-01..2026-10-15 by model')
  await seen(bot.slack, finops, 'U0SARAH', /^1–15 Oct: €[\s\S]*By model/)
})

describe('what was not understood is said with three examples that work', () => {
  const wrong = [
    ['spend yesteryear', /^I do not understand the period “yesteryear”\./],
    ['spend 2026-13', /^I do not understand the period “2026-13”\./],
    ['spend 2027-01', /^“2027-01” has not begun yet\./],
    ['spend by colour', /^I do not understand the option “by colour”\./],
    ['spend by', /^I do not understand the option “by”\./],
    ['spend team:Support', /^I do not understand the option “team:Support”\./],
    ['spend workspace:Nowhere', /^There is no workspace “Nowhere”\./],
    ['spend workspace:', /^The workspace is missing\./],
    ['spend workspace:a', /^I do not understand the workspace “a”\./],
  ] as const

  test.each(wrong)('%s', async (line, words) => {
    const bot = await startBot()
    const text = await bot.askForText(line)
    expect(text).toMatch(words)
    await expectExamplesToWork(bot, text)
  })

  test('also where names are hard to type', async () => {
    const bot = await startBot()
    bot.mistral.renameWorkspace('Support-bot', `The "big" one ${'and so on '.repeat(30)}`)
    bot.mistral.renameWorkspace('Code assistants', 'R&D <new> `x`')
    bot.mistral.renameWorkspace('Data platform', 'צוות  הנתונים')
    const text = await bot.askForText('spend workspace:Nowhere')
    await expectExamplesToWork(bot, text)
    expect(text).toContain('R&D <new> x')
  })
})

async function expectExamplesToWork(bot: TestBot, text: string): Promise<void> {
  const examples = [...text.matchAll(/`\/mistral ([^`]+)`/g)].map(([, example = '']) => example)
  expect(examples).toHaveLength(3)
  for (const example of examples) expect(await bot.askForText(example), example).toMatch(/€/)
}

describe('names that people gave', () => {
  const evil = '<!channel> & <@U0CLAIRE> *bold* `code`\nnext ‮reversed'

  async function answerWith(name: string, line: string) {
    const bot = await startBot()
    bot.mistral.renameWorkspace('Support-bot', name)
    const answer = await answerTo(bot, line)
    return { bot, answer, marked: mrkdwnOf(answer).join('\n'), text: read(bot.slack, answer) }
  }

  test('mention nobody, format nothing and break no line, in answers, headlines and buttons', async () => {
    for (const line of ['spend by workspace', 'spend workspace:next', 'spend workspace:"<!channel> & <@U0CLAIRE>"']) {
      const { answer, marked, text } = await answerWith(evil, line)
      expect(marked).not.toMatch(/<!channel|<@U0CLAIRE/)
      expect(JSON.stringify(answer)).not.toMatch(/[\u202a-\u202e]/)
      expect(marked).toContain('&lt;!channel&gt; &amp; &lt;@U0CLAIRE&gt;')
      expect(text).toContain('<!channel> & <@U0CLAIRE> *bold* `code` next')
    }
  })

  test('are cut by what a reader sees as one character', async () => {
    const { text } = await answerWith('👩‍👩‍👧‍👦'.repeat(300), 'spend by workspace')
    const [, shown = ''] = /((?:👩‍👩‍👧‍👦)+…)/u.exec(text) ?? []
    expect(shown.length).toBeGreaterThan(10)
    expect(text).not.toMatch(/[\u200d\ud83d]…/)
  })

  test('of 300 characters are cut, and still lead to the next question', async () => {
    const long = `Support ${'x'.repeat(300)}`
    const { bot, answer, text } = await answerWith(long, 'spend workspace:Support')
    expect(text).toMatch(/^November, Support x{40,60}…: €/)
    await press(bot.slack, answer, 'By day')
    await seen(bot.slack, finops, 'U0SARAH', /^November, Support x+…: €[\s\S]*By day/)
  })

  test('with quotes lead to the next question as well', async () => {
    const { bot, answer } = await answerWith('The “big” "one"', 'spend workspace:big')
    await press(bot.slack, answer, 'By day')
    await seen(bot.slack, finops, 'U0SARAH', /^November, The “big” "one": €[\s\S]*By day/)
  })

  test('that read from right to left leave the amounts where they are', async () => {
    const { text } = await answerWith('فريق الدعم', 'spend by workspace')
    expect(text).toMatch(/\u2068فريق الدعم\u2069 {2}€/)
  })

  test('of a person are escaped too', async () => {
    const bot = await startBot()
    bot.slack.updatePerson('U0SARAH', { realName: '<!here> *Sarah* & co' })
    const answer = await answerTo(bot, 'whoami')
    expect(mrkdwnOf(answer).join()).not.toContain('<!here>')
    expect(read(bot.slack, answer)).toMatch(/<!here> \*Sarah\* & co, you are a member/)
  })
})
