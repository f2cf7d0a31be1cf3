import type { JournalEntry } from '../journal.ts'
import type { Acknowledgement } from '../types.ts'
import type { Workspace } from '../workspace.ts'
import { createHttpDispatch } from './http-dispatch.ts'
import type { Delivery, Parcel } from './parcel.ts'
import { createSocketMode } from './socket-mode.ts'

export type Reply = Acknowledgement & { readonly body?: unknown }

const kinds = { slash_commands: 'command', interactive: 'interaction', events_api: 'event' } as const

/** Slack tries an event again at once, after a minute, and after five. */
const eventRetryDelaysMs = [0, 60_000, 300_000]

export type Dispatcher = ReturnType<typeof createDispatcher>

export function createDispatcher(workspace: Workspace, ackTimeoutMs: number) {
  const sockets = createSocketMode(workspace)
  const http = createHttpDispatch(workspace.identity)

  async function deliver(parcel: Parcel): Promise<Reply> {
    const startedAt = performance.now()
    const way = sockets.isConnected() ? sockets : http
    const delivery = await way.deliver(parcel, ackTimeoutMs)
    const ackMs = performance.now() - startedAt
    workspace.journal.record(describe(parcel, delivery, ackMs))
    return { ...delivery, ackMs }
  }

  /** Resolves after the first attempt; the retries go on behind. */
  async function deliverEvent(payload: Parcel['payload']): Promise<Reply> {
    const first = await deliver({ type: 'events_api', payload })
    if (workspace.faults.isRepeatingEvents())
      await deliver({ type: 'events_api', payload, retry: { attempt: 1, reason: 'http_timeout' } })
    if (!first.acknowledged) void retryEvent(payload, first.error ?? '').catch(() => undefined)
    return first
  }

  async function retryEvent(payload: Parcel['payload'], firstError: string): Promise<void> {
    let reason = retryReason(firstError)
    for (const [position, delayMs] of eventRetryDelaysMs.entries()) {
      if (delayMs > 0) await workspace.clock.sleep(delayMs, workspace.closing.signal)
      if (workspace.closing.signal.aborted) return
      const reply = await deliver({ type: 'events_api', payload, retry: { attempt: position + 1, reason } })
      if (reply.acknowledged) return
      reason = retryReason(reply.error ?? '')
    }
  }

  return {
    sockets,
    http,
    deliver,
    deliverEvent,
  }
}

const retryReason = (error: string) =>
  ({ operation_timeout: 'http_timeout', http_service_error: 'http_error' })[error] ?? 'connection_failed'

function describe({ type, payload, retry }: Parcel, delivery: Delivery, durationMs: number): Omit<JournalEntry, 'at'> {
  const { event } = payload
  const eventType = event && typeof event === 'object' && 'type' in event ? event.type : undefined
  return {
    direction: 'to-bot',
    kind: kinds[type],
    method: String(payload.command ?? eventType ?? payload.type),
    args: retry ? { ...payload, retry } : payload,
    ok: delivery.acknowledged,
    ...(delivery.acknowledged ? {} : { error: delivery.error }),
    durationMs,
  }
}
