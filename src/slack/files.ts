import { UpstreamError } from '../domain/errors.ts'
import type { Clock } from '../domain/time/clock.ts'
import type { SlackCalls } from './calls.ts'

export interface Picture {
  readonly png: Buffer
  readonly title: string
  /** The finding and the numbers, for those who do not see it. */
  readonly altText: string
}

export interface TextFile {
  /** With its ending: "audit.csv". */
  readonly name: string
  readonly content: string
}

export interface SlackFiles {
  /** Uploads without showing it anywhere, waits until Slack can draw it, and returns its id for an image block. */
  prepare(picture: Picture): Promise<string>
  /** Uploads into a conversation, where it appears when Slack is done with it. */
  send(picture: Picture, to: { channelId: string; threadTs?: string; comment?: string }): Promise<void>
  /** Several files as one message. */
  sendTexts(files: readonly TextFile[], to: { channelId: string; comment: string }): Promise<void>
  /** The conversation between the bot and one person. */
  openDirectMessage(userId: string): Promise<string>
}

/** Slack's limit for an uploaded file's alternative text. */
const longestAltText = 1000
/** Slack looks at a picture after the upload is complete; until then a block that shows it is refused. */
const pausesMs = [150, 250, 400, 700, 1000, 1500, 2000]

export function createSlackFiles(calls: SlackCalls, clock: Clock): SlackFiles {
  const upload = (
    { png, title, altText }: Picture,
    to: { channel_id?: string; thread_ts?: string; initial_comment?: string },
  ) =>
    calls.once('files.uploadV2', (client) =>
      client.filesUploadV2({
        file: png,
        filename: 'chart.png',
        title,
        alt_text: altText.slice(0, longestAltText),
        ...to,
      } as Parameters<typeof client.filesUploadV2>[0]),
    )
  return {
    async prepare(picture) {
      const { files } = await upload(picture, {})
      const id = files[0]?.files?.[0]?.id
      if (!id) throw new UpstreamError('slack', 'notUnderstood', 'files.uploadV2')
      for (const pauseMs of pausesMs) {
        const { file } = await calls.repeatable('files.info', (client) => client.files.info({ file: id }))
        if (file?.mimetype) return id
        await clock.sleep(pauseMs)
      }
      throw new UpstreamError('slack', 'down', 'files.info', { code: 'not_ready' })
    },
    async send(picture, { channelId, threadTs, comment }) {
      await upload(picture, {
        channel_id: channelId,
        ...(threadTs ? { thread_ts: threadTs } : {}),
        ...(comment ? { initial_comment: comment } : {}),
      })
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
