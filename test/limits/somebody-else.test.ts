import { expect, test } from 'vitest'
import { describeOnSqlite } from '../support/databases.ts'
import { approveUntil, minute, pass } from './support/acts.ts'
import { approved, startFleet } from './support/fleet.ts'

const path = '/spend-limit'

describeOnSqlite('somebody else changes the limit', (open, place) => {
  const by = 'Marc Delacroix'

  test('between request and look: the approver sees it, and it is what a temporary raise returns to', async () => {
    const fleet = await startFleet(open, place)
    await fleet.steps.request({ amount: '50000' })
    fleet.mistral.setLimit(47_000, by)
    await fleet.steps.approve('U0CLAIRE')
    expect(fleet.steps.cardText()).toContain('€47,000 → €50,000')
    const standing = await fleet.db
      .query<{ standing_limits: { permanent: string } }>()
      .selectFrom('standing_limits')
      .select('permanent')
      .execute()
    expect(standing).toEqual([{ permanent: '47000' }])
  })

  test('between look and decision: the decision does not count', async () => {
    const fleet = await startFleet(open, place)
    await fleet.steps.request({ amount: '50000' })
    await fleet.steps.review('U0CLAIRE', 'approve')
    fleet.mistral.setLimit(47_000, by)
    await fleet.steps.submit('U0CLAIRE')
    expect(fleet.steps.modal('U0CLAIRE')).toContain('The limit changed since you looked')
    expect([await fleet.state(), fleet.writes().length]).toEqual(['open', 0])
  })

  test('between decision and write: back to the card', async () => {
    const fleet = await startFleet(open, place, { settings: { APPROVAL_BANDS: '0:2' } })
    await fleet.steps.request({ amount: '50000' })
    await fleet.steps.approve('U0CLAIRE')
    await fleet.steps.review('U0MARC', 'approve')
    // The last decision is in the database before the write's own look.
    let looks = 0
    fleet.mistral.on((event) => {
      if (event.type === 'request' && event.request.path === path && event.request.method === 'GET') looks += 1
      if (looks === 1) {
        looks += 1
        fleet.mistral.setLimit(47_000, by)
      }
    })
    await fleet.steps.submit('U0MARC')
    expect([await fleet.state(), fleet.writes().length]).toEqual(['open', 0])
    expect(fleet.steps.cardText()).toContain('no longer what the approvers saw')
    expect((await fleet.actions()).at(-1)).toBe('lapsed')
  })

  test('to the very amount: it is there already', async () => {
    const fleet = await startFleet(open, place)
    await fleet.steps.request({ amount: '50000' })
    await fleet.steps.review('U0CLAIRE', 'approve')
    const stop = fleet.mistral.on((event) => {
      if (event.type !== 'request' || event.request.path !== path) return
      stop()
      fleet.mistral.setLimit(50_000, by)
    })
    await fleet.steps.submit('U0CLAIRE')
    expect([await fleet.state(), fleet.writes().length]).toEqual(['alreadyThere', 0])
  })

  test('between write and read-back: a person must look', async () => {
    const fleet = await startFleet(open, place)
    await fleet.steps.request({ amount: '50000' })
    const stop = fleet.mistral.on((event) => {
      if (event.type !== 'request' || event.request.method !== 'POST') return
      stop()
      fleet.mistral.setLimit(60_000, by)
    })
    await approveUntil(fleet, 'unclear')
    expect(fleet.writes()).toHaveLength(1)
    expect(fleet.steps.cardText()).toContain('Needs a person to check')
    expect(fleet.mistral.organization.limit).toBe(60_000)
  })

  test('and puts ours back before we look: Mistral’s log tells, and a person must look', async () => {
    const fleet = await startFleet(open, place)
    await fleet.steps.request({ amount: '50000' })
    const stop = fleet.mistral.on((event) => {
      if (event.type !== 'request' || event.request.method !== 'POST') return
      stop()
      fleet.mistral.setLimit(60_000, by)
      fleet.mistral.setLimit(50_000, by)
    })
    await fleet.steps.approve('U0CLAIRE')
    expect(await fleet.state()).toBe('unclear')
    expect(fleet.steps.cardText()).toContain('Somebody else changed the limit at the same time')
  })

  test('while the answer is lost: the third value is left alone', async () => {
    const fleet = await approved(open, place, ({ mistral }) => {
      mistral.faults.loseAnswer(path, 1, 'POST')
      const stop = mistral.on((event) => {
        if (event.type !== 'request' || event.request.method !== 'POST') return
        stop()
        mistral.setLimit(48_000, by)
      })
    })
    await pass(fleet, 2 * minute)
    expect([await fleet.state(), fleet.writes().length]).toEqual(['unclear', 1])
    expect(fleet.mistral.organization.limit).toBe(48_000)
  })
})
