import { z } from 'zod'
import type { ApiKey } from '../../domain/key/api-key.ts'
import { dayOf } from '../../domain/time/time.ts'
import { moment, readDay, readRows, text } from './fields.ts'

const maybeDay = z.unknown().optional().transform(readDay)

/** `key` and `hidden_key` are left where they are: what was never read cannot leak. */
const apiKey = z
  .object({
    key_id: z.string(),
    name: text,
    workspace_name: text,
    created_by: text,
    created_at: moment,
    expiration_date: maybeDay,
    last_used: maybeDay,
  })
  .transform(
    (row): ApiKey => ({
      id: row.key_id,
      name: row.name,
      workspace: row.workspace_name,
      createdBy: row.created_by,
      createdOn: row.created_at && dayOf(row.created_at),
      expiresOn: row.expiration_date,
      lastUsedOn: row.last_used,
    }),
  )

const apiKeysAnswer = z.object({ keys: z.array(z.unknown()) })

export interface ApiKeyRows {
  readonly rows: readonly ApiKey[]
  readonly unreadable: number
  /** How many the answer held, read or not: the next page begins behind them. */
  readonly length: number
}

export function readApiKeys(answer: unknown): ApiKeyRows {
  const { keys } = apiKeysAnswer.parse(answer)
  return { ...readRows(apiKey, keys), length: keys.length }
}
