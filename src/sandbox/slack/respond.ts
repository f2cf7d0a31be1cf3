import { z } from 'zod'
import { checkContent } from './message-content.ts'
import type { ResponseTarget } from './response-urls.ts'
import { SlackRefusal } from './slack-refusal.ts'
import { requireThread } from './web-api/chat.ts'
import type { Workspace } from './workspace.ts'

const bodySchema = z.object({
  text: z.string().optional(),
  blocks: z.unknown().optional(),
  metadata: z.unknown().optional(),
  response_type: z.enum(['ephemeral', 'in_channel']).default('ephemeral'),
  replace_original: z.boolean().default(false),
  delete_original: z.boolean().default(false),
  thread_ts: z.string().optional(),
})

/** What a POST to a response_url, or the body of a command's acknowledgement, does. */
export function respond(workspace: Workspace, target: ResponseTarget, body: unknown): void {
  const parsed = bodySchema.safeParse(body)
  if (!parsed.success) throw new SlackRefusal('invalid_payload')
  const { response_type, replace_original, delete_original, thread_ts, ...content } = parsed.data
  const { messages, identity } = workspace
  if (delete_original && target.original) {
    messages.remove(target.channel, target.original.ts)
    return
  }
  const checked = checkContent(workspace, content)
  // A slash command has no original: Slack posts a second message instead.
  if (replace_original && target.original) {
    messages.replace(target.channel, target.original.ts, checked)
    return
  }
  const threadTs = thread_ts ?? target.threadTs
  requireThread(workspace, target.channel, threadTs)
  messages.post({
    channel: target.channel,
    author: identity.botUserId,
    ...checked,
    ...(response_type === 'ephemeral' ? { visibleTo: target.userId } : {}),
    ...(threadTs === undefined ? {} : { threadTs }),
  })
}
