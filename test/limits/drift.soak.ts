import { expect, test, vi } from 'vitest'
import manifest from '../../manifest/socket-mode.json' with { type: 'json' }
import type { Tables } from '../../src/features/limits/store/store.ts'
import { printMessage } from '../../src/sandbox/print-message.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { approvalsChannel } from '../support/raise.ts'
import { endLeases, type Kills, prepareKills } from './support/victim.ts'

const { bot, bot_optional } = manifest.oauth_config.scopes
const marc = 'marc@northwind.example'

const noticesIn = ({ slack }: Kills['sandbox']) =>
  slack
    .messages({ channel: approvalsChannel })
    .map((message) => printMessage(message, slack))
    .filter((text) => text.includes('changed at Mistral'))

/** Calls `kill` at that step of telling. */
const steps: readonly { name: string; arm(kills: Kills, kill: () => void): void }[] = [
  {
    name: 'before it was noted',
    arm({ sandbox: { mistral } }, kill) {
      const stop = mistral.on((event) => {
        if (event.type !== 'request' || event.request.path !== '/audit-logs') return
        stop()
        kill()
      })
    },
  },
  {
    name: 'between posting it and noting that it is posted',
    arm({ sandbox: { slack } }, kill) {
      const stop = slack.on((change) => {
        if (change.type !== 'message' || change.channel !== approvalsChannel) return
        stop()
        slack.faults.loseResponse('chat.postMessage')
        kill()
      })
    },
  },
]

describeOnEachDatabase('a limit that was changed at Mistral', (open, place) => {
  test.each(steps)('is told once by a bot that is killed $name', { timeout: 120_000 }, async ({ arm }) => {
    const kills = await prepareKills(open, place, [...bot, ...bot_optional])
    const { sandbox, db } = kills
    const query = db.query<Tables>()
    const first = await kills.start()
    const seen = () => query.selectFrom('limit_seen').selectAll().executeTakeFirstOrThrow()
    await vi.waitFor(seen, { timeout: 20_000 })
    first.kill()
    await first.ended
    sandbox.mistral.setLimit(60_000, marc)
    await endLeases(db)
    const second = kills.start()
    arm(kills, () => void second.then(({ kill }) => kill()))
    await (await second).ended
    await endLeases(db)
    // Two at once, to see that only one of them tells.
    await Promise.all([kills.start(), kills.start()])
    const isTold = async () => {
      expect(await query.selectFrom('jobs').select('kind').where('kind', '=', 'limits.drift').execute()).toEqual([])
      expect(noticesIn(sandbox)).not.toEqual([])
    }
    await vi.waitFor(isTold, { timeout: 60_000 })
    expect(noticesIn(sandbox)).toEqual([expect.stringContaining('€45,000 → €60,000')])
    expect((await kills.actions()).filter((action) => action === 'changed-outside')).toHaveLength(1)
    expect(await kills.isTrailWhole()).toBe(true)
  })
})
