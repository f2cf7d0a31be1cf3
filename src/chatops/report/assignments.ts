import type { Month } from '../../domain/usage/usage.ts'
import type { DatabaseReads } from '../../storage/database.ts'
import type { PeopleTables } from '../../storage/people/schema.ts'

/** What `workspaces assign` stores, and statements, budgets and alerts may read. */
export interface AssignmentTables {
  /** To which cost centre a Workspace belongs from a month on, until its next row. */
  workspace_assignments: {
    organization: string
    workspace_id: string
    /** As it was called when it was assigned. */
    workspace_name: string
    from_month: string
    /** null: to none from then on. */
    cost_center: string | null
    /** A person of the registry; null: nobody, or erased since. */
    owner_id: string | null
    set_at: number
  }
}

export interface Assignment {
  readonly workspaceId: string
  readonly from: Month
  /** null: to none from then on. */
  readonly costCenter: string | null
  readonly owner: Owner | undefined
}

export interface Owner {
  readonly slackId: string | null
  /** null: not known, or erased. */
  readonly name: string | null
}

/** All that were ever made, by Workspace and from the earliest on. */
export async function listAssignments(tables: DatabaseReads, organization: string): Promise<Assignment[]> {
  const rows = await tables
    .query<AssignmentTables & PeopleTables>()
    .selectFrom('workspace_assignments')
    .leftJoin('people', (join) =>
      join
        .onRef('people.organization', '=', 'workspace_assignments.organization')
        .onRef('people.person_id', '=', 'workspace_assignments.owner_id'),
    )
    .select(['workspace_id', 'from_month', 'cost_center', 'owner_id', 'slack_id', 'people.name as name'])
    .where('workspace_assignments.organization', '=', organization)
    .orderBy('workspace_id')
    .orderBy('from_month')
    .execute()
  return rows.map(({ workspace_id, from_month, cost_center, owner_id, slack_id, name }) => ({
    workspaceId: workspace_id,
    from: from_month as Month,
    costCenter: cost_center,
    owner: owner_id === null ? undefined : { slackId: slack_id, name },
  }))
}

/** The one that holds in a month: the latest that began by then. */
export const assignmentIn = (
  assignments: readonly Assignment[],
  workspaceId: string,
  month: Month,
): Assignment | undefined => assignments.findLast((one) => one.workspaceId === workspaceId && one.from <= month)

/** The Workspaces whose spend a cost centre bears in a month. */
export const workspacesOf = (assignments: readonly Assignment[], costCenter: string, month: Month): string[] =>
  assignedIn(assignments, month).flatMap((one) => (one.costCenter === costCenter ? [one.workspaceId] : []))

/** The cost centres to which something is assigned in a month, or from a later one on. */
export const costCentersFrom = (assignments: readonly Assignment[], month: Month): string[] => {
  const later = assignments.filter(({ from }) => from > month)
  const names = [...assignedIn(assignments, month), ...later].flatMap(({ costCenter }) => costCenter ?? [])
  return [...new Set(names)].toSorted((one, other) => one.localeCompare(other))
}

function assignedIn(assignments: readonly Assignment[], month: Month): Assignment[] {
  const ids = new Set(assignments.map(({ workspaceId }) => workspaceId))
  return [...ids].flatMap((id) => assignmentIn(assignments, id, month) ?? [])
}
