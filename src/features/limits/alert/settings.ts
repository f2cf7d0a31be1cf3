import { writeLevels } from '../../../chatops/notify/alert-levels.ts'
import { type AlertSettings, findAlertSettings } from '../../../chatops/notify/alert-settings.ts'
import { appendAudit } from '../../../storage/audit/append.ts'
import type { Tx } from '../store/store.ts'

/** With its entry in the trail; false: it is as it was. */
export async function changeSettings(
  tx: Tx,
  organization: string,
  personId: string,
  next: AlertSettings,
): Promise<boolean> {
  const [before, after] = [writeFigures(await findAlertSettings(tx, organization)), writeFigures(next)]
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
