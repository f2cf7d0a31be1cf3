import type { LogEntry, LogExcerpt, LogQuery } from '../domain/limit/mistral-log.ts'
import { readAuditLog } from './answers/audit-log.ts'
import type { Caller } from './caller.ts'
import { orNotOffered } from './not-offered.ts'

const mostEntriesAPage = 100
const defaultLimit = 200

/**
 * Reads from the newest back. The API has no page numbers: each page begins at the moment where the one before it ended,
 * that moment included, since several entries can share it; one that fills a whole page is then left behind.
 */
export async function fetchAuditLog(caller: Caller, query: LogQuery, signal?: AbortSignal): Promise<LogExcerpt> {
  const { from, to, eventType, limit = defaultLimit } = query
  const found = new Map<string, LogEntry>()
  let unreadable = 0
  let before = to
  while (found.size <= limit) {
    const page = await readPage(caller, { from, before, eventType, signal })
    const fresh = page.rows.filter(({ id, at }) => !found.has(id) && at >= from && (!to || at < to))
    if (fresh.length > 0 || found.size === 0) unreadable += page.unreadable
    for (const entry of fresh) found.set(entry.id, entry)
    const oldest = Math.min(...page.rows.map(({ at }) => at.getTime()))
    const hasMoved = !before || oldest + 1 < before.getTime()
    const next = hasMoved ? oldest + 1 : oldest
    // One old entry is the end of the log; a server that overlooks `before` would go on for ever.
    const isEnd = page.rows.length === 0 || (fresh.length === 0 && page.rows.length === 1)
    if (isEnd || (before && next >= before.getTime())) break
    before = new Date(next)
  }
  const newestFirst = [...found.values()].sort((left, right) => right.at.getTime() - left.at.getTime())
  return { entries: newestFirst.slice(0, limit), unreadable, hasMore: newestFirst.length > limit }
}

async function readPage(
  caller: Caller,
  { from, before, eventType, signal }: PageQuery,
): Promise<ReturnType<typeof readAuditLog>> {
  const query = {
    event_type: eventType,
    // "After this time": the moment itself is wanted as well.
    after: new Date(from.getTime() - 1).toISOString(),
    before: before?.toISOString(),
    limit: mostEntriesAPage,
    sort: 'descending',
  }
  return await orNotOffered(caller.get('/audit-logs', query, readAuditLog, signal))
}

interface PageQuery {
  readonly from: Date
  readonly before: Date | undefined
  readonly eventType: string | undefined
  readonly signal: AbortSignal | undefined
}
