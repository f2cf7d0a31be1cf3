import type { Transaction } from 'kysely'
import type { Asker } from '../../chatops/people/identity.ts'
import type { Budget, BudgetTables } from '../../chatops/report/budgets.ts'
import { appendAudit } from '../../storage/audit/append.ts'
import type { AuditFigures } from '../../storage/audit/entry.ts'
import type { AuditTables } from '../../storage/audit/schema.ts'
import { databaseNow } from '../../storage/columns.ts'
import type { Database } from '../../storage/database.ts'
import { personIdFor } from '../../storage/people/registry.ts'
import type { PeopleTables } from '../../storage/people/schema.ts'

type Tables = BudgetTables & AuditTables & PeopleTables
type Store = { readonly db: Database; readonly organization: string }

/** A budget and its link of the trail stand or fall together. */
export async function setBudget({ db, organization }: Store, asker: Asker, budget: Budget): Promise<void> {
  const row = { amount: budget.amount.toString(), currency: budget.currency, set_at: databaseNow }
  await db.transaction<Tables, void>(async (tx) => {
    const before = await findOne(tx, organization, budget.scope)
    await tx
      .insertInto('budgets')
      .values({ organization, scope: budget.scope, ...row })
      .onConflict((conflict) => conflict.columns(['organization', 'scope']).doUpdateSet(row))
      .execute()
    await appendAudit(tx, {
      organization,
      action: 'budget.set',
      actorId: await personIdFor(tx, organization, who(asker)),
      subject: budget.scope,
      ...(before ? { before: figuresOf(before) } : {}),
      after: figuresOf(budget),
      outcome: 'done',
    })
  })
}

/** False where there is none (any more). */
export async function removeBudget({ db, organization }: Store, asker: Asker, scope: string): Promise<boolean> {
  return db.transaction<Tables, boolean>(async (tx) => {
    const before = await findOne(tx, organization, scope)
    const removed = await tx
      .deleteFrom('budgets')
      .where('organization', '=', organization)
      .where('scope', '=', scope)
      .returning('scope')
      .executeTakeFirst()
    if (!removed || !before) return false
    await appendAudit(tx, {
      organization,
      action: 'budget.removed',
      actorId: await personIdFor(tx, organization, who(asker)),
      subject: scope,
      before: figuresOf(before),
      outcome: 'done',
    })
    return true
  })
}

async function findOne(tx: Transaction<Tables>, organization: string, scope: string): Promise<Figures | undefined> {
  return tx
    .selectFrom('budgets')
    .select(['amount', 'currency'])
    .where('organization', '=', organization)
    .where('scope', '=', scope)
    .executeTakeFirst()
}

const who = ({ profile }: Asker) => ({ slackId: profile.id, name: profile.name })

interface Figures {
  readonly amount: { toString(): string }
  readonly currency: string | null
}

const figuresOf = ({ amount, currency }: Figures): AuditFigures => ({
  budget: amount.toString(),
  ...(currency ? { currency } : {}),
})
