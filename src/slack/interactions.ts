import type { Message } from './message.ts'
import type { Modal } from './views.ts'

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
    | {
        readonly kind: 'view'
        readonly viewId: string
        /** Their own Home, which nobody can copy or forward. */
        readonly isHome: boolean
        /** As it stood when it was used: an update that names it does not undo a later one. */
        readonly hash: string
        readonly metadata: string
        /** What its fields hold, by block id. */
        readonly values: SubmissionInput['values']
      }
}

/** A modal that was sent off. Its values are what a person typed; what they mean is looked up by the id in `metadata`. */
export interface SubmissionInput extends Omit<Interaction, 'reply' | 'triggerId'> {
  readonly callbackId: string
  readonly viewId: string
  readonly metadata: string
  /** By block id: the text, the chosen option, the date; null where it was left empty. */
  readonly values: Readonly<Record<string, string | null>>
}

/** What rides in the acknowledgement of a submission: errors at the fields, or the modal that says that we are at it. */
export type SubmissionAck =
  | { readonly kind: 'errors'; readonly errors: Readonly<Record<string, string>> }
  | { readonly kind: 'show'; readonly modal: Modal }
  /** Refused: the modal says why, and nothing follows. */
  | { readonly kind: 'refuse'; readonly modal: Modal }
  | { readonly kind: 'close' }

/** What Slack tells without being asked, as the manifest subscribes to it. */
const eventNames = ['app_home_opened', 'message.im', 'app_mention', 'file_shared'] as const
export type EventName = (typeof eventNames)[number]

export interface EventInput {
  readonly name: EventName
  /** The same when Slack delivers it again. */
  readonly eventId: string
  readonly teamIds: readonly string[]
  readonly userId: string
  readonly channelId: string
  /** What was written; empty for what is no message. */
  readonly text: string
  /** The message, and the thread that it stands in. */
  readonly ts: string | undefined
  readonly threadTs: string | undefined
  readonly fileId: string | undefined
  /** Their Home shows a page that was published before. */
  readonly hasHome: boolean
}

export interface SlackHandlers {
  command(input: CommandInput): Promise<void>
  click(input: ClickInput): Promise<void>
  /** Quick, and asks nobody on the network: Slack waits three seconds for it. */
  checkSubmission(input: SubmissionInput): Promise<SubmissionAck>
  /** The work, after the acknowledgement; not called where there were errors. */
  submit(input: SubmissionInput): Promise<void>
  event(input: EventInput): Promise<void>
}
