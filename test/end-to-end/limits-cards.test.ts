import { describe, expect, test } from 'vitest'
import { printMessage } from '../../src/sandbox/print-message.ts'
import { approvalsChannel, startSteps } from '../support/raise.ts'
import { actionsIn } from '../support/trail.ts'

const hourMs = 3_600_000
const deciders = ['U0CLAIRE', 'U0MARC', 'U0NADIA']

describe('the card', () => {
  test('stands in the channel and with each decider, in step; its chart is in the thread', async () => {
    const { steps, slack } = await startSteps()
    await steps.request({ amount: '50000' })
    expect(steps.cardText()).toMatch(/@Sarah Lindqvist[\s\S]*“Batch looped; customers need the API\.”/)
    expect(steps.cardText()).toMatch(
      /With and without:[\s\S]*Returns to €45,000 on 1 Dec, when Mistral resets its counter/,
    )
    for (const user of deciders) expect(steps.directTexts(user).at(-1)).toMatch(/^€45,000 → €50,000[\s\S]*\[Approve…\]/)
    const { channel, ts } = steps.card()
    expect(slack.thread({ channel, ts })).toHaveLength(2)
    expect(JSON.stringify(slack.thread({ channel, ts })[1]?.blocks)).toContain('"image"')

    const direct = slack.messages({ channel: slack.directMessage('U0MARC') }).at(-1)
    await steps.review('U0MARC', 'deny', direct)
    await steps.submit('U0MARC', { reason: 'Wait for December.' })
    const copies = [steps.cardText(), ...[...deciders, 'U0SARAH'].map((user) => steps.directTexts(user)[0] ?? '')]
    for (const copy of copies) {
      expect(copy).toMatch(/^❌ Denied: €45,000 → €50,000[\s\S]*@Marc Delacroix[\s\S]*“Wait for December\.”/)
      expect(copy).not.toContain('[')
    }
  })

  test('goes to the deciders’ direct messages alone where there is no channel, and the proof into one of them', async () => {
    const { steps, slack, mistral } = await startSteps({ APPROVALS_CHANNEL: '' })
    await steps.request({ amount: '50000' })
    expect(slack.messages({ channel: approvalsChannel })).toEqual([])
    const card = slack.messages({ channel: slack.directMessage('U0NADIA') }).at(-1)
    await steps.review('U0NADIA', 'approve', card)
    await steps.submit('U0NADIA')
    expect(mistral.organization.limit).toBe(50_000)
    for (const user of deciders) expect(steps.directTexts(user)[0]).toMatch(/^✅ @Nadia Benali/)
    const threads = deciders.flatMap((user) => {
      const channel = slack.directMessage(user)
      return slack.messages({ channel }).flatMap(({ ts }) => slack.thread({ channel, ts }).slice(1))
    })
    expect(threads.map((message) => printMessage(message, slack)).join('\n')).toMatch(/Audit trail up to here/)
  })

  test.each([
    ['archived', { isArchived: true }, 'is archived'],
    ['one that the bot was removed from', { members: ['U0CLAIRE'] }, 'is no channel that I am in'],
    ['shared with another company', { isShared: true }, 'can be read by another company'],
  ] as const)('reaches the deciders when its channel is %s, and status and the log say so', async (_, change, why) => {
    const { running, steps, slack, mistral, logLines } = await startSteps()
    slack.updateChannel(approvalsChannel, change)
    await steps.request({ amount: '50000' })
    expect(slack.messages({ channel: approvalsChannel })).toEqual([])
    expect(logLines.join('')).toContain('APPROVALS_CHANNEL cannot be used')
    expect(await running.askForText('status')).toContain(why)
    const card = slack.messages({ channel: slack.directMessage('U0CLAIRE') }).at(-1)
    await steps.review('U0CLAIRE', 'approve', card)
    await steps.submit('U0CLAIRE')
    expect(mistral.organization.limit).toBe(50_000)
    expect(slack.messages({ channel: approvalsChannel })).toEqual([])
  })

  test('tells another company nothing when its channel is shared after it was posted', async () => {
    const { steps, slack } = await startSteps()
    await steps.request({ amount: '50000' })
    slack.updateChannel(approvalsChannel, { isShared: true })
    await steps.approve('U0CLAIRE')
    expect(steps.cardText()).toMatch(/^✅ @Claire Fontaine.*New limit €50,000/)
    expect(steps.cardText()).not.toContain('45,000')
    expect(steps.threadTexts().join('\n')).not.toContain('Audit trail')
  })
})

describe('a request that nobody decides', () => {
  test('reminds at half time, expires, and says how to ask again', async () => {
    const { running, steps, sandbox, mistral } = await startSteps()
    await steps.request({ amount: '50000' })
    sandbox.clock.advance(17 * hourMs)
    await running.bot.settle()
    expect(steps.threadTexts().at(-1)).toMatch(
      /Half the time has passed and nobody has decided: €45,000 → €50,000.*@Claire Fontaine, @Marc Delacroix, or @Nadia Benali/,
    )
    sandbox.clock.advance(20 * hourMs)
    await running.bot.settle()
    expect(steps.cardText()).toMatch(/^Expired: €45,000 → €50,000[\s\S]*limits raise 50000/)
    expect(steps.directTexts('U0SARAH').at(-1)).toMatch(/^Expired/)
    expect(await actionsIn(running)).toEqual(['limit.requested', 'limit.expired'])
    expect(mistral.organization.limit).toBe(45_000)
  })

  test('is told to have expired also while Mistral is away: then without figures', async () => {
    const { running, steps, sandbox, mistral } = await startSteps()
    await steps.request({ amount: '50000' })
    mistral.faults.fail(503)
    sandbox.clock.advance(37 * hourMs)
    await running.bot.settle()
    expect(steps.cardText()).toMatch(/^Expired: €45,000 → €50,000/)
    expect(steps.directTexts('U0SARAH').at(-1)).toMatch(/^Expired: New limit €50,000/)
  })

  test('is told to have expired as soon as Slack takes messages again', async () => {
    const { running, steps, sandbox, slack } = await startSteps()
    await steps.request({ amount: '50000' })
    sandbox.clock.advance(17 * hourMs)
    await running.bot.settle()
    slack.faults.rateLimit('chat.postMessage', { retryAfterSeconds: 30 })
    const hear = () => steps.directTexts('U0SARAH').filter((text) => text.startsWith('Expired')).length
    sandbox.clock.advance(20 * hourMs)
    await running.bot.settle()
    // The copy of the card, which was updated; the word that was held back comes later, once.
    expect(hear()).toBe(1)
    sandbox.clock.advance(60_000)
    await running.bot.settle()
    expect(hear()).toBe(2)
  })

  test('is withdrawn by its author alone', async () => {
    const { running, steps, slack } = await startSteps()
    await steps.request({ amount: '50000' })
    const copy = slack.messages({ channel: slack.directMessage('U0SARAH') }).at(-1)!
    const forMarc = steps.andSettle(() => slack.click({ user: 'U0MARC', message: copy, actionId: 'limits.withdraw' }))
    await forMarc
    expect(steps.cardText()).toContain('[Approve…]')
    await steps.andSettle(() => slack.click({ user: 'U0SARAH', message: copy, actionId: 'limits.withdraw' }))
    expect(steps.cardText()).toMatch(/^Withdrawn: €45,000 → €50,000/)
    await steps.andSettle(() => slack.click({ user: 'U0SARAH', message: copy, actionId: 'limits.withdraw' }))
    expect(steps.directTexts('U0SARAH').at(-1)).toMatch(/^Withdrawn: €45,000 → €50,000/)
    expect((await actionsIn(running)).filter((action) => action === 'limit.withdrawn')).toHaveLength(1)
  })
})

describe('a card that people still see as it was answers a late click with what happened', () => {
  test.each([
    ['approved', /✅ @Claire Fontaine.*€45,000 → €50,000.*read back/],
    ['denied', /Denied: €45,000 → €50,000[\s\S]*“Not now\.”/],
    ['withdrawn', /Withdrawn: €45,000 → €50,000/],
    ['expired', /Expired: €45,000 → €50,000/],
  ] as const)('%s', async (how, words) => {
    const { running, steps, slack, sandbox } = await startSteps()
    await steps.request({ amount: '50000' })
    const stale = steps.card()
    await steps.review('U0NADIA', 'approve')
    if (how === 'approved') await steps.approve('U0CLAIRE')
    if (how === 'denied') await steps.deny('U0CLAIRE', 'Not now.')
    if (how === 'withdrawn') {
      const copy = slack.messages({ channel: slack.directMessage('U0SARAH') }).at(-1)!
      await steps.andSettle(() => slack.click({ user: 'U0SARAH', message: copy, actionId: 'limits.withdraw' }))
    }
    if (how === 'expired') {
      sandbox.clock.advance(37 * hourMs)
      await running.bot.settle()
    }
    for (const actionId of ['limits.approve', 'limits.deny']) {
      await steps.andSettle(() => slack.click({ user: 'U0MARC', message: stale, actionId }))
      expect(steps.modal('U0MARC')).toMatch(words)
    }
    // The modal that was open all the while comes too late as well.
    await steps.submit('U0NADIA')
    expect(steps.modal('U0NADIA')).toMatch(words)
    expect((await actionsIn(running)).filter((action) => action === 'limit.approved').length).toBe(
      how === 'approved' ? 1 : 0,
    )
  })
})

test('the requester’s copy and the notice hide figures from whoever may not read them', async () => {
  const { steps } = await startSteps({ READ_ACCESS: 'billing' })
  await steps.request({ amount: '50000' })
  await steps.approve('U0CLAIRE')
  const told = steps.directTexts('U0SARAH').join('\n')
  expect(told).toMatch(/New limit €50,000/)
  expect(told).not.toMatch(/45,000|26,\d{3}|Without:/)
})
