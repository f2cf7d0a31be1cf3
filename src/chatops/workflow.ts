import type { ClickInput, SubmissionInput } from '../slack/interactions.ts'
import type { Message } from '../slack/message.ts'
import type { Modal } from '../slack/views.ts'
import type { Core } from './context.ts'
import type { Access } from './people/authorize.ts'
import type { Asker } from './people/identity.ts'
import type { Visit } from './routing/conversation.ts'
import type { Words } from './routing/typed-words.ts'
import type { View } from './view.ts'

/**
 * What changes something, as opposed to a report: these get the whole core, writes included, and each has said who may
 * use it. The role that comes with a call was asked for just now.
 */
export interface Call {
  readonly asker: Asker
  readonly visit: Visit
  /** For this person, with the role that they have. */
  readonly view: View
}

/** What an act or a click comes to: a private message, the modal that was opened for it, or nothing to say. */
export type Answer = Message | Modal | undefined

export const isModal = (answer: Message | Modal): answer is Modal => 'callbackId' in answer

interface Opens {
  readonly access: Access
  /** A trigger lives for three seconds: what needs a modal opens this one first, and asks afterwards. */
  opening?(view: View): Modal
  /** Says an error in the modal that is open. */
  failed?(message: Message, view: View): Modal
}

/** A command of two words that opens a modal or changes something: "limits raise". */
export interface Act extends Opens {
  readonly name: `${string} ${string}`
  act(core: Core, call: Call & { readonly words: Words }): Promise<Answer>
}

/** A button in a card or notice: `feature.verb`. */
export interface Click extends Opens {
  /** What it is about, for the trail of refusals: an id that we know, or nothing. */
  subject?(core: Core, input: ClickInput): Promise<string | undefined>
  act(core: Core, call: Call & { readonly input: ClickInput }): Promise<Answer>
}

/** A modal that can be sent off, by its callback id. */
export interface Form {
  readonly access: Access
  /** Errors by block id, from what the modal showed; asks nobody on the network. */
  check?(core: Core, input: SubmissionInput, view: View): Promise<Readonly<Record<string, string>> | undefined>
  /** What the modal shows while `act` is at it. */
  busy(view: View): Modal
  /** The modal that says how it ended. */
  act(core: Core, call: Call & { readonly input: SubmissionInput }): Promise<Modal>
  /** The modal that says an error, and keeps what was typed. */
  failed(message: Message, view: View, input: SubmissionInput, core: Core): Modal | Promise<Modal>
  /** What it is about, for the trail of refusals: an id that we know, or nothing. */
  subject?(core: Core, input: SubmissionInput): Promise<string | undefined>
}
