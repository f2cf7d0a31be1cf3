import type { Block } from './block-kit/blocks.ts'
import type { View } from './block-kit/validate.ts'

export type PersonKind = 'member' | 'guest' | 'single-channel-guest' | 'deactivated' | 'bot' | 'stranger'

export interface SandboxPerson {
  readonly id: string
  readonly name: string
  readonly realName: string
  readonly email: string
  readonly timeZone: string
  readonly locale: string
  /** A stranger belongs to another company's workspace and is met in shared channels. */
  readonly kind: PersonKind
  readonly emailConfirmed?: boolean
  readonly isSlackAdmin?: boolean
  /** On Enterprise Grid: what Slack tells as their home, which may be nothing, and the workspaces that they belong to. */
  readonly grid?: { readonly home: string | undefined; readonly teams: readonly string[] }
  readonly title?: string
}

export interface SandboxChannel {
  readonly id: string
  readonly name: string
  readonly isPrivate?: boolean
  /** Shared with another company (Slack Connect). */
  readonly isShared?: boolean
  readonly isArchived?: boolean
  readonly members: readonly string[]
  /** The person at the other end of a direct message with the bot. */
  readonly directWith?: string
}

export interface SandboxUserGroup {
  readonly id: string
  readonly handle: string
  readonly name: string
  readonly members: readonly string[]
  readonly isDisabled?: boolean
}

export interface SandboxMessage {
  readonly channel: string
  readonly ts: string
  readonly threadTs?: string
  /** A user id; Slack's own notices come from `slackbotId`. */
  readonly author: string
  readonly text: string
  readonly blocks: readonly Block[]
  /** Ids of files. */
  readonly files: readonly string[]
  readonly metadata?: MessageMetadata
  readonly editedTs?: string
  /** Set on ephemeral messages: the one person who sees it. */
  readonly visibleTo?: string
}

export interface MessageMetadata {
  readonly event_type: string
  readonly event_payload: Readonly<Record<string, unknown>>
}

export interface SandboxFile {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly altText?: string
  readonly mimetype: string
  readonly bytes: Buffer
  readonly uploadedBy: string
  readonly createdAt: Date
  /** Until then Slack tells no mimetype, and image blocks that name the file are refused. */
  readonly readyAt: Date
  readonly shares: readonly { readonly channel: string; readonly ts: string }[]
}

/** What stands in an input: `{ type: 'static_select', selected_option: … }`, as Slack's `state.values` has it. */
export type InputState = { readonly type: string } & Readonly<Record<string, unknown>>
export type InputStates = Readonly<Record<string, Readonly<Record<string, InputState>>>>

export interface SandboxView {
  readonly id: string
  readonly userId: string
  readonly hash: string
  readonly content: View
  readonly state: InputStates
  readonly rootId: string
  readonly previousId: string | null
  /** Errors at the fields, by block id, after a refused submission. */
  readonly errors: Readonly<Record<string, string>>
  /** What Slack itself says above the modal, e.g. after a time-out. */
  readonly notice?: string
}

export type Change =
  | { readonly type: 'message'; readonly channel: string; readonly ts: string; readonly user?: string }
  | { readonly type: 'views' | 'home'; readonly user: string }
  | { readonly type: 'file' | 'person' | 'channel' | 'user-group'; readonly id: string }
  | { readonly type: 'connections'; readonly count: number }
  | { readonly type: 'journal' | 'reset' }

/** How the bot took what a person did. */
export interface Acknowledgement {
  readonly acknowledged: boolean
  readonly ackMs: number
  readonly error?: string
}

export const slackbotId = 'USLACKBOT'
