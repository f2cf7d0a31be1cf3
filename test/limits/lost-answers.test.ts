import { expect, test } from 'vitest'
import { describeOnSqlite } from '../support/databases.ts'
import { approveUntil, minute, pass, second } from './support/acts.ts'
import { approved, startFleet } from './support/fleet.ts'

const path = '/spend-limit'

describeOnSqlite('a write', (open, place) => {
  test('whose answer got lost is looked up and never sent again', async () => {
    const fleet = await approved(open, place, ({ mistral }) => mistral.faults.loseAnswer(path, 1, 'POST'))
    // It is there: nobody has to wait for a lease to know that.
    expect(await fleet.state()).toBe('applied')
    expect(fleet.writes()).toHaveLength(1)
    expect(fleet.steps.cardText()).toContain('read back from Mistral')
    expect(await fleet.actions()).toEqual(['requested', 'reviewed', 'approved', 'attempted', 'answer-lost', 'applied'])
  })

  test('whose answer is garbage counts once it can be read back', async () => {
    const fleet = await approved(open, place, ({ mistral }) => {
      mistral.on((event) => {
        // The write takes effect, and then its answer is made.
        if (event.type === 'change') mistral.faults.garbage(path)
        if (event.type === 'request' && event.request.method === 'POST') mistral.clearFaults()
      })
    })
    await pass(fleet, 2 * minute)
    expect([await fleet.state(), fleet.writes().length]).toEqual(['applied', 1])
  })

  test.each([500, 502, 503])('answered with %s and not carried out is sent again after a look', async (status) => {
    const fleet = await approved(open, place, ({ mistral }) =>
      mistral.faults.fail(status, { path, method: 'POST', times: 1 }),
    )
    expect(await fleet.state()).toBe('unknown')
    expect(fleet.steps.cardText()).toMatch(/^⚠ No answer yet/)
    await pass(fleet, 20 * second)
    // Its lease is not over: a write might still be on its way.
    expect(fleet.writes()).toHaveLength(1)
    await pass(fleet, 40 * second)
    expect([await fleet.state(), fleet.writes().length]).toEqual(['applied', 2])
    expect(fleet.mistral.organization.limit).toBe(50_000)
  })

  test('refused as too frequent is sent again soon', async () => {
    const fleet = await approved(open, place, ({ mistral }) =>
      mistral.faults.fail(429, { path, method: 'POST', times: 1, retryAfterSeconds: 1 }),
    )
    expect(await fleet.state()).toBe('approved')
    await pass(fleet, 40 * second)
    expect([await fleet.state(), fleet.writes().length]).toEqual(['applied', 2])
  })

  test.each([400, 409, 422])('refused with %s ends, says so and frees the way', async (status) => {
    const fleet = await approved(open, place, ({ mistral }) =>
      mistral.faults.fail(status, { path, method: 'POST', times: 1 }),
    )
    expect(await fleet.state()).toBe('refused')
    expect(fleet.steps.cardText()).toContain('Mistral refused this limit.')
    expect(fleet.steps.directTexts('U0SARAH').at(-1)).toContain('Mistral refused this limit.')
    await fleet.steps.request({ amount: '51000' })
    expect(await fleet.state()).toBe('refused open')
  })

  test.each([401, 403])('refused with %s names the key', async (status) => {
    const fleet = await approved(open, place, ({ mistral }) => mistral.faults.fail(status, { path, method: 'POST' }))
    expect(await fleet.state()).toBe('refused')
    expect(fleet.steps.cardText()).toContain('MISTRAL_ADMIN_API_KEY')
  })

  test('that another request makes waits until the one whose answer got lost can no longer arrive', async () => {
    const fleet = await approved(open, place, ({ mistral }) => mistral.faults.loseAnswer(path, 1, 'POST'))
    expect(await fleet.state()).toBe('applied')
    await fleet.steps.request({ amount: '51000' })
    await fleet.steps.approve('U0CLAIRE')
    expect([await fleet.state(), fleet.writes().length]).toEqual(['applied approved', 1])
    await pass(fleet, minute)
    expect([await fleet.state(), fleet.writes().length]).toEqual(['applied applied', 2])
  })

  test('that is read back late is proved by its answer', async () => {
    const fleet = await startFleet(open, place)
    await fleet.steps.request({ amount: '50000' })
    fleet.mistral.faults.readBackLagMs = 10 * minute
    await approveUntil(fleet, 'applied')
    expect(fleet.writes()).toHaveLength(1)
    expect(fleet.steps.cardText()).toContain('confirmed by Mistral’s answer')
  })

  test('whose answer got lost is not sent again while Mistral states the old value and its log has the new', async () => {
    const fleet = await startFleet(open, place)
    await fleet.steps.request({ amount: '50000' })
    fleet.mistral.faults.readBackLagMs = 5 * minute
    fleet.mistral.faults.loseAnswer(path, 1, 'POST')
    await fleet.steps.approve('U0CLAIRE')
    await pass(fleet, 3 * minute)
    expect(await fleet.state()).toBe('unknown')
    await pass(fleet, 4 * minute)
    expect([await fleet.state(), fleet.writes().length]).toEqual(['applied', 1])
  })

  test('is not sent while Mistral cannot be asked, and goes back to the card when that lasts', async () => {
    const fleet = await startFleet(open, place)
    await fleet.steps.request({ amount: '50000' })
    await fleet.steps.review('U0CLAIRE', 'approve')
    // The decision has looked at the limit, and the write has not asked who decided.
    const stop = fleet.mistral.on((event) => {
      if (event.type === 'request' && event.request.path === path) fleet.mistral.faults.fail(500, { path: '/users' })
    })
    await fleet.steps.submit('U0CLAIRE')
    await pass(fleet, 10 * minute, minute)
    expect([await fleet.state(), fleet.writes().length]).toEqual(['approved', 0])
    await pass(fleet, 6 * minute, minute)
    expect([await fleet.state(), fleet.writes().length]).toEqual(['open', 0])
    expect(fleet.steps.cardText()).toContain('The approval expired')
    stop()
    fleet.mistral.clearFaults()
    await fleet.steps.approve('U0CLAIRE')
    expect([await fleet.state(), fleet.writes().length]).toEqual(['applied', 1])
  })
})
