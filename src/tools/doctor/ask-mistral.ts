import { request } from 'undici'
import { isObject, textOf } from './ask-slack.ts'
import { type Skew, skewByHeader } from './date-skew.ts'

/** What the bot's own client does not read: the time of an answer, and which Organization it is about. */
export interface MistralGlimpse {
  readonly skew: Skew | undefined
  /** undefined: Mistral's log is empty, or cannot be read with this key. */
  readonly organizationId: string | undefined
}

export async function glimpseMistral({ url, key }: { url: string; key: string }): Promise<MistralGlimpse> {
  let skew: Skew | undefined
  // As the client does: both headers, and on a 401 each alone.
  const ways = [
    { 'x-api-key': key, authorization: `Bearer ${key}` },
    { 'x-api-key': key },
    { authorization: `Bearer ${key}` },
  ]
  for (const headers of ways) {
    try {
      const sentAt = Date.now()
      const answer = await request(`${url.endsWith('/') ? url.slice(0, -1) : url}/audit-logs?limit=1`, {
        headers: { accept: 'application/json', ...headers },
        signal: AbortSignal.timeout(10_000),
      })
      skew = skewByHeader([answer.headers.date].flat()[0], sentAt, Date.now())
      const body: unknown = await answer.body.json().catch(() => undefined)
      if (answer.statusCode === 401) continue
      return { skew, organizationId: findOrganization(body) }
    } catch {
      break
    }
  }
  return { skew, organizationId: undefined }
}

/** Lists come bare, or below a name that has changed before. */
function findOrganization(body: unknown): string | undefined {
  const lists = Array.isArray(body) ? [body] : isObject(body) ? Object.values(body).filter(Array.isArray) : []
  const [first] = lists.flat()
  const id = isObject(first) ? textOf(first.organization_uuid) : undefined
  return id && /^[\w-]{1,64}$/.test(id) ? id : undefined
}
