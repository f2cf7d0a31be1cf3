import { printMessage } from '../../src/sandbox/print-message.ts'
import type { TestBot } from './bot.ts'
import { raiseSteps } from './raise.ts'

type Values = Readonly<Record<string, string | readonly string[]>>

/** What somebody does with files and figures, each step done when the bot is done with it. */
export function importing(bot: TestBot, user = 'U0CLAIRE') {
  const steps = raiseSteps(bot)
  const { slack } = bot
  const direct = slack.directMessage(user)
  const modal = () => steps.modal(user)
  const latest = () => {
    const message = slack.messages({ channel: direct, as: user }).at(-1)
    if (!message) throw new Error('nothing was said there')
    return message
  }
  async function drop(name: string, content: string | Uint8Array) {
    await steps.andSettle(() => slack.say({ user, channel: direct, file: { name, bytes: Buffer.from(content) } }))
    return printMessage(latest(), slack)
  }
  const look = () =>
    steps.andSettle(() => slack.click({ user, channel: direct, ts: latest().ts, actionId: 'import.look' }))
  const press = (actionId: string) =>
    steps.andSettle(() => slack.click({ user, viewId: slack.views(user).at(-1)?.id ?? '', actionId }))
  async function send(values: Values = {}) {
    const errors = await steps.send(user, values as Record<string, string>)
    return { errors, text: modal() }
  }
  return {
    ...steps,
    direct,
    modal,
    latest,
    drop,
    look,
    press,
    send,
    /** All of it: dropped, looked at, imported. */
    async bring(name: string, content: string | Uint8Array) {
      await drop(name, content)
      await look()
      return send()
    },
    async undo(name: string) {
      await steps.open(user, 'import undo')
      const blocks = slack.views(user).at(-1)?.content.blocks ?? []
      const options = [...JSON.stringify(blocks).matchAll(/"text":"([^"]+)","emoji":true\},"value":"([0-9a-f-]{36})"/g)]
      const id = options.find(([, text]) => text?.startsWith(name))?.[2]
      if (!id) throw new Error(`there is no import of ${name} to undo`)
      return send({ import: id })
    },
    async type(values: Readonly<Record<string, string>>) {
      await steps.open(user, 'import figure')
      return send(values)
    },
  }
}
