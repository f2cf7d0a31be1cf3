import { randomUUID } from 'node:crypto'
import type { Clock } from '../../domain/time/clock.ts'
import { SlackRefusal } from './slack-refusal.ts'

const lifetimeMs = 30 * 60_000
const allowedUses = 5

/** Where a response goes: the channel and person it answers, and the message whose button was pressed. */
export interface ResponseTarget {
  readonly channel: string
  readonly userId: string
  readonly threadTs?: string
  /** Only a click has an original that can be replaced. */
  readonly original?: { readonly ts: string }
}

export function createResponseUrls(clock: Clock, baseUrl: string) {
  const issued = new Map<string, { target: ResponseTarget; at: number; uses: number }>()

  return {
    issue(target: ResponseTarget): string {
      const id = randomUUID()
      issued.set(id, { target, at: clock.now().getTime(), uses: 0 })
      return `${baseUrl}respond/${id}`
    },
    use(id: string): ResponseTarget {
      const url = issued.get(id)
      if (!url) throw new SlackRefusal('invalid_url')
      if (clock.now().getTime() - url.at > lifetimeMs) throw new SlackRefusal('expired_url')
      if (url.uses >= allowedUses) throw new SlackRefusal('used_url')
      url.uses += 1
      return url.target
    },
    clear: () => issued.clear(),
  }
}
