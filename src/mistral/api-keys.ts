import type { ApiKey } from '../domain/key/api-key.ts'
import { type ApiKeyRows, readApiKeys } from './answers/api-keys.ts'
import type { Caller } from './caller.ts'
import { orNotOffered } from './not-offered.ts'

export interface ApiKeys {
  readonly keys: readonly ApiKey[]
  readonly unreadable: number
}

const mostKeysAPage = 100
const maxPages = 200

/** Until a page brings nothing new: a server may give fewer keys than were asked for, or overlook the offset. */
export async function fetchApiKeys(caller: Caller, signal?: AbortSignal): Promise<ApiKeys> {
  const found = new Map<string, ApiKey>()
  let offset = 0
  let unreadable = 0
  for (let page = 1; page <= maxPages; page++) {
    const answer = await readPage(caller, offset, signal)
    const isNew = answer.rows.some(({ id }) => !found.has(id))
    if (page > 1 && !isNew) break
    for (const key of answer.rows) found.set(key.id, key)
    unreadable += answer.unreadable
    offset += answer.length
    if (answer.length === 0) break
  }
  return { keys: [...found.values()], unreadable }
}

const readPage = (caller: Caller, offset: number, signal?: AbortSignal): Promise<ApiKeyRows> =>
  orNotOffered(caller.get('/api-keys', { limit: mostKeysAPage, offset }, readApiKeys, signal))
