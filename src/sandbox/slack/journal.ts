import type { Clock } from '../../domain/time/clock.ts'
import type { Changes } from './changes.ts'

export interface JournalEntry {
  readonly at: Date
  readonly direction: 'from-bot' | 'to-bot'
  readonly kind: 'web-api' | 'response-url' | 'upload' | 'command' | 'interaction' | 'event'
  /** `chat.postMessage`, `/mistral`, `block_actions`, `app_home_opened` … */
  readonly method: string
  /** What was sent, without tokens. */
  readonly args: Readonly<Record<string, unknown>>
  readonly ok: boolean
  readonly error?: string
  readonly durationMs: number
}

const secretFields = new Set(['token', 'trigger_id', 'response_url', 'response_urls'])
const keptEntries = 1_000

export type Journal = ReturnType<typeof createJournal>

/** Every request between the bot and Slack, the oldest dropped first. */
export function createJournal(clock: Clock, changes: Changes) {
  const entries: JournalEntry[] = []
  return {
    entries: (): readonly JournalEntry[] => [...entries],
    record(entry: Omit<JournalEntry, 'at'>): void {
      const args = Object.fromEntries(Object.entries(entry.args).filter(([name]) => !secretFields.has(name)))
      entries.push({ ...entry, args, at: clock.now() })
      if (entries.length > keptEntries) entries.shift()
      changes.emit({ type: 'journal' })
    },
    clear(): void {
      entries.length = 0
    },
  }
}
