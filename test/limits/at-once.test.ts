import { expect, test } from 'vitest'
import { describeOnEachDatabase } from '../support/databases.ts'
import { startFleet } from './support/fleet.ts'

const times = <Result>(count: number, act: () => Promise<Result>): Promise<Result[]> =>
  Promise.all(Array.from({ length: count }, act))

describeOnEachDatabase('three instances', (open, place) => {
  test('write once and apply once when two people press a hundred times', async () => {
    const fleet = await startFleet(open, place, { size: 3 })
    const { slack, steps } = fleet
    await steps.request({ amount: '50000' })
    const { channel, ts } = steps.card()
    const deciders = ['U0CLAIRE', 'U0MARC']
    const before = fleet.outcomes.length
    await Promise.all(
      deciders.map((user) => times(25, () => slack.click({ user, channel, ts, actionId: 'limits.approve' }))),
    )
    await fleet.finished(before + 50)
    await Promise.all(
      deciders.map((user) => {
        const views = slack.views(user)
        const view = views.at(-1)
        if (!view) throw new Error('no modal is open')
        return times(25, () => slack.submitView({ user, viewId: view.id, values: {} }))
      }),
    )
    await fleet.finished(before + 100)
    await fleet.bot.settle()
    expect(fleet.writes()).toEqual([{ amount: 50_000, no_monthly_limit: false }])
    expect(await fleet.state()).toBe('applied')
    expect(steps.cardText()).toMatch(/^✅ @(Claire|Marc).*€45,000 → €50,000.*read back from Mistral/)
    expect(steps.cardText()).not.toContain('[Approve…]')
    expect(steps.threadTexts().filter((text) => text.includes('Audit trail up to here'))).toHaveLength(1)
    const actions = await fleet.actions()
    expect(actions.filter((action) => ['approved', 'attempted', 'applied'].includes(action))).toEqual([
      'approved',
      'attempted',
      'applied',
    ])
    expect(await fleet.isTrailWhole()).toBe(true)
  })

  test('count two people who approve at the same moment as two, and no one twice', async () => {
    const fleet = await startFleet(open, place, { size: 3, settings: { APPROVAL_BANDS: '0:2' } })
    const { slack, steps } = fleet
    await steps.request({ amount: '50000' })
    await steps.review('U0CLAIRE', 'approve')
    await steps.review('U0MARC', 'approve')
    const before = fleet.outcomes.length
    await Promise.all(
      ['U0CLAIRE', 'U0MARC', 'U0CLAIRE', 'U0MARC'].map((user) => {
        const viewId = slack.views(user).at(-1)?.id ?? ''
        return slack.submitView({ user, viewId, values: {} })
      }),
    )
    await fleet.finished(before + 4)
    await fleet.bot.settle()
    expect(fleet.writes()).toHaveLength(1)
    expect(await fleet.state()).toBe('applied')
    const approved = (await fleet.actions()).filter((action) => action === 'approved')
    expect(approved).toHaveLength(2)
    expect(steps.cardText()).toContain('Claire')
    expect(steps.cardText()).toContain('Marc')
    expect(await fleet.isTrailWhole()).toBe(true)
  })

  test('let one outcome stand when one approves, one denies and the asker withdraws', async () => {
    const fleet = await startFleet(open, place, { size: 3 })
    const { slack, steps } = fleet
    await steps.request({ amount: '50000' })
    await steps.review('U0CLAIRE', 'approve')
    await steps.review('U0MARC', 'deny')
    const copy = slack.messages({ channel: slack.directMessage('U0SARAH'), as: 'U0SARAH' }).at(-1)
    const before = fleet.outcomes.length
    await Promise.all([
      slack.submitView({ user: 'U0CLAIRE', viewId: slack.views('U0CLAIRE').at(-1)?.id ?? '', values: {} }),
      slack.submitView({ user: 'U0MARC', viewId: slack.views('U0MARC').at(-1)?.id ?? '', values: { reason: 'No.' } }),
      slack.click({ user: 'U0SARAH', channel: copy?.channel ?? '', ts: copy?.ts ?? '', actionId: 'limits.withdraw' }),
    ])
    await fleet.finished(before + 3)
    await fleet.bot.settle()
    const state = await fleet.state()
    expect(['applied', 'denied', 'withdrawn']).toContain(state)
    expect(fleet.writes()).toHaveLength(state === 'applied' ? 1 : 0)
    const ends = (await fleet.actions()).filter((action) => ['applied', 'denied', 'withdrawn'].includes(action))
    expect(ends).toEqual([state])
    expect(await fleet.isTrailWhole()).toBe(true)
  })

  test('keep one request when two people ask at the same moment', async () => {
    const fleet = await startFleet(open, place, { size: 3 })
    const { slack } = fleet
    const people = ['U0SARAH', 'U0JONAS', 'U0NADIA']
    const begun = fleet.outcomes.length
    await Promise.all(
      people.map((user) => slack.command({ user, channel: slack.directMessage(user), text: 'limits raise' })),
    )
    await fleet.finished(begun + 3)
    await Promise.all(
      people.map((user, index) =>
        slack.submitView({
          user,
          viewId: slack.views(user).at(-1)?.id ?? '',
          values: { amount: String(50_000 + index), term: 'month', reason: 'Now.' },
        }),
      ),
    )
    await fleet.finished(begun + 6)
    await fleet.bot.settle()
    const raises = await fleet.raises()
    expect(raises.map(({ live }) => live)).toEqual(['live'])
    // Whoever came first: the largest amount is what is asked for.
    expect(raises[0]?.target).toBe('50002')
    expect(fleet.steps.cardText()).toContain('€50,002')
    expect(await fleet.isTrailWhole()).toBe(true)
  })
})
