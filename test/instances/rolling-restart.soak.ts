import { setTimeout as wait } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { printMessage } from '../../src/sandbox/print-message.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { allScopes } from '../limits/support/fleet.ts'
import { prepareKills } from '../limits/support/victim.ts'
import { describeOnPostgres } from '../support/databases.ts'
import { expectNothingLostNothingTwice, witnessWrites } from '../support/invariants.ts'
import { approvalsChannel } from '../support/raise.ts'
import { startBalancer } from './balancer.ts'

/** A busy machine takes its time. */
const patience = { timeoutMs: 60_000 }
type Values = Readonly<Record<string, string>>
const askers = ['U0SARAH', 'U0MARC', 'U0NADIA', 'U0JONAS']

describeOnPostgres('three instances that are restarted one after the other while people click', (open, place) => {
  test.each([
    { name: 'over HTTP behind a balancer', isHttp: true },
    { name: 'in Socket Mode', isHttp: false },
  ])('answer each click exactly once, $name', { timeout: 300_000 }, async ({ isHttp }) => {
    const prepared = await prepareKills(open, place, allScopes)
    const { sandbox, db } = prepared
    const { slack } = sandbox
    const witness = witnessWrites(sandbox)
    const balancer = await startBalancer()
    const transport = isHttp ? { SLACK_APP_TOKEN: '', DRAIN_SECONDS: '2' } : {}
    const start = async () => {
      const instance = await prepared.start(transport)
      balancer.add(instance.port)
      return instance
    }
    if (isHttp) slack.setRequestUrl(`${balancer.url}/slack/events`)
    const instances = await Promise.all([start(), start(), start()])
    while (balancer.readyCount() < 3) await wait(50)

    let isOver = false
    const clicks = { acknowledged: 0, refused: 0 }
    /** What the bot said to somebody alone in a channel, without its word that it takes a moment. */
    const answersTo = (user: string, channel: string) =>
      slack
        .messages({ channel, as: user })
        .filter(
          ({ visibleTo, author, text }) => visibleTo === user && author === slack.botUserId && !/^Loading…/.test(text),
        )
    /** Types and presses all the time, the next time when there is an answer to the last one. */
    async function keepClicking(user: string): Promise<void> {
      const channel = `C0OF${user}`
      slack.addChannel({ id: channel, name: channel.toLowerCase(), members: [user, slack.botUserId] })
      let answered = 0
      while (!isOver) {
        // "Show help" stands below an unknown word: a click on it is answered with a message in its place.
        const before = answersTo(user, channel).length
        const { acknowledged } = await slack.command({ user, channel, text: 'nonsense' })
        clicks[acknowledged ? 'acknowledged' : 'refused'] += 1
        if (!acknowledged) {
          // Whoever is told by Slack that it failed tries again; nothing came of it.
          await wait(200)
          expect(answersTo(user, channel)).toHaveLength(before)
          continue
        }
        answered += 1
        await slack.waitFor(() => answersTo(user, channel).length === answered, patience)
        const message = answersTo(user, channel).at(-1)!
        const { ts } = message
        const actionId = firstButton(message.blocks)
        if (actionId === undefined) {
          // Twenty commands at once are as many as one person may give: that is an answer as well.
          expect(message.text).toMatch(/^That was a lot of commands/)
          await wait(3_000)
          continue
        }
        const pressed = await slack.click({ user, message, actionId })
        clicks[pressed.acknowledged ? 'acknowledged' : 'refused'] += 1
        if (!pressed.acknowledged) continue
        const isEdited = () => slack.findMessage(channel, ts).editedTs !== undefined
        await slack.waitFor(() => isEdited() || answersTo(user, channel).length > answered, patience)
        if (!isEdited()) answered += 1
      }
      await wait(1_000)
      expect(answersTo(user, channel), user).toHaveLength(answered)
    }
    /** Opens that form and sends it; what nobody heard, or was heard too late to open a modal, is done again. */
    async function fillIn(
      user: string,
      callbackId: string,
      open: () => Promise<unknown>,
      values: Values,
    ): Promise<void> {
      const form = () => slack.views(user).find(({ content }) => content.callback_id === callbackId)
      let found = form()
      while (!found) {
        await open()
        found = await slack.waitFor(form, { timeoutMs: 10_000 }).catch(() => undefined)
      }
      const { id: viewId } = found
      while (!(await slack.submitView({ user, viewId, values })).acknowledged) await wait(200)
    }
    let raises = 0
    /** Raises that are asked for and decided meanwhile: modals, jobs and a write, by whichever instance. */
    async function keepRaising(): Promise<void> {
      while (!isOver) {
        raises += 1
        const amount = String(50_000 + raises)
        const ask = () => slack.command({ user: 'U0SARAH', channel: sandboxChannels.general.id, text: 'limits raise' })
        await fillIn('U0SARAH', 'limits.request', ask, { amount, term: 'permanent', reason: 'Batch.' })
        const cards = () => slack.messages({ channel: approvalsChannel })
        const { channel, ts } = await slack.waitFor(() => cards().length === raises && cards().at(-1), patience)
        const card = { channel, ts }
        await slack.waitFor(() => slack.thread(card).length > 1, patience)
        const look = () => slack.click({ user: 'U0CLAIRE', ...card, actionId: 'limits.approve' })
        await fillIn('U0CLAIRE', 'limits.approve', look, {})
        await slack.waitFor(() => /^✅/.test(printMessage(cards().at(-1)!, slack)), patience)
      }
    }

    const working = Promise.all([...askers.map(keepClicking), keepRaising()])
    for (const index of [0, 1, 2]) {
      await wait(1_500)
      // The new one comes first, so that there are never fewer than three.
      const fresh = await start()
      const old = instances[index]!
      old.terminate()
      expect(await old.code).toBe(0)
      instances[index] = fresh
    }
    await wait(1_500)
    isOver = true
    await working
    if (isHttp) {
      expect(clicks.refused).toBe(0)
      expect([...balancer.shares.values()].filter((share) => share > 0)).toHaveLength(6)
    }
    expect(clicks.acknowledged).toBeGreaterThan(50)
    expect(witness.written).toEqual(Array.from({ length: raises }, (_, index) => 50_001 + index))
    const check = () => expectNothingLostNothingTwice({ db, sandbox, witness })
    await vi.waitFor(check, { timeout: 30_000, interval: 500 })
    process.stdout.write(`${clicks.acknowledged} clicks, ${clicks.refused} refused, ${raises} raises\n`)
  })
})

const firstButton = (blocks: readonly { readonly type: string }[]): string | undefined =>
  /"action_id":"([^"]+)"/.exec(JSON.stringify(blocks))?.[1]
