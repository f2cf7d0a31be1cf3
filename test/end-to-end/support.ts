import { expect } from 'vitest'
import { printMessage } from '../../src/sandbox/print-message.ts'
import type { SandboxMessage, SandboxSlack } from '../../src/sandbox/slack/index.ts'
import type { TestBot } from '../support/bot.ts'

/** The buttons of a message by what stands on them. */
export function buttonsOf(message: SandboxMessage): { label: string; actionId: string; value: string }[] {
  return message.blocks.flatMap((block) =>
    block.type === 'actions'
      ? block.elements.flatMap((element) =>
          element.type === 'button'
            ? [{ label: element.text.text, actionId: element.action_id ?? '', value: element.value ?? '' }]
            : [],
        )
      : [],
  )
}

export const labelsOf = (message: SandboxMessage): string[] => buttonsOf(message).map(({ label }) => label)

/** Presses the button with these words, as the message stood when it was seen. */
export async function press(slack: SandboxSlack, message: SandboxMessage, label: string, user = 'U0SARAH') {
  const button = buttonsOf(message).find((candidate) => candidate.label === label)
  expect(button, `a button “${label}” among ${labelsOf(message).join(', ')}`).toBeDefined()
  return slack.click({ user, message, actionId: button?.actionId ?? '' })
}

/** Waits until this person sees a message with these words in that channel, and returns it. */
export function seen(slack: SandboxSlack, channel: string, as: string, words: RegExp): Promise<SandboxMessage> {
  return slack.waitFor(() => slack.messages({ channel, as }).findLast((message) => words.test(read(slack, message))))
}

export const read = (slack: SandboxSlack, message: SandboxMessage): string => printMessage(message, slack)

/** All that Slack would look for mentions and formatting in. */
export function mrkdwnOf({ text, blocks }: Pick<SandboxMessage, 'text' | 'blocks'>): string[] {
  const found = [text]
  JSON.stringify(blocks, (_, value: unknown) => {
    if (typeof value === 'object' && value !== null && 'type' in value && value.type === 'mrkdwn' && 'text' in value)
      found.push(String(value.text))
    return value
  })
  return found
}

/** What stands there for everyone, without what single people were told. */
export const postsIn = (slack: SandboxSlack, channel: string): readonly SandboxMessage[] => slack.messages({ channel })

/** The one private answer to a line; on a busy machine a notice that it takes a moment may come before it. */
export async function answerTo(
  bot: TestBot,
  line: string,
  as: { user?: string; channel?: string } = {},
): Promise<SandboxMessage> {
  const messages = (await bot.ask(line, as)).filter(
    ({ visibleTo, text }) => visibleTo !== undefined && !text.startsWith('Loading…'),
  )
  expect(messages).toHaveLength(1)
  return messages[0]!
}
