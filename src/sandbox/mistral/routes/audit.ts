import type { RecordedEntry } from '../audit-log.ts'
import { type Route, readInteger, refuseField, type World } from './route.ts'

const largestLimit = 1_000

export const auditLogsRoute: Route = {
  GET: (world, { query }) => {
    const sort = query.get('sort') ?? 'descending'
    if (sort !== 'ascending' && sort !== 'descending') {
      throw refuseField('query', 'sort', "Input should be 'ascending' or 'descending'")
    }
    const limit = readInteger(query, 'limit', 20)
    if (limit < 1 || limit > largestLimit) throw refuseField('query', 'limit', `Input should be 1 to ${largestLimit}`)
    const after = readTime(query, 'after')
    const before = readTime(query, 'before')
    const found = world.organization.audit
      .read()
      .filter(({ at }) => after === undefined || at.getTime() > after)
      .filter(({ at }) => before === undefined || at.getTime() < before)
      .filter(({ event }) => isAsked(query, 'event_type', event))
      .filter(({ target }) => isAsked(query, 'target_type', target))
      .filter(({ actor }) => isAsked(query, 'actor_type', actor.type))
      .filter(({ actor }) => isAsked(query, 'actor_user_uuid', actor.metadata.user_uuid ?? ''))
    const sorted = sort === 'descending' ? found.toReversed() : found
    return sorted.slice(0, limit).map((entry) => writeEntry(entry, world))
  },
}

/** A filter may be given several times; none asks for everything. */
const isAsked = (query: URLSearchParams, field: string, value: string): boolean =>
  !query.has(field) || query.getAll(field).includes(value)

function readTime(query: URLSearchParams, field: string): number | undefined {
  const text = query.get(field)
  if (text === null) return undefined
  const time = Date.parse(text)
  if (Number.isNaN(time)) throw refuseField('query', field, 'Input should be a valid datetime')
  return time
}

const writeEntry = ({ at, actor, event, target, id, ...entry }: RecordedEntry, { organization }: World): object => ({
  created_at: at.toISOString(),
  actor_type: actor.type,
  actor_metadata: actor.metadata,
  event_type: event,
  event_metadata: entry.eventMetadata,
  target_type: target,
  target_metadata: entry.targetMetadata,
  log_id: id,
  organization_uuid: organization.id,
  workspace_uuid: null,
})
