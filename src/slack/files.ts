import { UpstreamError } from '../domain/errors.ts'
import type { Clock } from '../domain/time/clock.ts'
import type { SlackCalls } from './calls.ts'

export interface Picture {
  readonly png: Buffer
  readonly title: string
}

export interface TextFile {
  /** With its ending: "audit.csv". */
  readonly name: string
  readonly content: string
}

/** A file that somebody gave to the bot. */
export interface GivenFile {
  readonly id: string
  readonly name: string
  /** undefined: it is larger than was asked for. */
  readonly bytes: Uint8Array | undefined
}

export interface SlackFiles {
  fetch(fileId: string, mostBytes: number): Promise<GivenFile>
  /** Uploads without showing it anywhere, waits until Slack can draw it, and returns its id for an image block. */
  prepare(picture: Picture): Promise<string>
  /** Several files as one message. */
  sendTexts(files: readonly TextFile[], to: { channelId: string; comment: string }): Promise<void>
  /** The conversation between the bot and one person. */
  openDirectMessage(userId: string): Promise<string>
}

/** Slack looks at a picture after the upload is complete; until then a block that shows it is refused. */
const pausesMs = [150, 250, 400, 700, 1000, 1500, 2000]

/** No file system takes more, and whoever names a file may write what they like. */
const longestName = 255

export function createSlackFiles(calls: SlackCalls, clock: Clock): SlackFiles {
  // Without the parameter for an alternative text, with which shares were seen to vanish: the block has its own.
  const upload = ({ png, title }: Picture) =>
    calls.once('files.uploadV2', (client) => client.filesUploadV2({ file: png, filename: 'chart.png', title }))
  return {
    async fetch(fileId, mostBytes) {
      const { file } = await calls.repeatable('files.info', (client) => client.files.info({ file: fileId }))
      const url = file?.url_private_download ?? file?.url_private
      if (!file || !url) throw new UpstreamError('slack', 'notUnderstood', 'files.info')
      const isLarge = (file.size ?? 0) > mostBytes
      const bytes = isLarge ? undefined : await calls.download(url, mostBytes)
      return { id: fileId, name: (file.name ?? file.title ?? fileId).slice(0, longestName), bytes }
    },
    async prepare(picture) {
      const { files } = await upload(picture)
      const id = files[0]?.files?.[0]?.id
      if (!id) throw new UpstreamError('slack', 'notUnderstood', 'files.uploadV2')
      for (const pauseMs of pausesMs) {
        const { file } = await calls.repeatable('files.info', (client) => client.files.info({ file: id }))
        if (file?.mimetype) return id
        await clock.sleep(pauseMs)
      }
      throw new UpstreamError('slack', 'down', 'files.info', { code: 'not_ready' })
    },
    async sendTexts(files, { channelId, comment }) {
      const uploads = files.map(({ name, content }) => ({ file: Buffer.from(content), filename: name, title: name }))
      await calls.once('files.uploadV2', (client) =>
        client.filesUploadV2({ channel_id: channelId, initial_comment: comment, file_uploads: uploads }),
      )
    },
    async openDirectMessage(userId) {
      const { channel } = await calls.repeatable('conversations.open', (client) =>
        client.conversations.open({ users: userId }),
      )
      if (!channel?.id) throw new UpstreamError('slack', 'notUnderstood', 'conversations.open')
      return channel.id
    },
  }
}
