import type { types } from '@slack/bolt'

/** A native chart (June 2026), which @slack/types 3.2 does not know yet. */
export interface DataVisualizationBlock {
  readonly type: 'data_visualization'
  readonly block_id?: string
  readonly [field: string]: unknown
}

export type Block = types.KnownBlock | DataVisualizationBlock

/** What is posted or answered. `text` is what a lock screen and a screen reader say: the finding, never "new message". */
export interface Message {
  readonly text: string
  readonly blocks: readonly Block[]
  /** For programs, not for people: what the bot looks for later in its own messages. */
  readonly metadata?: MessageMetadata
}

export interface MessageMetadata {
  readonly event_type: string
  readonly event_payload: Readonly<Record<string, string | number>>
}
