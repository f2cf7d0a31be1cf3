import { expect, test } from 'vitest'
import { describeOnSqlite } from '../support/databases.ts'
import { day, hour, minute, pass } from './support/acts.ts'
import { approved, startFleet } from './support/fleet.ts'

describeOnSqlite('no write follows', (open, place) => {
  test('when the approver lost the role since', async () => {
    const fleet = await startFleet(open, place, { settings: { APPROVAL_BANDS: '0:2' } })
    await fleet.steps.request({ amount: '50000' })
    await fleet.steps.approve('U0CLAIRE')
    fleet.mistral.setRole('claire@northwind.example', 'member')
    await fleet.steps.approve('U0MARC')
    expect([await fleet.state(), fleet.writes().length]).toEqual(['open', 0])
    expect(fleet.steps.cardText()).toContain('no longer has the role')
  })

  test('when the approver was deactivated since', async () => {
    const fleet = await startFleet(open, place, { settings: { APPROVAL_BANDS: '0:2' } })
    await fleet.steps.request({ amount: '50000' })
    await fleet.steps.approve('U0CLAIRE')
    fleet.slack.updatePerson('U0CLAIRE', { kind: 'deactivated' })
    await fleet.steps.approve('U0MARC')
    expect([await fleet.state(), fleet.writes().length]).toEqual(['open', 0])
  })

  test('when use has passed the limit that was approved: to suspend access takes somebody who saw it', async () => {
    const fleet = await startFleet(open, place, { settings: { APPROVAL_BANDS: '0:2' } })
    const { use } = fleet.mistral.organization
    const amount = String(Math.ceil(use) + 500)
    await fleet.steps.request({ amount, term: 'permanent' }, { line: 'limits lower' })
    await fleet.steps.approve('U0CLAIRE')
    fleet.mistral.burn({ amount: 1000 })
    await fleet.steps.approve('U0MARC')
    expect([await fleet.state(), fleet.writes().length]).toEqual(['open', 0])
    expect(fleet.steps.cardText()).toContain('would suspend API access')
  })

  test('when a look is older than ten minutes, or the request older than its time', async () => {
    const fleet = await startFleet(open, place)
    await fleet.steps.request({ amount: '50000' })
    await fleet.steps.review('U0CLAIRE', 'approve')
    await pass(fleet, 11 * minute, 11 * minute)
    await fleet.steps.submit('U0CLAIRE')
    expect(fleet.steps.modal('U0CLAIRE')).toContain('This review has expired')
    await pass(fleet, 3 * day, 12 * hour)
    expect([await fleet.state(), fleet.writes().length]).toEqual(['expired', 0])
    expect(fleet.steps.cardText()).toContain('Expired')
    expect(await fleet.isTrailWhole()).toBe(true)
  })

  test('when a request for this month alone outlives the month', async () => {
    const fleet = await startFleet(open, place)
    await pass(fleet, 12 * day + 14 * hour, day)
    await fleet.steps.request({ amount: '50000' })
    expect(await fleet.state()).toBe('open')
    await pass(fleet, hour, 30 * minute)
    expect([await fleet.state(), fleet.writes().length]).toEqual(['expired', 0])
  })

  test('when writing was switched off after enough people had approved', async () => {
    const fleet = await approved(open, place, ({ mistral }) =>
      mistral.faults.fail(429, { path: '/spend-limit', method: 'POST' }),
    )
    expect(await fleet.state()).toBe('approved')
    await fleet.bots[0]?.stop()
    fleet.bots.length = 0
    fleet.mistral.clearFaults()
    await fleet.startOne({ LIMIT_WRITES: 'off' })
    await pass(fleet, minute)
    expect([await fleet.state(), fleet.writes().length]).toEqual(['open', 1])
    await fleet.steps.approve('U0CLAIRE')
    expect([await fleet.state(), fleet.writes().length]).toEqual(['byHand', 1])
  })
})
