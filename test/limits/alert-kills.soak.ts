import { setTimeout as wait } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import manifest from '../../manifest/socket-mode.json' with { type: 'json' }
import type { Asker } from '../../src/chatops/people/identity.ts'
import { Decimal } from '../../src/domain/money/decimal.ts'
import { organizationScope } from '../../src/domain/usage/usage.ts'
import { setBudget } from '../../src/features/budget/store.ts'
import type { DriftTables } from '../../src/features/limits/drift/schema.ts'
import { mainOrganization as organization } from '../../src/organization/id.ts'
import { printMessage } from '../../src/sandbox/print-message.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { describeOnPostgres } from '../support/databases.ts'
import { approvalsChannel } from '../support/raise.ts'
import { createRandom, soakMs, soakTimeout, takeSeed } from './support/soak.ts'
import { prepareKills } from './support/victim.ts'

const claire = { profile: { id: 'U0CLAIRE', name: 'Claire' } } as Asker
const write = (amount: number): string => `€${amount.toLocaleString('en')}`

const { bot, bot_optional } = manifest.oauth_config.scopes

describeOnPostgres('three instances that are killed at any moment', (open, place) => {
  test('tell each alert and each change from outside once, and miss none', soakTimeout, async () => {
    const until = Date.now() + soakMs
    const random = createRandom(takeSeed('killed alerts'))
    const { sandbox, db, start, isTrailWhole } = await prepareKills(open, place, [...bot, ...bot_optional])
    const { slack, mistral } = sandbox
    // Early in a month there would be too little use for levels to lie apart.
    mistral.burn({ amount: 40_000 })
    const said = (channel: string, words: string) =>
      slack
        .messages({ channel })
        .filter(({ visibleTo, threadTs }) => visibleTo === undefined && threadTs === undefined)
        .map((message) => printMessage(message, slack))
        // A burst that is over is drawn anew with the limit that ended it.
        .filter((text) => text.includes(words) && !text.startsWith('✅'))
    const victims = [await start(), await start(), await start()]
    // What is changed before the first look was never seen otherwise.
    const firstLook = () => db.query<DriftTables>().selectFrom('limit_seen').selectAll().executeTakeFirstOrThrow()
    await vi.waitFor(firstLook, { timeout: 20_000 })
    let kills = 0
    let rounds = 0
    for (; Date.now() < until; rounds += 1) {
      // A limit of its own each time, most of which is used: an alert, and a change that nobody asked the bot for.
      const limit = Math.ceil(mistral.organization.use / 0.97) + rounds
      const written = write(limit)
      mistral.setLimit(limit, 'marc@northwind.example')
      // And a cap and a budget of its own, both long used up.
      const [cap, amount] = [1_111 + rounds, 7_777 + rounds]
      mistral.setCap('Support-bot', cap)
      const budget = { scope: organizationScope, amount: Decimal.of(amount), currency: 'EUR' }
      await setBudget({ db, organization }, claire, budget)
      // Each start looks at once: what it found is told while the next one dies.
      const dieAndComeBack = async (index: number) => {
        await wait(random.below(4_000))
        victims[index]?.kill()
        await victims[index]?.ended
        victims[index] = await start()
        kills += 1
      }
      await Promise.all(victims.map((_, index) => dieAndComeBack(index)))
      const alerts = () => said(sandboxChannels.finops.id, `of ${written} used`)
      const caps = () => said(sandboxChannels.finops.id, `of ${write(cap)} used`)
      const budgets = () => said(sandboxChannels.finops.id, `of ${write(amount)} used`)
      const drifts = () => said(approvalsChannel, `→ ${written}`)
      // What a dead instance had claimed is taken up when its lease has run out.
      const all = [alerts, caps, budgets, drifts]
      await slack.waitFor(() => all.every((told) => told().length > 0), { timeoutMs: 120_000 })
      await wait(2_000)
      expect(all.map((told) => told().length)).toEqual([1, 1, 1, 1])
    }
    expect(await isTrailWhole()).toBe(true)
    process.stdout.write(
      `${kills} kills, ${rounds} alerts each of limits, caps and budgets, and as many changes from outside\n`,
    )
  })
})
