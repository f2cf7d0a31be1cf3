import { adoptIds } from '../../../chatops/workspace-ids.ts'
import type { Tables } from './schema.ts'
import { readWorkspaces, writeWorkspaces } from './subscriptions.ts'

/** A digest goes on with its Workspaces; one that would become the twin of another one stays as it is. */
export const subscribedIds = adoptIds<Tables>('digest.workspace-ids', {
  async find(tables, organization) {
    const rows = await tables
      .query<Tables>()
      .selectFrom('digest_subscriptions')
      .select('workspaces')
      .where('organization', '=', organization)
      .execute()
    return [...new Set(rows.flatMap(({ workspaces }) => readWorkspaces(workspaces)))]
  },
  async rename(tx, organization, ids) {
    const rows = await tx
      .selectFrom('digest_subscriptions')
      .select(['id', 'channel', 'rhythm', 'live', 'workspaces'])
      .where('organization', '=', organization)
      .execute()
    const keyOf = (row: (typeof rows)[number], workspaces: string) =>
      row.live === null ? row.id : `${row.channel} ${row.rhythm} ${workspaces}`
    const taken = new Set(rows.map((row) => keyOf(row, row.workspaces)))
    for (const row of rows) {
      const known = readWorkspaces(row.workspaces)
      if (!known.some((name) => ids.has(name))) continue
      const workspaces = writeWorkspaces([...new Set(known.map((name) => ids.get(name) ?? name))])
      if (row.live !== null && taken.has(keyOf(row, workspaces))) continue
      taken.add(keyOf(row, workspaces))
      await tx
        .updateTable('digest_subscriptions')
        .set({ workspaces })
        .where('organization', '=', organization)
        .where('id', '=', row.id)
        .execute()
    }
  },
})
