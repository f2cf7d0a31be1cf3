import type { ClickInput, SubmissionInput } from '../slack/interactions.ts'
import type { Message } from '../slack/message.ts'
import type { Modal } from '../slack/views.ts'
import type { Access } from './authorize.ts'
import type { Core } from './context.ts'
import type { Asker } from './identity.ts'
import type { View } from './view.ts'
import type { Visit } from './visit.ts'
import type { Words } from './words.ts'

/**
 * What changes something, as opposed to a report: these get the whole core, writes included, and each has said who may
 * use it. The role that comes with a call was asked for just now.
 */
interface Call {
  readonly asker: Asker
  readonly visit: Visit
  /** For this person, with the role that they have. */
  readonly view: View
}

/** A command of two words that opens a modal or changes something: "limits raise". */
export interface Act {
  readonly name: `${string} ${string}`
  readonly access: Access
  /** A message, or nothing where a modal says it. */
  act(core: Core, call: Call & { readonly words: Words }): Promise<Message | undefined>
}

/** A button in a card or notice: `feature.verb`. */
export interface Click {
  readonly access: Access
  act(core: Core, call: Call & { readonly input: ClickInput }): Promise<Message | undefined>
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
  /** The modal that says an error. */
  failed(message: Message, view: View): Modal
}
