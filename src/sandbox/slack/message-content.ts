import { z } from 'zod'
import { validateBlocks } from './block-kit/validate.ts'
import { refuseStructure, SlackRefusal } from './slack-refusal.ts'
import type { SandboxMessage } from './types.ts'
import type { Workspace } from './workspace.ts'

const longestText = 40_000

const metadataSchema = z.object({
  event_type: z.string().min(1),
  event_payload: z.record(z.string(), z.unknown()),
})

export interface MessageArguments {
  readonly text?: string | undefined
  readonly blocks?: unknown
  readonly metadata?: unknown
}

/** Text and blocks of a message, held against Slack's limits. */
export function checkContent(
  { files }: Workspace,
  { text = '', blocks, metadata }: MessageArguments,
): Pick<SandboxMessage, 'text' | 'blocks' | 'metadata'> {
  if (text.length > longestText) throw new SlackRefusal('msg_too_long')
  if (blocks !== undefined && !Array.isArray(blocks)) throw new SlackRefusal('invalid_blocks_format')
  const checked = validateBlocks(blocks ?? [], { isImageReady: files.isImageReady })
  if (!checked.ok) throw refuseStructure('invalid_blocks', checked.problems)
  if (text === '' && checked.content.length === 0) throw new SlackRefusal('no_text')
  if (metadata === undefined) return { text, blocks: checked.content }
  const parsed = metadataSchema.safeParse(metadata)
  if (!parsed.success) throw new SlackRefusal('invalid_metadata_format')
  return { text, blocks: checked.content, metadata: parsed.data }
}
