import { TypedWords } from '../../../src/chatops/routing/typed-words.ts'
import type { Workspace } from '../../../src/domain/limit/limit.ts'
import { Decimal } from '../../../src/domain/money/decimal.ts'
import type { Member } from '../../../src/domain/person/person.ts'
import type { Month, UsageMonth } from '../../../src/domain/usage/usage.ts'
import { parseWorkspaces } from '../../../src/features/workspaces/gather.ts'
import {
  reportWorkspaces,
  type WorkspacesReport,
  type WorkspacesSources,
  type WorkspaceUsage,
} from '../../../src/features/workspaces/report.ts'
import { entry, now, steady, unpricedIn, usage } from '../spend/sources.ts'

export { now, unpricedIn, usage }

export const workspace = (name: string, cap: number | null = null, change: Partial<Workspace> = {}): Workspace => ({
  id: name,
  name,
  isDefault: false,
  memberCount: 12,
  cap: cap === null ? null : Decimal.of(cap),
  capCurrency: cap === null ? null : 'EUR',
  ...change,
})

export const member = (name: string | null, administers: readonly string[]): Member => ({
  id: `id ${name}`,
  name,
  email: 'somebody@acme.example',
  roles: [],
  rawRoles: [],
  workspaceIds: administers,
  administers,
  seats: null,
})

/** Half a euro a unit: that many units every day up to the 18th, and in October as many as are said. */
export const used = (of: Workspace, daily: number, before = daily): WorkspaceUsage => ({
  workspace: of,
  months: [usage('2026-11', steady('2026-11-01', '2026-11-18', daily))],
  earlier: [usage('2026-10', steady('2026-10-01', '2026-10-31', before))],
})

/** The whole Organization: all Workspaces together, and what is in none. */
export function together(month: Month, rows: readonly WorkspaceUsage[], outside = 0): UsageMonth {
  const rest = usage(month, outside > 0 ? [entry('mistral-large-latest', '2026-11-03', outside)] : [])
  const all = [...rows.flatMap(({ months }) => months ?? []), rest]
  return { ...rest, lines: all.flatMap(({ lines }) => lines), unpriced: all.flatMap(({ unpriced }) => unpriced) }
}

export const four = [
  used(workspace('Support-bot'), 1_000, 900),
  used(workspace('Code assistants', 5_000), 500),
  used(workspace('Marketing', 1_900), 200, 230),
  used(workspace('Sandbox', 1_800), 100),
]
export const owners = [
  member('Claire Fontaine', ['Support-bot', 'Code assistants']),
  member('Marc Delacroix', ['Code assistants']),
  member(null, ['Marketing']),
]

export function report(line: string, change: Partial<WorkspacesSources> = {}): WorkspacesReport {
  const rows = change.usage ?? four
  const sources: WorkspacesSources = {
    usage: rows,
    whole: [together('2026-11', rows)],
    wholeEarlier: [
      usage(
        '2026-10',
        rows.flatMap(({ earlier }) => (earlier?.length ? steady('2026-10-01', '2026-10-31') : [])),
      ),
    ],
    archived: [],
    members: owners,
    fetchedAt: now,
    ...change,
  }
  return reportWorkspaces(sources, parseWorkspaces(new TypedWords(line), now), now)
}
