import type { Messages } from './messages/index.ts'

/** For whom a message is rendered. */
export interface View {
  /** BCP 47: numbers and dates are written its way. */
  readonly locale: string
  readonly messages: Messages
  readonly timeZone: string
  /** The slash command that people type here: "/mistral". */
  readonly slash: string
  /** What this reader may see of people. In a channel: what its least privileged reader may. */
  readonly seesNames: boolean
  /** Admin or billing, reading alone. */
  readonly isDecider: boolean
  /** Rendered for a channel: no buttons that act for one person. */
  readonly isShared: boolean
}
