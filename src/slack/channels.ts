import { z } from 'zod'
import { UpstreamError } from '../domain/errors.ts'
import type { SlackCalls } from './calls.ts'
import type { Message, MessageMetadata } from './message.ts'

export interface ChannelFacts {
  readonly id: string
  readonly name: string | undefined
  readonly kind: 'public' | 'private' | 'direct'
  /** Somebody outside this company can read it, or will be able to once an invitation is accepted. */
  readonly isExternal: boolean
  readonly isArchived: boolean
}

export interface Posted {
  readonly channel: string
  readonly ts: string
}

export interface PostedMetadata {
  readonly ts: string
  readonly metadata: MessageMetadata
}

export interface SlackChannels {
  facts(channelId: string): Promise<ChannelFacts>
  /** User ids, or undefined where there are more than `most`. */
  members(channelId: string, most: number): Promise<readonly string[] | undefined>
  /** Posts once; into a public channel that the bot has not joined, it joins first. */
  post(channelId: string, message: Message, options?: { threadTs?: string }): Promise<Posted>
  update(posted: Posted, message: Message): Promise<void>
  whisper(channelId: string, userId: string, message: Message): Promise<void>
  /** The message whose metadata carries that id; 'unknown': the bot may not read back what was posted. */
  findPost(
    channelId: string,
    id: string,
    where: { since: Date; threadTs?: string },
  ): Promise<Posted | 'absent' | 'unknown'>
  /**
   * What the bot's latest messages there carry of that type, from the newest page that has any; undefined: it may not
   * read back what was posted.
   */
  findMetadata(channelId: string, eventType: string): Promise<readonly PostedMetadata[] | undefined>
}

const messageMetadata = z.object({
  event_type: z.string(),
  event_payload: z.record(z.string(), z.union([z.string(), z.number()])),
})

const withMetadata = (metadata: MessageMetadata | undefined) =>
  metadata ? { metadata: { ...metadata, event_payload: { ...metadata.event_payload } } } : {}

interface ReadBack {
  readonly ts: string
  readonly metadata: MessageMetadata | undefined
}

const pageSize = 100
/** A channel in which people talk has thousands of messages: somewhere the looking ends. */
const mostPages = 20

/** A channel from the newest message back, or a thread from its first on, page by page. */
async function* readBack(
  calls: SlackCalls,
  channel: string,
  { since, threadTs }: { since?: Date; threadTs?: string } = {},
): AsyncGenerator<ReadBack[]> {
  const range = {
    ...{ channel, limit: pageSize, include_all_metadata: true },
    ...(since ? { oldest: String(since.getTime() / 1000) } : {}),
  }
  let cursor: string | undefined
  for (let count = 0; count < mostPages; count++) {
    const page = { ...range, ...(cursor ? { cursor } : {}) }
    const { messages = [], response_metadata } = threadTs
      ? await calls.repeatable('conversations.replies', (client) =>
          client.conversations.replies({ ...page, ts: threadTs }),
        )
      : await calls.repeatable('conversations.history', (client) => client.conversations.history(page))
    yield messages.map(({ ts = '', metadata }) => ({ ts, metadata: messageMetadata.safeParse(metadata).data }))
    cursor = response_metadata?.next_cursor
    if (!cursor) return
  }
}

export function createSlackChannels(calls: SlackCalls): SlackChannels {
  const postOnce = (channel: string, { text, blocks, metadata }: Message, threadTs?: string) =>
    calls.once('chat.postMessage', (client) =>
      client.chat.postMessage({
        channel,
        text,
        blocks: [...blocks] as never,
        unfurl_links: false,
        unfurl_media: false,
        ...withMetadata(metadata),
        ...(threadTs ? { thread_ts: threadTs } : {}),
      }),
    )
  return {
    async facts(channelId) {
      const { channel = {} } = await calls.repeatable('conversations.info', (client) =>
        client.conversations.info({ channel: channelId }),
      )
      return {
        id: channelId,
        name: channel.name,
        kind: channel.is_im || channel.is_mpim ? 'direct' : channel.is_private ? 'private' : 'public',
        isExternal: Boolean(channel.is_ext_shared || channel.is_pending_ext_shared),
        isArchived: Boolean(channel.is_archived),
      }
    },
    async members(channelId, most) {
      const { members = [], response_metadata } = await calls.repeatable('conversations.members', (client) =>
        client.conversations.members({ channel: channelId, limit: most + 1 }),
      )
      return members.length > most || response_metadata?.next_cursor ? undefined : members
    },
    async post(channelId, message, options = {}) {
      const post = async () => {
        const { channel = channelId, ts = '' } = await postOnce(channelId, message, options.threadTs)
        return { channel, ts }
      }
      try {
        return await post()
      } catch (error) {
        if (!(error instanceof UpstreamError && error.code === 'not_in_channel')) throw error
        await calls.repeatable('conversations.join', (client) => client.conversations.join({ channel: channelId }))
        return await post()
      }
    },
    async update({ channel, ts }, { text, blocks, metadata }) {
      await calls.repeatable('chat.update', (client) =>
        client.chat.update({ channel, ts, text, blocks: [...blocks] as never, ...withMetadata(metadata) }),
      )
    },
    async findPost(channelId, id, where) {
      try {
        for await (const page of readBack(calls, channelId, where)) {
          const found = page.find(({ metadata }) => metadata?.event_payload.post === id)
          if (found) return { channel: channelId, ts: found.ts }
        }
        return 'absent'
      } catch (error) {
        if (error instanceof UpstreamError && error.code === 'missing_scope') return 'unknown'
        throw error
      }
    },
    async findMetadata(channelId, eventType) {
      try {
        for await (const page of readBack(calls, channelId)) {
          const found = page.flatMap(({ ts, metadata }) =>
            metadata?.event_type === eventType ? [{ ts, metadata }] : [],
          )
          if (found.length > 0) return found
        }
        return []
      } catch (error) {
        if (error instanceof UpstreamError && error.code === 'missing_scope') return undefined
        throw error
      }
    },
    async whisper(channelId, userId, { text, blocks }) {
      await calls.once('chat.postEphemeral', (client) =>
        client.chat.postEphemeral({ channel: channelId, user: userId, text, blocks: [...blocks] as never }),
      )
    },
  }
}
