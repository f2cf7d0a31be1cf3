import type { Core } from '../../chatops/context.ts'
import type { Config } from '../../config/index.ts'
import { appendAudit } from '../../storage/audit/append.ts'
import type { AuditFigures } from '../../storage/audit/entry.ts'
import type { AuditTables } from '../../storage/audit/schema.ts'
import { textColumn } from '../../storage/columns.ts'
import type { Migration } from '../../storage/database.ts'

interface SettingsTables {
  settings_seen: { organization: string; settings: string }
}

export const settingsMigrations: readonly Migration[] = [
  {
    name: '2026-11-20-settings-seen',
    async up(db, engine) {
      const text = textColumn(engine)
      await db.schema
        .createTable('settings_seen')
        .addColumn('organization', text, (column) => column.primaryKey())
        .addColumn('settings', text, (column) => column.notNull())
        .execute()
    },
  },
]

/** The settings that decide who may do what; of people only how many are named, since the chain cannot forget. */
function describeSettings({ people, policy, retentionMonths }: Config): AuditFigures {
  return {
    APPROVAL_BANDS: policy.approvalBands.map(({ from, approvals }) => `${from}:${approvals}`).join(','),
    BREAK_GLASS: policy.breakGlass,
    EMAIL_MATCH: people.emailMatch,
    LIMIT_WRITES: policy.limitWrites,
    MAX_LIMIT: policy.maxLimit ?? null,
    PRIVACY: people.privacy,
    READ_ACCESS: people.readAccess,
    REQUEST_TTL_HOURS: policy.requestTtlMs / 3_600_000,
    // Where nothing is removed there is nothing to say, also after an update that brought the setting.
    ...(retentionMonths > 0 ? { RETENTION_MONTHS: retentionMonths } : {}),
    ROLE_MAP_ENTRIES: people.roleMap.users.size + people.roleMap.groups.size,
    SELF_APPROVAL_UP_TO: policy.selfApprovalUpTo,
  }
}

/** A start with other settings than the last one is a change like any other: the trail says which, from what to what. */
export async function recordSettings(core: Core): Promise<void> {
  const { organization } = core
  const present = describeSettings(core.config)
  const settings = JSON.stringify(present)
  await core.db.transaction<SettingsTables & AuditTables, void>(async (tx) => {
    const seen = await tx
      .selectFrom('settings_seen')
      .select('settings')
      .where('organization', '=', organization)
      .executeTakeFirst()
    if (seen?.settings === settings) return
    await tx
      .insertInto('settings_seen')
      .values({ organization, settings })
      .onConflict((conflict) => conflict.column('organization').doUpdateSet({ settings }))
      .execute()
    if (!seen) return
    const before = JSON.parse(seen.settings) as AuditFigures
    const changed = [...new Set([...Object.keys(before), ...Object.keys(present)])].filter(
      (name) => before[name] !== present[name],
    )
    const pick = (figures: AuditFigures): AuditFigures =>
      Object.fromEntries(changed.map((name) => [name, figures[name] ?? null]))
    await appendAudit(tx, {
      organization,
      action: 'settings.changed',
      actorId: null,
      before: pick(before),
      after: pick(present),
      outcome: 'done',
    })
  })
}
