import { printMessage, printView } from '../../src/sandbox/print-message.ts'
import type { SandboxMessage } from '../../src/sandbox/slack/index.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { type BotOptions, startBot, type TestBot } from './bot.ts'

export const approvalsChannel: string = sandboxChannels.approvals.id

/** One bot, or several that work as one. */
export interface Steppable extends Pick<TestBot, 'slack' | 'finished'> {
  readonly bot: Pick<TestBot['bot'], 'settle'>
  readonly outcomes: { readonly length: number }
}

/** The steps of a request as people take them, each done when the bot is done with it. */
export function raiseSteps({ slack, bot, outcomes, finished }: Steppable) {
  /** Waits for what that act leads to, and for the jobs behind it. */
  async function andSettle(act: () => Promise<unknown>): Promise<void> {
    const before = outcomes.length
    await act()
    await finished(before + 1)
    await bot.settle()
  }

  /** The modal that is open, as its reader sees it. */
  function modal(user: string): string {
    const view = slack.views(user).at(-1)
    return view ? printView(view, slack) : ''
  }

  /** The latest card in the approvals channel. */
  function card() {
    const latest = slack.messages({ channel: approvalsChannel }).at(-1)
    if (!latest) throw new Error('no card was posted')
    return latest
  }

  /** Types a line that opens a form. */
  const open = (user: string, line: string) =>
    andSettle(() => slack.command({ user, channel: sandboxChannels.general.id, text: line }))

  /** Chooses for how long, where the form asks that; it then shows the date, or no longer. */
  async function choose(user: string, term: string) {
    const form = slack.views(user).at(-1)
    const asks = form?.content.blocks.some(({ block_id }) => block_id === 'term')
    if (form && asks)
      await andSettle(() => slack.click({ user, viewId: form.id, actionId: 'limits.term', value: term }))
  }

  /** For how long, as the form holds it. */
  function chosenTerm(user: string): string | undefined {
    const chosen = slack.views(user).at(-1)?.state.term?.['limits.term']?.selected_option
    return (chosen as { value?: string } | null | undefined)?.value
  }

  /** Types an amount and presses Enter. */
  async function weigh(user: string, amount: string) {
    const viewId = slack.views(user).at(-1)?.id ?? ''
    await andSettle(() => slack.typeInto({ user, viewId, actionId: 'limits.amount', value: amount }))
  }

  /** Fills in the form that is open and sends it off; answers with the errors at its fields. */
  async function send(user: string, values: Readonly<Record<string, string>>) {
    if (values.term && values.term !== chosenTerm(user)) await choose(user, values.term)
    const form = slack.views(user).at(-1)
    if (!form) throw new Error('no form was opened')
    const filled = { reason: 'Batch looped; customers need the API.', ...values }
    const fields = form.content.blocks.flatMap(({ block_id }) => block_id ?? [])
    const known = Object.fromEntries(Object.entries(filled).filter(([field]) => fields.includes(field)))
    const before = outcomes.length
    await slack.submitView({ user, viewId: form.id, values: known })
    // Errors at the fields come with the acknowledgement, and nothing follows.
    const errors = slack.views(user).at(-1)?.errors ?? {}
    if (Object.keys(errors).length > 0) return errors
    await finished(before + 1)
    await bot.settle()
    return {}
  }

  return {
    andSettle,
    card,
    choose,
    weigh,
    modal,
    open,
    send,
    async request(values: Readonly<Record<string, string>>, { user = 'U0SARAH', line = 'limits raise' } = {}) {
      await open(user, line)
      return send(user, values)
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

/** A bot with those settings, and the people around it ready to act. */
export async function startSteps(settings: Readonly<Record<string, string>> = {}, options: BotOptions = {}) {
  const running = await startBot({ ...options, settings })
  const { slack, mistral, sandbox, logLines } = running
  return { running, steps: raiseSteps(running), slack, mistral, sandbox, logLines }
}
