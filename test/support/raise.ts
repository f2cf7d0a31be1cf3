import { printMessage } from '../../src/sandbox/print-message.ts'
import type { SandboxMessage } from '../../src/sandbox/slack/index.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import type { TestBot } from './bot.ts'

export const approvalsChannel: string = sandboxChannels.approvals.id

/** The steps of a request as people take them, each done when the bot is done with it. */
export function raiseSteps({ slack, bot, outcomes, finished }: TestBot) {
  /** Waits for what that act leads to, and for the jobs behind it. */
  async function andSettle(act: () => Promise<unknown>): Promise<void> {
    const before = outcomes.length
    await act()
    await finished(before + 1)
    await bot.settle()
  }

  const say = (user: string) => {
    const [view] = slack.views(user).slice(-1)
    return JSON.stringify(view?.content ?? null)
  }

  /** The latest card in the approvals channel. */
  function card() {
    const latest = slack.messages({ channel: approvalsChannel }).at(-1)
    if (!latest) throw new Error('no card was posted')
    return latest
  }

  return {
    andSettle,
    card,
    /** What stands in the modal that is open, as text to search in. */
    modal: say,
    async request(values: Readonly<Record<string, string>>, { user = 'U0SARAH', line = 'limits raise' } = {}) {
      await andSettle(() => slack.command({ user, channel: sandboxChannels.finops.id, text: line }))
      const [form] = slack.views(user).slice(-1)
      if (!form) throw new Error('no form was opened')
      const filled = { term: 'month', reason: 'Batch looped; customers need the API.', ...values }
      const before = outcomes.length
      await slack.submitView({ user, viewId: form.id, values: filled })
      // Errors at the fields come with the acknowledgement, and nothing follows.
      const [refused] = slack.views(user).slice(-1)
      if (refused && Object.keys(refused.errors).length > 0) return refused.errors
      await finished(before + 1)
      await bot.settle()
      return {}
    },
    async review(user: string, verdict: 'approve' | 'deny', at: Pick<SandboxMessage, 'channel' | 'ts'> = card()) {
      await andSettle(() => slack.click({ user, channel: at.channel, ts: at.ts, actionId: `limits.${verdict}` }))
    },
    async submit(user: string, values: Readonly<Record<string, string>> = {}) {
      const [view] = slack.views(user).slice(-1)
      if (!view) throw new Error('no modal is open')
      await andSettle(() => slack.submitView({ user, viewId: view.id, values }))
    },
    async approve(user: string) {
      await this.review(user, 'approve')
      await this.submit(user)
    },
    async deny(user: string, reason: string) {
      await this.review(user, 'deny')
      await this.submit(user, { reason })
    },
    cardText() {
      return printMessage(card(), slack)
    },
    /** What the bot said to somebody, oldest first. */
    directTexts: (user: string) =>
      slack.messages({ channel: slack.directMessage(user), as: user }).map((message) => printMessage(message, slack)),
    threadTexts() {
      const { channel, ts } = card()
      return slack
        .thread({ channel, ts })
        .slice(1)
        .map((message) => printMessage(message, slack))
    },
  }
}
