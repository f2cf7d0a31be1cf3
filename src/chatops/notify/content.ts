import { createHash } from 'node:crypto'
import type { Message } from '../../slack/message.ts'

/** What a message says, in short. When its figures were fetched stands in its context, and is no news by itself. */
export function describeContent({ blocks }: Pick<Message, 'blocks'>): string {
  const said = blocks.filter(({ type }) => type !== 'context')
  return createHash('sha256').update(JSON.stringify(said)).digest('base64url')
}
