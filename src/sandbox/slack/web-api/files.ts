import { z } from 'zod'
import { validateBlocks } from '../block-kit/validate.ts'
import { shapeFile } from '../shapes/file.ts'
import { refuseStructure, SlackRefusal } from '../slack-refusal.ts'
import type { SandboxFile } from '../types.ts'
import type { Workspace } from '../workspace.ts'
import { requireThread } from './chat.ts'
import { count, defineMethod, findVisibleChannel, structure } from './method.ts'

/** Uploading in three steps (a URL, the bytes, the completion), and asking whether Slack is done with it. */
export const fileMethods = {
  'files.getUploadURLExternal': defineMethod({
    scopes: ['files:write'],
    args: {
      filename: z.string().min(1),
      length: count.min(1),
      // Slack's documentation says `alt_txt`, its SDK sends `alt_text`.
      alt_txt: z.string().max(1000).optional(),
      alt_text: z.string().max(1000).optional(),
    },
    run: ({ filename, alt_txt, alt_text }, { files, baseUrl, identity }) => {
      const altText = alt_txt ?? alt_text
      const id = files.reserve({
        name: filename,
        uploadedBy: identity.botUserId,
        ...(altText === undefined ? {} : { altText }),
      })
      return { file_id: id, upload_url: `${baseUrl}upload/${id}` }
    },
  }),
  'files.completeUploadExternal': defineMethod({
    scopes: ['files:write'],
    args: {
      files: structure(z.array(z.object({ id: z.string(), title: z.string().optional() })).min(1)),
      channel_id: z.string().optional(),
      thread_ts: z.string().optional(),
      initial_comment: z.string().optional(),
      blocks: structure(z.unknown()).optional(),
    },
    run: ({ files: wanted, channel_id, ...post }, workspace) => {
      const shareIn = channel_id === undefined ? undefined : prepareShare(workspace, channel_id, post)
      const files = wanted.map(({ id, title }) => workspace.files.complete(id, title))
      shareIn?.(files)
      return { files: files.map(({ id, title }) => ({ id, title })) }
    },
  }),
  'files.info': defineMethod({
    scopes: ['files:read'],
    args: { file: z.string() },
    run: ({ file }, workspace) => ({ file: shapeFile(workspace, workspace.files.find(file)), comments: [] }),
  }),
}

interface SharePost {
  readonly thread_ts?: string | undefined
  readonly initial_comment?: string | undefined
  readonly blocks?: unknown
}

/** Checks first: a refused completion must not leave a finished file behind. */
function prepareShare(workspace: Workspace, channelId: string, { thread_ts, initial_comment, blocks = [] }: SharePost) {
  const { identity, directory, messages, files } = workspace
  const channel = findVisibleChannel(workspace, channelId)
  if (channel.isArchived) throw new SlackRefusal('is_archived')
  // Even with chat:write.public: a picture needs membership.
  if (!directory.isMember(channel, identity.botUserId)) throw new SlackRefusal('not_in_channel')
  requireThread(workspace, channel.id, thread_ts)
  const checked = validateBlocks(blocks, { isImageReady: files.isImageReady })
  if (!checked.ok) throw refuseStructure('invalid_blocks', checked.problems)
  return (uploaded: readonly SandboxFile[]) => {
    const { ts } = messages.post({
      channel: channel.id,
      author: identity.botUserId,
      text: initial_comment ?? '',
      blocks: checked.content,
      files: uploaded.map(({ id }) => id),
      ...(thread_ts === undefined ? {} : { threadTs: thread_ts }),
    })
    for (const { id } of uploaded) files.share(id, channel.id, ts)
  }
}
