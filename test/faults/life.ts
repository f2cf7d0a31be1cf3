import { setTimeout as wait } from 'node:timers/promises'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { hour, minute, pass } from '../limits/support/acts.ts'
import type { Fleet } from '../limits/support/fleet.ts'
import type { createRandom } from '../limits/support/soak.ts'
import type { AnswerWitness } from '../support/answered.ts'
import type { WriteWitness } from '../support/invariants.ts'
import { approvalsChannel } from '../support/raise.ts'

type Random = ReturnType<typeof createRandom>

export interface Life {
  readonly fleet: Fleet
  readonly random: Random
  readonly witness: WriteWitness
  readonly answers: AnswerWitness
  /** What happened, a line each: told with a failure. */
  readonly lived: string[]
}

const deciders = ['U0CLAIRE', 'U0MARC', 'U0NADIA']
const everyone = [...deciders, 'U0SARAH', 'U0JONAS']
const questions = [
  'spend',
  'limits',
  'forecast',
  'models',
  'whoami',
  'status',
  'help',
  'alerts',
  'audit',
  'spend last month',
]
/** On a busy machine an answer may take so long, in real time; whether there was one is looked up at the end. */
const patienceMs = 4_000

/** What people do at random, each as far as it is possible at that moment. */
export function createPeople({ fleet, random, witness, answers, lived }: Life) {
  const { slack, mistral, time } = fleet
  let asked = 0

  /** Until the bot is done with it, where it heard of it at all. */
  async function finish(user: string, what: string, act: () => Promise<{ acknowledged: boolean }>): Promise<void> {
    const before = fleet.outcomes.length
    const { acknowledged } = await answers.act(user, what, act)
    lived.push(`  ${user} ${what}${acknowledged ? '' : ', which nobody heard'}`)
    if (!acknowledged) return
    const patience = new AbortController()
    await Promise.race([
      fleet.finished(before + 1),
      wait(patienceMs, undefined, { signal: patience.signal }).catch(() => {}),
    ])
    patience.abort()
  }
  const direct = (user: string) => slack.directMessage(user)
  const top = (user: string) => slack.views(user).at(-1)
  /** The latest card that still asks. */
  const openCard = () =>
    slack
      .messages({ channel: approvalsChannel })
      .findLast(({ blocks }) => JSON.stringify(blocks).includes('"limits.approve"'))

  async function submit(user: string, callbackId: string, values: Record<string, string>): Promise<void> {
    const form = top(user)
    // The bot said no, or could not say anything.
    if (form?.content.callback_id !== callbackId) return
    const fields = form.content.blocks.flatMap(({ block_id }) => block_id ?? [])
    const known = Object.fromEntries(Object.entries(values).filter(([field]) => fields.includes(field)))
    await finish(user, `sends ${callbackId}`, () => slack.submitView({ user, viewId: form.id, values: known }))
  }

  return {
    async ask() {
      const user = random.oneOf(everyone)
      const text = random.oneOf(questions)
      await finish(user, `types ${text}`, () => slack.command({ user, channel: direct(user), text }))
    },
    async talk() {
      const user = random.oneOf(everyone)
      await finish(user, 'says whoami', () => slack.say({ user, channel: direct(user), text: 'whoami' }))
    },
    async request() {
      const user = random.oneOf(['U0SARAH', 'U0JONAS', 'U0NADIA'])
      asked += 1
      // Each amount is one of its own, so that a write tells which request it belongs to.
      const amount =
        Math.ceil(Math.max(mistral.organization.use, mistral.organization.limit ?? 0) / 500) * 500 + 500 + asked
      const line = `limits set`
      await finish(user, line, () => slack.command({ user, channel: sandboxChannels.general.id, text: line }))
      await submit(user, 'limits.request', {
        amount: String(amount),
        term: random.oneOf(['month', 'permanent']),
        reason: 'Batch.',
      })
    },
    /** Takes on what is open, or asks for something new. */
    async goOn() {
      await (openCard() ? this.decide() : this.request())
    },
    async decide() {
      const card = openCard()
      if (!card) return
      const user = random.oneOf(deciders)
      const verdict = random.oneOf(['approve', 'approve', 'approve', 'deny'])
      const { channel, ts } = card
      await finish(user, verdict, () => slack.click({ user, channel, ts, actionId: `limits.${verdict}` }))
      // Longer than a review is good for.
      if (random.below(5) === 0) await pass(fleet, 12 * minute, 12 * minute).catch(() => {})
      await submit(user, `limits.${verdict}`, { reason: 'Not now.' })
    },
    async withdraw() {
      const user = random.oneOf(['U0SARAH', 'U0JONAS', 'U0NADIA'])
      const copy = slack
        .messages({ channel: direct(user), as: user })
        .findLast(({ blocks }) => JSON.stringify(blocks).includes('"limits.withdraw"'))
      if (!copy) return
      const { channel, ts } = copy
      await finish(user, 'withdraws', () => slack.click({ user, channel, ts, actionId: 'limits.withdraw' }))
    },
    async meddle() {
      const amount = Math.ceil(mistral.organization.use / 1_000) * 1_000 + 3_000 + 1_000 * random.below(8)
      lived.push(`  a colleague sets ${amount}`)
      witness.setByHand(amount, 'Marc Delacroix')
    },
    async burn() {
      const amount = 300 + random.below(2_500)
      lived.push(`  ${amount} is spent at once`)
      mistral.burn({ amount })
    },
    async passTime() {
      const ms = random.oneOf([hour, hour, 2 * hour, 3 * hour])
      lived.push(`${time.clock.now().toISOString()} + ${ms / hour} h`)
      await pass(fleet, ms, hour)
    },
  }
}
