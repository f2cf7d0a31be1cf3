import type { World } from './scene.ts'

/** A file for a modal's input, whose id the page fills in; or, with a channel, one that is shared there. */
export async function takeUpload({ slack }: World, query: URLSearchParams, bytes: Buffer) {
  const user = query.get('as') ?? ''
  const file = { name: query.get('name') ?? 'file', bytes }
  const channel = query.get('at')
  if (!channel) return { id: slack.uploadFile({ user, file }) }
  const threadTs = query.get('thread')
  const { error } = await slack.say({ user, channel, file, ...(threadTs ? { threadTs } : {}) })
  return { error }
}
