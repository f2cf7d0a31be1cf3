import { describe, expect, test } from 'vitest'
import manifest from '../../manifest/socket-mode.json' with { type: 'json' }
import { defineFeature, defineSection } from '../../src/chatops/contract.ts'
import { registerFeatures } from '../../src/chatops/routing/registry.ts'
import { features } from '../../src/features/index.ts'
import { printView } from '../../src/sandbox/print-message.ts'
import { type BotOptions, startBot, type TestBot } from '../support/bot.ts'
import { findBadTypography, findEnglish, speakFrench } from '../support/french.ts'
import { raiseSteps } from '../support/raise.ts'
import { mrkdwnOf } from './support.ts'

const events = manifest.settings.event_subscriptions.bot_events
const startAtHome = (options: BotOptions = {}) => startBot({ events, ...options })
const welcome = 'I show what Mistral AI costs you'

const read = ({ slack }: TestBot, user: string) => {
  const home = slack.home(user)
  return home ? printView(home, slack) : ''
}

/** Opens the Home and waits until it says that. */
async function homeOf(bot: TestBot, user: string, wanted: RegExp): Promise<string> {
  await bot.slack.openHome({ user })
  return shows(bot, user, wanted)
}

const shows = (bot: TestBot, user: string, wanted: RegExp): Promise<string> =>
  bot.slack.waitFor(() => {
    const text = read(bot, user)
    return wanted.test(text) ? text : undefined
  })

const press = (bot: TestBot, user: string, actionId: string) =>
  bot.slack.click({ user, viewId: bot.slack.home(user)!.id, actionId })

/** Presses a button that runs a line, by its label. */
async function pressLabelled(bot: TestBot, user: string, label: string) {
  const { blocks } = bot.slack.home(user)!.content
  const elements = blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []))
  const found = elements.find((element) => element.type === 'button' && element.text.text === label)
  await press(bot, user, found?.action_id ?? '')
}

const modalOf = ({ slack }: TestBot, user: string, wanted: RegExp) =>
  slack.waitFor(() => {
    const view = slack.views(user).at(-1)
    const text = view ? printView(view, slack) : ''
    return wanted.test(text) ? text : undefined
  })

test('the Home says that the last payment failed, with the page to pay on for those who can', async () => {
  const bot = await startAtHome()
  bot.mistral.faults.paymentFailed = true
  expect(await homeOf(bot, 'U0CLAIRE', /The last payment to Mistral failed/)).toContain('[Open the Admin Panel]')
  expect(await homeOf(bot, 'U0SARAH', /The last payment to Mistral failed/)).not.toContain('Admin Panel]')
})

describe('a request on the Home', () => {
  test('is decided there, in the same form that the card opens, and the Home keeps up', async () => {
    const bot = await startAtHome()
    const steps = raiseSteps(bot)
    await steps.request({ amount: '50000', term: 'month' })
    const asked = await homeOf(bot, 'U0CLAIRE', /Waiting for your decision/)
    expect(asked).toMatch(/€45,000 → €50,000, November only\?[\s\S]*Batch looped[\s\S]*\[Approve…\] \[Deny…\]/)
    const done = bot.outcomes.length
    await press(bot, 'U0CLAIRE', 'limits.approve')
    await bot.finished(done + 1)
    const fromHome = await modalOf(bot, 'U0CLAIRE', /\[Approve\]/)
    await steps.review('U0CLAIRE', 'approve')
    expect(fromHome.replace(/\d\d:\d\d/g, '')).toBe(steps.modal('U0CLAIRE').replace(/\d\d:\d\d/g, ''))
    await steps.submit('U0CLAIRE')
    const decided = await shows(bot, 'U0CLAIRE', /^(?![\s\S]*Waiting for your decision)/)
    expect(decided).not.toContain('[Approve…]')
    expect(bot.mistral.organization.limit).toBe(50_000)
    const later = await homeOf(bot, 'U0CLAIRE', /Your last requests and decisions/)
    expect(later).toMatch(/• ✅ @?Claire[\s\S]*€45,000 → €50,000, November only/)
    expect(await homeOf(bot, 'U0SARAH', /Your last requests and decisions/)).toMatch(/• ✅/)
  })

  test('can be denied there, and a Home that is behind is told what happened', async () => {
    const bot = await startAtHome()
    const steps = raiseSteps(bot)
    await steps.request({ amount: '50000', term: 'month' })
    await homeOf(bot, 'U0MARC', /\[Deny…\]/)
    await homeOf(bot, 'U0CLAIRE', /\[Deny…\]/)
    await press(bot, 'U0CLAIRE', 'limits.deny')
    await modalOf(bot, 'U0CLAIRE', /\[Deny\]/)
    await steps.submit('U0CLAIRE', { reason: 'Next month.' })
    expect(await shows(bot, 'U0CLAIRE', /Your last requests/)).not.toContain('[Deny…]')
    await press(bot, 'U0MARC', 'limits.approve')
    expect(await modalOf(bot, 'U0MARC', /Denied/)).toContain('Next month.')
  })

  test('is the asker’s to withdraw, and nobody’s who neither asked nor decides', async () => {
    const bot = await startAtHome()
    const steps = raiseSteps(bot)
    await steps.request({ amount: '50000', term: 'month' })
    const own = await homeOf(bot, 'U0SARAH', /Your request/)
    expect(own).toContain('[Withdraw')
    expect(own).not.toContain('[Approve…]')
    // The limit above it does not tell the same again.
    expect(own.match(/€45,000 → €50,000/g)).toHaveLength(1)
    await press(bot, 'U0SARAH', 'limits.withdraw')
    expect(await shows(bot, 'U0SARAH', /Your last requests and decisions/)).not.toContain('[Withdraw')
  })

  test('is refused to whoever presses a button that is not theirs to press', async () => {
    const bot = await startAtHome()
    const steps = raiseSteps(bot)
    await steps.request({ amount: '50000', term: 'month' })
    await homeOf(bot, 'U0CLAIRE', /\[Approve…\]/)
    bot.slack.updatePerson('U0CLAIRE', { kind: 'guest' })
    await press(bot, 'U0CLAIRE', 'limits.approve')
    expect(await modalOf(bot, 'U0CLAIRE', /Nothing/)).toMatch(/guest/i)
    expect(bot.mistral.organization.limit).toBe(45_000)
  })

  test('is shown without figures to an asker who may not see them', async () => {
    const bot = await startAtHome({ settings: { READ_ACCESS: 'billing' } })
    await raiseSteps(bot).request({ amount: '50000', term: 'month' })
    const own = await homeOf(bot, 'U0SARAH', /Your request/)
    expect(own).toMatch(/New limit €50,000, November only/)
    expect(own).not.toMatch(/45,000|used/)
  })
})

test('settings are for those who may, and open the forms', async () => {
  const bot = await startAtHome()
  const claire = await homeOf(bot, 'U0CLAIRE', /November: €/)
  expect(claire).toContain('[Alerts…] [Set a budget…] [New digest…] [Digests]')
  await pressLabelled(bot, 'U0CLAIRE', 'Alerts…')
  expect(await modalOf(bot, 'U0CLAIRE', /\[Save\]/)).toContain('Limit alerts')
  const sarah = await homeOf(bot, 'U0SARAH', /November: €/)
  expect(sarah).not.toMatch(/\[Alerts…\]|\[Set a budget…\]/)
  expect(sarah).toContain('[New digest…]')
  expect(await homeOf(bot, 'U0JONAS', new RegExp(welcome))).not.toContain('Settings')
})

describe('the picture of the spend', () => {
  const pictureOf = ({ slack }: TestBot, user: string) =>
    slack.home(user)?.content.blocks.find((block) => block.type === 'image')
  const uploads = ({ slack }: TestBot) => slack.files().filter(({ name }) => name === 'chart.png').length

  test('stands below it, and is uploaded once however often the Home is opened', async () => {
    const bot = await startAtHome()
    await homeOf(bot, 'U0SARAH', /\(picture: November is heading for/)
    expect(pictureOf(bot, 'U0SARAH')).toMatchObject({ slack_file: { id: expect.stringMatching(/^F/) } })
    await homeOf(bot, 'U0CLAIRE', /\(picture: November is heading for/)
    expect(uploads(bot)).toBe(1)
  })

  test('is fetched from the bot where Slack can reach it', async () => {
    const bot = await startAtHome({ settings: { PUBLIC_URL: 'https://bot.example/mistral' } })
    await homeOf(bot, 'U0SARAH', /\(picture: /)
    expect(pictureOf(bot, 'U0SARAH')).toMatchObject({ image_url: expect.stringMatching(/^https:.*\/charts\//) })
    expect(uploads(bot)).toBe(0)
  })

  test('that Slack does not take leaves the words', async () => {
    const bot = await startAtHome()
    bot.slack.faults.fail('files.completeUploadExternal', 'internal_error', 9)
    expect(await homeOf(bot, 'U0SARAH', /November: €/)).not.toContain('(picture')
  })
})

describe('opening the Home', () => {
  test('shows at once what was there, while the new page is gathered', async () => {
    const bot = await startAtHome()
    await homeOf(bot, 'U0SARAH', /November: €/)
    const published = () => bot.slack.journal().filter(({ method }) => method === 'views.publish').length
    const before = published()
    await bot.stop()
    // Another process knows nothing of the first, and Slack has the page still.
    const again = await startAtHome({ sandbox: bot.sandbox })
    await again.slack.openHome({ user: 'U0SARAH' })
    await again.slack.waitFor(() => (published() > before ? true : undefined))
    expect(read(again, 'U0SARAH')).toContain('November: €')
    expect(published()).toBe(before + 1)
  })

  test('greets a newcomer before anything is asked of Mistral', async () => {
    const bot = await startAtHome()
    bot.mistral.faults.hang()
    const greeting = await homeOf(bot, 'U0SARAH', new RegExp(welcome))
    expect(greeting.trim().split('\n').length).toBeLessThanOrEqual(7)
    expect(bot.slack.journal().filter(({ method }) => method === 'views.publish')).toHaveLength(1)
    bot.mistral.faults.clear()
  })

  test('speaks the language of who opens it', async () => {
    const bot = await startAtHome()
    speakFrench(bot, 'U0CLAIRE', 'U0JONAS')
    await raiseSteps(bot).request({ amount: '50000', term: 'month', reason: 'Un lot tourne en boucle.' })
    const claire = await homeOf(bot, 'U0CLAIRE', /En attente de votre décision/)
    expect(claire).toMatch(/\[Approuver…\][\s\S]*Réglages/)
    await homeOf(bot, 'U0JONAS', /Je vous montre ce que Mistral AI vous coûte/)
    for (const user of ['U0CLAIRE', 'U0JONAS']) {
      const texts = mrkdwnOf({ text: '', blocks: bot.slack.home(user)!.content.blocks })
      expect(texts.flatMap(findBadTypography)).toEqual([])
      expect(texts.flatMap(findEnglish)).toEqual([])
    }
    expect(await homeOf(bot, 'U0MARC', /Waiting for your decision/)).toContain('Settings')
  })
})

test('a section that fails takes no other with it, and its feature is named in the log', async () => {
  const broken = defineFeature({
    name: 'broken',
    home: [
      defineSection({
        order: 99,
        access: 'figures',
        gather: async () => {
          throw new Error('out of order')
        },
        render: () => [],
      }),
    ],
  })
  const bot = await startAtHome({ features: [...features, broken] })
  await homeOf(bot, 'U0SARAH', /November: €/)
  const line = bot.logLines.find((logged) => logged.includes('a section failed'))
  expect(JSON.parse(line ?? '{}')).toMatchObject({ feature: 'broken' })
})

test('two sections of the same place fail at the start', () => {
  const section = (name: string) =>
    defineFeature({
      name,
      home: [defineSection({ order: 7, access: 'figures', gather: async () => undefined, render: () => [] })],
    })
  expect(() => registerFeatures([section('one'), section('other')])).toThrow(
    'place 7 of the Home is claimed by one and by other',
  )
})
