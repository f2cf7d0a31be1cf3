import type { Kysely } from 'kysely'
import { defaultLevels, parseLevels } from './alert-levels.ts'

/** How an Organization wants to be told, whichever feature tells it. */
export interface AlertSettings {
  /** In per cent of the limit or a cap. */
  readonly levels: readonly number[]
  /** Until then only what cannot wait is said. */
  readonly mutedUntil: Date | undefined
}

/** The feature "limits" lets people change them. */
export interface AlertSettingTables {
  /** Without a row, as everybody else. */
  alert_settings: { organization: string; levels: string; muted_until: number | null }
}

export async function findAlertSettings(
  db: Pick<Kysely<AlertSettingTables>, 'selectFrom'>,
  organization: string,
): Promise<AlertSettings> {
  const row = await db
    .selectFrom('alert_settings')
    .selectAll()
    .where('organization', '=', organization)
    .executeTakeFirst()
  return {
    levels: parseLevels(row?.levels ?? '') ?? defaultLevels,
    mutedUntil: row?.muted_until == null ? undefined : new Date(row.muted_until),
  }
}

export const isMuted = ({ mutedUntil }: AlertSettings, now: Date): boolean =>
  mutedUntil !== undefined && mutedUntil > now
