import { expect, test } from 'vitest'
import { startFleet } from '../limits/support/fleet.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { channels, makeSubscription, titlesIn } from './support.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

describeOnEachDatabase('three instances', (open, place) => {
  test('post each digest of each channel once, whoever is stopped in between', { timeout: 120_000 }, async () => {
    const fleet = await startFleet(open, place, { size: 3 })
    const { bots, db, slack, time } = fleet
    const [finops = '', general = '', other = ''] = channels
    const monday = { rhythm: 'weekly', weekday: 1, time: '09:00' } as const
    await makeSubscription(db, { channel: finops, when: { ...monday, zone: 'Europe/Paris' } })
    await makeSubscription(db, { channel: general, when: { ...monday, zone: 'America/New_York' } })
    await makeSubscription(db, { channel: other, when: { ...monday, rhythm: 'monthly', zone: 'Asia/Kathmandu' } })
    const pass = async (ms: number) => {
      await time.advance(ms)
      await fleet.bot.settle()
    }
    // The sandbox begins on Wednesday 18 November, 10:12 in Paris.
    await pass(5 * dayMs)
    expect(titlesIn(slack, finops)).toEqual(['16–22 Nov'])
    expect(titlesIn(slack, general)).toEqual([])
    await pass(6 * hourMs)
    expect(titlesIn(slack, general)).toEqual(['16–22 Nov'])
    await bots.shift()?.stop()
    await pass(8 * dayMs)
    expect(titlesIn(slack, finops)).toEqual(['16–22 Nov', '23–29 Nov'])
    expect(titlesIn(slack, general)).toEqual(['16–22 Nov', '23–29 Nov'])
    expect(titlesIn(slack, other)).toEqual(['November'])
  })
})
