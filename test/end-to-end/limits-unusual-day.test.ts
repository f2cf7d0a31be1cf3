import { expect, test } from 'vitest'
import { printMessage } from '../../src/sandbox/print-message.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { raiseSteps } from '../support/raise.ts'
import { readTrail } from '../support/trail.ts'

const channel: string = sandboxChannels.finops.id
const hourMs = 3_600_000

const unusualIn = ({ slack }: TestBot) =>
  slack
    .messages({ channel })
    .map((message) => printMessage(message, slack))
    .filter((text) => text.includes('on that weekday'))

async function wait(bot: TestBot, hours: number): Promise<void> {
  bot.sandbox.clock.advance(hours * hourMs)
  await bot.bot.settle()
}

/** A Wednesday that costs far more than others. */
async function spike(settings: Record<string, string> = {}): Promise<TestBot> {
  const bot = await startBot({ settings: { ALERTS_CHANNEL: channel, POLL_INTERVAL: '12h', ...settings } })
  bot.mistral.burn({ amount: 6_000, workspace: 'Marketing', model: 'codestral-latest' })
  await bot.bot.settle()
  return bot
}

const posted = ({ slack }: TestBot) =>
  slack.messages({ channel }).find((message) => printMessage(message, slack).includes('on that weekday'))!

/** Presses the button at the alert, and sends the form off. */
async function explain(bot: TestBot, user: string, because: string) {
  const steps = raiseSteps(bot)
  await steps.andSettle(() => bot.slack.click({ user, message: posted(bot), actionId: 'limits.expected' }))
  const form = steps.modal(user)
  const [view] = bot.slack.views(user).slice(-1)
  if (view?.content.callback_id === 'limits.expected') await steps.submit(user, { because })
  return { form, end: steps.modal(user) }
}

test('a day far from its weekday is told once on the next morning, with the model and the Workspace behind it', async () => {
  const bot = await spike()
  expect(unusualIn(bot)).toEqual([])
  // Looked at twice a day, nobody can say that access stops tonight: the log, `alerts` and `status` say that.
  expect(bot.logLines.join('\n')).toContain('too seldom to tell in time that API access stops')
  expect(await bot.askForText('alerts')).toContain('I look every 12 hours only: too seldom')
  expect(await bot.askForText('status')).toContain('I compare use with the limit every 12 hours only')
  await wait(bot, 24)
  expect(unusualIn(bot)).toEqual([
    expect.stringMatching(/^📈 Wed 18 Nov cost €[\d,]+, [\s\S]*Marketing \+€[\d,]+ · Codestral \+€/),
  ])
  // The next day is as its weekday usually is.
  await wait(bot, 24)
  expect(unusualIn(bot)).toHaveLength(1)
})

test('that it was expected is said in the message with who and why, once, and stands in the trail', async () => {
  const bot = await spike()
  await wait(bot, 24)
  const { form, end } = await explain(bot, 'U0SARAH', 'Load test <!channel> before the launch')
  expect(form).toContain('Wed 18 Nov cost €')
  expect(end).toContain('Saved')
  const [text] = unusualIn(bot)
  expect(text).toMatch(
    /✅ Expected: “Load test &lt;!channel&gt; before the launch” \(@Sarah Lindqvist\)|✅ Expected: “Load test/,
  )
  expect(text).not.toContain('[Expected, because…]')
  const trail = (await readTrail(bot)).filter(({ action }) => action === 'limit.day-expected')
  expect(trail).toEqual([
    expect.objectContaining({ subject: '2026-11-18', text: 'Load test <!channel> before the launch', outcome: 'done' }),
  ])
  expect(await bot.askForText('alerts')).toMatch(/Unusual days of the last month\n📈 Wed 18 Nov[^\n]*\n✅ Expected/)
  expect(await bot.askForText('whoami data')).toContain('Expected day 2026-11-18: “Load test')
})

test('whoever comes second learns what was said', async () => {
  const bot = await spike()
  await wait(bot, 24)
  const message = posted(bot)
  await explain(bot, 'U0SARAH', 'Load test')
  const steps = raiseSteps(bot)
  await steps.andSettle(() => bot.slack.click({ user: 'U0MARC', message, actionId: 'limits.expected' }))
  expect(steps.modal('U0MARC')).toMatch(/Expected: “Load test”/)
})

test('nobody may say so who may not read the figures', async () => {
  const bot = await spike({ READ_ACCESS: 'billing' })
  await wait(bot, 24)
  const { end } = await explain(bot, 'U0SARAH', 'Load test')
  expect(end).toContain('admin or billing role')
  expect(await readTrail(bot)).not.toContainEqual(expect.objectContaining({ action: 'limit.day-expected' }))
  expect(unusualIn(bot)[0]).toContain('[Expected, because…]')
})

test('what was unusual while alerts were muted is told briefly afterwards, once, and shown by `alerts` meanwhile', async () => {
  const bot = await spike()
  const steps = raiseSteps(bot)
  await steps.request({ mute: 'month' }, { user: 'U0CLAIRE', line: 'alerts settings' })
  await wait(bot, 24)
  expect(unusualIn(bot)).toEqual([])
  expect(await bot.askForText('alerts')).toContain('📈 Wed 18 Nov cost €')
  await steps.request({ mute: 'none' }, { user: 'U0CLAIRE', line: 'alerts settings' })
  await wait(bot, 24)
  expect(unusualIn(bot)).toEqual([
    expect.stringMatching(/^One unusual day while alerts were muted\n📈 Wed 18 Nov cost €[^\n]*\n/),
  ])
  const { end } = await explain(bot, 'U0SARAH', 'Load test')
  expect(end).toContain('Saved')
  await wait(bot, 24)
  expect(unusualIn(bot)).toEqual([
    expect.stringMatching(/^One unusual day [^\n]*\n📈 Wed 18 Nov [^\n]*\n✅ Expected: “Load test/),
  ])
  expect(unusualIn(bot)[0]).not.toContain('[')
})
