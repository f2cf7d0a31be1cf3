import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import manifest from '../../manifest/socket-mode.json' with { type: 'json' }
import type { Tables } from '../../src/features/digest/store/schema.ts'
import { listSubscriptions } from '../../src/features/digest/store/subscriptions.ts'
import { periodOf } from '../../src/features/digest/when.ts'
import { mainOrganization as organization } from '../../src/organization/id.ts'
import { dueOccurrences } from '../../src/scheduler/occurrences.ts'
import { createRandom, soakMs, soakTimeout, takeSeed } from '../limits/support/soak.ts'
import { prepareKills } from '../limits/support/victim.ts'
import { describeOnPostgres } from '../support/databases.ts'
import { makeSubscription, titlesIn } from './support.ts'

const { bot, bot_optional } = manifest.oauth_config.scopes
const weeks = 6

describeOnPostgres('three instances that are killed at any moment', (open, place) => {
  test('post each digest once, and miss none', soakTimeout, async () => {
    const until = Date.now() + soakMs
    const random = createRandom(takeSeed('killed digests'))
    const { sandbox, db, start, isTrailWhole } = await prepareKills(open, place, [...bot, ...bot_optional])
    const { slack } = sandbox
    const victims = [await start(), await start(), await start()]
    let posts = 0
    let kills = 0
    for (let round = 0; Date.now() < until; round += 1) {
      const channel = `C0ROUND${round}`
      slack.addChannel({ id: channel, name: `round-${round}`, members: ['U0CLAIRE'] })
      const when = { rhythm: 'weekly', weekday: 1, time: '09:00', zone: 'Europe/Paris' } as const
      const id = await makeSubscription(db, { channel, when })
      const expected = await makeDue(id)
      // Each of them dies while digests are under way, and comes back.
      for (let index = 0; index < victims.length; index += 1) {
        await wait(random.below(2_500))
        victims[index]?.kill()
        await victims[index]?.ended
        victims[index] = await start()
        kills += 1
      }
      // What a dead instance had claimed is taken up when its lease has run out.
      await slack.waitFor(() => titlesIn(slack, channel).length >= expected && true, { timeoutMs: 120_000 })
      await wait(2_000)
      const titles = titlesIn(slack, channel)
      expect(titles).toHaveLength(expected)
      expect(new Set(titles).size).toBe(expected)
      posts += expected
    }
    expect(await isTrailWhole()).toBe(true)
    process.stdout.write(`${kills} kills, ${posts} digests\n`)

    /** As if all instances had been away for weeks, and each week were wanted; resolves to how many there are. */
    async function makeDue(id: string): Promise<number> {
      const row = await db
        .query<Tables>()
        .selectFrom('calendar')
        .selectAll()
        .where('subject', '=', id)
        .executeTakeFirstOrThrow()
      const from = row.next_at - weeks * 7 * 24 * 3_600_000
      await db
        .query<Tables>()
        .updateTable('calendar')
        .set({ catch_up: 'all', next_at: from })
        .where('subject', '=', id)
        .execute()
      const rule = { cron: row.cron, zone: row.zone, catchUp: 'all' } as const
      const due = dueOccurrences(rule, new Date(from), await db.now())
      const [subscription] = (await listSubscriptions(db, organization)).filter((one) => one.id === id)
      return new Set(due.map((at) => periodOf(subscription!.when, at).of.to)).size
    }
  })
})
