import { appendAudit } from '../../../storage/audit/append.ts'
import type { LimitReads, Tx } from '../store/store.ts'
import { defaultLevels, parseLevels, writeLevels } from './levels.ts'

/** How an Organization wants to be told. */
export interface AlertSettings {
  readonly levels: readonly number[]
  /** Until then only what cannot wait is said. */
  readonly mutedUntil: Date | undefined
}

export async function findSettings(db: LimitReads, organization: string): Promise<AlertSettings> {
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

/** With its entry in the trail; false: it is as it was. */
export async function changeSettings(
  tx: Tx,
  organization: string,
  personId: string,
  next: AlertSettings,
): Promise<boolean> {
  const [before, after] = [writeFigures(await findSettings(tx, organization)), writeFigures(next)]
  if (before.levels === after.levels && before.muted_until === after.muted_until) return false
  const row = { levels: after.levels, muted_until: next.mutedUntil?.getTime() ?? null }
  await tx
    .insertInto('alert_settings')
    .values({ organization, ...row })
    .onConflict((conflict) => conflict.column('organization').doUpdateSet(row))
    .execute()
  const entry = { organization, action: 'limit.alerts-changed', actorId: personId, outcome: 'done' } as const
  await appendAudit(tx, { ...entry, before, after })
  return true
}

const writeFigures = ({ levels, mutedUntil }: AlertSettings) => ({
  levels: writeLevels(levels),
  muted_until: mutedUntil?.toISOString() ?? null,
})
