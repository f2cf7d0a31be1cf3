import { sql, type Transaction } from 'kysely'
import type { Asker } from '../../chatops/people/identity.ts'
import type { AssignmentTables } from '../../chatops/report/assignments.ts'
import { type Month, organizationScope } from '../../domain/usage/usage.ts'
import type { SlackProfile } from '../../slack/people.ts'
import { appendAudit } from '../../storage/audit/append.ts'
import type { AuditTables } from '../../storage/audit/schema.ts'
import { databaseNow } from '../../storage/columns.ts'
import type { Database } from '../../storage/database.ts'
import type { HistoryTables } from '../../storage/history/schema.ts'
import { personIdFor } from '../../storage/people/registry.ts'
import type { PeopleTables } from '../../storage/people/schema.ts'

export interface NewAssignment {
  readonly workspace: { readonly id: string; readonly name: string }
  readonly from: Month
  readonly costCenter: string | null
  readonly owner: SlackProfile | undefined
}

type Tables = AssignmentTables & HistoryTables & AuditTables & PeopleTables

/** False: the month, or a later one, is closed by now, and would move. */
export async function assign(
  { db, organization }: { readonly db: Database; readonly organization: string },
  asker: Asker,
  { workspace, from, costCenter, owner }: NewAssignment,
): Promise<boolean> {
  return db.transaction<Tables, boolean>(async (tx) => {
    const actorId = await personIdFor(tx, organization, { slackId: asker.profile.id, name: asker.profile.name })
    const ownerId = owner ? await personIdFor(tx, organization, { slackId: owner.id, name: owner.name }) : null
    const before = await tx
      .selectFrom('workspace_assignments')
      .select('cost_center')
      .where('organization', '=', organization)
      .where('workspace_id', '=', workspace.id)
      .where('from_month', '<=', from)
      .orderBy('from_month', 'desc')
      .limit(1)
      .executeTakeFirst()
    const place = { organization, workspace_id: workspace.id, from_month: from }
    const row = {
      ...{ workspace_name: workspace.name, cost_center: costCenter },
      ...{ owner_id: ownerId, set_at: databaseNow },
    }
    await waitForClosings(tx, organization, from)
    const closed = await tx
      .selectFrom('history_closings')
      .select('month')
      .where('organization', '=', organization)
      .where('month', '>=', from)
      .limit(1)
      .executeTakeFirst()
    if (closed) return false
    await tx
      .insertInto('workspace_assignments')
      .values({ ...place, ...row })
      .onConflict((conflict) => conflict.columns(['organization', 'workspace_id', 'from_month']).doUpdateSet(row))
      .execute()
    await appendAudit(tx, {
      organization,
      action: 'chargeback.assigned',
      actorId,
      subject: workspace.id,
      before: { costCenter: before?.cost_center ?? null },
      after: { costCenter, from, hasOwner: owner !== undefined },
      outcome: 'done',
    })
    return true
  })
}

/** Whoever closes one of these months writes the same rows: one of the two waits for the other. */
async function waitForClosings(tx: Transaction<Tables>, organization: string, from: Month): Promise<void> {
  await tx
    .updateTable('history_months')
    .set({ is_closed: sql<number>`is_closed` })
    .where('organization', '=', organization)
    .where('scope', '=', organizationScope)
    .where('month', '>=', from)
    .execute()
}
