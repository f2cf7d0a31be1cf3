import { z } from 'zod'
import type { LogEntry, LogFields } from '../../domain/limit/mistral-log.ts'
import { moment, readRows, text } from './fields.ts'

/** The schema promises strings; numbers and flags are as good, and anything else keeps no entry from being shown. */
const fields = z
  .record(z.string(), z.unknown())
  .transform((record): LogFields => Object.fromEntries(Object.entries(record).flatMap(writeField)))
  .catch({})

const writeField = ([name, value]: [string, unknown]): [string, string][] =>
  ['string', 'number', 'boolean'].includes(typeof value) ? [[name, String(value)]] : []

const entry = z
  .object({
    log_id: z.union([z.number(), z.string()]),
    created_at: moment.pipe(z.date()),
    event_type: z.string(),
    event_metadata: fields,
    actor_type: text,
    actor_metadata: fields,
    target_type: text,
    target_metadata: fields,
    workspace_uuid: text,
  })
  .transform(
    (row): LogEntry => ({
      id: String(row.log_id),
      at: row.created_at,
      eventType: row.event_type,
      actor: {
        kind: row.actor_type,
        name: row.actor_metadata.name || null,
        email: row.actor_metadata.email || null,
        id: row.actor_metadata.user_uuid || row.actor_metadata.id || null,
      },
      changes: row.event_metadata,
      target: { kind: row.target_type, fields: row.target_metadata },
      workspaceId: row.workspace_uuid,
    }),
  )

export const readAuditLog = (answer: unknown): { rows: LogEntry[]; unreadable: number } =>
  readRows(entry, z.array(z.unknown()).parse(answer))
