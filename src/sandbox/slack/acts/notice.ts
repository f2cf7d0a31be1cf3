import { slackbotId } from '../types.ts'
import type { Workspace } from '../workspace.ts'

/** What Slack itself says to one person. */
export function showNotice(
  { messages }: Workspace,
  { user, channel, threadTs }: { user: string; channel: string; threadTs?: string | undefined },
  text: string,
): void {
  messages.post({
    channel,
    author: slackbotId,
    visibleTo: user,
    text,
    ...(threadTs === undefined ? {} : { threadTs }),
  })
}
