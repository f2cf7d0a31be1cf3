import { expect, test } from 'vitest'
import manifest from '../../manifest/socket-mode.json' with { type: 'json' }
import { printMessage } from '../../src/sandbox/print-message.ts'
import { listKept } from '../../src/storage/history/overview.ts'
import { endLeases, prepareKills } from '../limits/support/victim.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { approvalsChannel } from '../support/raise.ts'

const { bot, bot_optional } = manifest.oauth_config.scopes
const settings = { HISTORY_MONTHS: '12', ALERTS_CHANNEL: '', DIGEST_CHANNEL: '' }
/** The watch of the limit asks for the newest months as well, for its forecast: older ones are asked for by the history alone. */
const sharedMonths = 5

describeOnEachDatabase('a bot that is killed while it reads the past', (open, place) => {
  test('goes on with what is missing, four at a time, on one message', { timeout: 120_000 }, async () => {
    // With the optional permissions it can look whether its message arrived.
    const kills = await prepareKills(open, place, [...bot, ...bot_optional])
    const { sandbox, db } = kills
    const { slack, mistral } = sandbox
    const now = sandbox.clock.now()
    const age = (year: number, month: number) => 12 * (now.getUTCFullYear() - year) + now.getUTCMonth() + 1 - month
    const asked = () =>
      mistral.requests.filter(
        ({ path, query }) => path === '/usage' && age(Number(query.year), Number(query.month)) > sharedMonths,
      )
    const listOld = async () =>
      (await listKept(db, 'main')).filter(({ month }) => {
        const [year, number] = month.split('-').map(Number)
        return age(year ?? 0, number ?? 0) > sharedMonths
      })
    let mostAtOnce = 0
    // Told with each answer: that one, and those that wait for theirs.
    const stopCounting = mistral.on((event) => {
      if (event.type !== 'request') return
      const pending = asked().filter((one) => one === event.request || one.status === null)
      mostAtOnce = Math.max(mostAtOnce, pending.length)
    })
    mistral.faults.delay(40, '/usage')
    const victim = await kills.start(settings)
    // The first message stands, and there is more to read.
    await slack.waitFor(() => slack.messages({ channel: approvalsChannel }).length > 0, { timeoutMs: 30_000 })
    stopCounting()
    victim.kill()
    await victim.ended
    const [before, kept] = [asked(), await listOld()]
    expect(kept.length).toBeGreaterThan(0)

    mistral.faults.clear()
    await endLeases(db)
    await kills.start(settings)
    const texts = () => slack.messages({ channel: approvalsChannel }).map((message) => printMessage(message, slack))
    await slack.waitFor(() => texts().some((text) => text.includes('The usage history is complete')), {
      timeoutMs: 30_000,
    })
    expect(texts()).toHaveLength(1)
    const again = asked().slice(before.length)
    const names = (requests: typeof again) => requests.map(({ query }) => JSON.stringify(query))
    // What was under way when it was killed is asked for again, and nothing else.
    const twice = names(again).filter((name) => names(before).includes(name))
    expect(twice.length).toBeLessThanOrEqual(4)
    expect(new Set(names(again)).size).toBe(again.length)
    expect(mostAtOnce).toBeLessThanOrEqual(4)
    expect(mostAtOnce).toBeGreaterThan(1)
    expect((await listOld()).length).toBe(kept.length + again.length)
  })
})
