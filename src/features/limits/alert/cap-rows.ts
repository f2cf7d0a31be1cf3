import type { Look } from '../../../domain/limit/turns.ts'
import type { Month } from '../../../domain/usage/usage.ts'
import type { LimitReads, Tx } from '../store/store.ts'
import type { CapTold } from './caps.ts'

export type CapRow = Look & CapTold

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

/** False where another instance has looked meanwhile: what it found is told by it. */
export async function saveCapRow(
  tx: Tx,
  organization: string,
  workspaceId: string,
  before: Pick<CapRow, 'lookedAt'> | undefined,
  { month, cap, level, share, lookedAt }: CapRow,
): Promise<boolean> {
  const row = { month, cap, level, share_percent: Math.floor(share * 100), looked_at: lookedAt.getTime() }
  const saved = before
    ? await tx
        .updateTable('cap_alerts')
        .set(row)
        .where('organization', '=', organization)
        .where('workspace_id', '=', workspaceId)
        .where('looked_at', '=', before.lookedAt.getTime())
        .returning('workspace_id')
        .executeTakeFirst()
    : await tx
        .insertInto('cap_alerts')
        .values({ organization, workspace_id: workspaceId, ...row })
        .onConflict((conflict) => conflict.doNothing())
        .returning('workspace_id')
        .executeTakeFirst()
  return saved !== undefined
}
