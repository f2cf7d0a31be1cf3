import type { Message } from './message.ts'

/** Slack's payloads, reduced to what may be believed of them: ids. Parsed once, here; everything else is looked up. */

export interface Reply {
  /** A new message that only this person sees. */
  answer(message: Message): Promise<void>
  /** Takes the place of the message that was clicked; for a slash command, which has none, a new one. */
  replace(message: Message): Promise<void>
}

interface Interaction {
  /** The workspace it came from and, in a shared channel, that of the person. */
  readonly teamIds: readonly string[]
  readonly userId: string
  readonly triggerId: string
  readonly reply: Reply
}

export interface CommandInput extends Interaction {
  readonly channelId: string
  /** The name that it was called by: "/mistral", or what the manifest was changed to. */
  readonly command: string
  readonly text: string
}

export interface ClickInput extends Interaction {
  readonly actionId: string
  /** An id, and nothing else. */
  readonly value: string
  /** Where it was clicked: a message, or a modal or Home. */
  readonly from:
    | {
        readonly kind: 'message'
        readonly channelId: string
        readonly ts: string
        /** Only the one who clicked sees it; a forwarded copy is seen by all. */
        readonly isEphemeral: boolean
      }
    | { readonly kind: 'view'; readonly viewId: string }
}

export interface SlackHandlers {
  command(input: CommandInput): Promise<void>
  click(input: ClickInput): Promise<void>
}
