import type { Clock } from '../../../domain/time/clock.ts'
import type { Changes } from '../changes.ts'
import { SlackRefusal } from '../slack-refusal.ts'
import type { SandboxMessage } from '../types.ts'

export type MessageDraft = Pick<SandboxMessage, 'channel' | 'author'> &
  Partial<Pick<SandboxMessage, 'text' | 'blocks' | 'files' | 'metadata' | 'threadTs' | 'visibleTo'>>

export type Messages = ReturnType<typeof createMessages>

/** What stands in the channels. A message is never changed in place, so that a test can keep what a person saw. */
export function createMessages(clock: Clock, changes: Changes) {
  const byChannel = new Map<string, SandboxMessage[]>()
  let lastMicros = 0

  /** Slack's timestamps name messages: unique and growing, also when the clock stands still. */
  function nextTs(): string {
    lastMicros = Math.max(lastMicros + 1, clock.now().getTime() * 1_000)
    const seconds = Math.floor(lastMicros / 1_000_000)
    return `${seconds}.${String(lastMicros % 1_000_000).padStart(6, '0')}`
  }

  const inChannel = (channel: string) => byChannel.get(channel) ?? []

  function announce({ channel, ts, visibleTo }: SandboxMessage): void {
    changes.emit({ type: 'message', channel, ts, ...(visibleTo ? { user: visibleTo } : {}) })
  }

  function post(draft: MessageDraft): SandboxMessage {
    const message: SandboxMessage = { text: '', blocks: [], files: [], ...draft, ts: nextTs() }
    byChannel.set(message.channel, [...inChannel(message.channel), message])
    announce(message)
    return message
  }

  function find(channel: string, ts: string): SandboxMessage {
    const message = inChannel(channel).find((candidate) => candidate.ts === ts)
    if (!message) throw new SlackRefusal('message_not_found')
    return message
  }

  function replace(
    channel: string,
    ts: string,
    facts: Partial<Pick<SandboxMessage, 'text' | 'blocks' | 'files' | 'metadata'>>,
  ): SandboxMessage {
    const message = { ...find(channel, ts), ...facts, editedTs: nextTs() }
    byChannel.set(
      channel,
      inChannel(channel).map((candidate) => (candidate.ts === ts ? message : candidate)),
    )
    announce(message)
    return message
  }

  function remove(channel: string, ts: string): void {
    const message = find(channel, ts)
    byChannel.set(
      channel,
      inChannel(channel).filter((candidate) => candidate.ts !== ts),
    )
    announce(message)
  }

  const isVisibleTo = (user: string | undefined) => (message: SandboxMessage) =>
    message.visibleTo === undefined || message.visibleTo === user

  return {
    post,
    find,
    replace,
    remove,
    nextTs,
    /** The channel without its threads, as this person sees it; without a person, what everyone sees. */
    list: (channel: string, as?: string): readonly SandboxMessage[] =>
      inChannel(channel).filter((message) => message.threadTs === undefined && isVisibleTo(as)(message)),
    /** A thread with the message that it hangs on first. */
    listThread: (channel: string, ts: string, as?: string): readonly SandboxMessage[] =>
      inChannel(channel).filter(
        (message) => (message.ts === ts || message.threadTs === ts) && isVisibleTo(as)(message),
      ),
    clear(): void {
      byChannel.clear()
      // Whoever starts anew may have set the clock back.
      lastMicros = 0
    },
  }
}
