import type { Month } from '../../../domain/usage/usage.ts'
import type { LimitReads, Tx } from '../store/store.ts'
import type { CapLook, CapTold } from './caps.ts'

export type CapRow = CapLook & CapTold

/** By the Workspace's id. */
export async function findCapRows(db: LimitReads, organization: string): Promise<Map<string, CapRow>> {
  const rows = await db.selectFrom('cap_alerts').selectAll().where('organization', '=', organization).execute()
  return new Map(
    rows.map((row) => [
      row.workspace_id,
      {
        month: row.month as Month,
        cap: row.cap,
        level: row.level,
        share: row.share_percent / 100,
        lookedAt: new Date(row.looked_at),
      },
    ]),
  )
}

export async function saveCapRow(
  tx: Tx,
  organization: string,
  workspaceId: string,
  { month, cap, level, share, lookedAt }: CapRow,
): Promise<void> {
  const row = { month, cap, level, share_percent: Math.floor(share * 100), looked_at: lookedAt.getTime() }
  await tx
    .insertInto('cap_alerts')
    .values({ organization, workspace_id: workspaceId, ...row })
    .onConflict((conflict) => conflict.columns(['organization', 'workspace_id']).doUpdateSet(row))
    .execute()
}
