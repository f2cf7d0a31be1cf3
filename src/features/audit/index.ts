import { defineAuditActions, defineCommand, defineFeature } from '../../chatops/contract.ts'
import { parseAudit } from './args.ts'
import { exportAudit } from './export.ts'
import { type AuditData, gatherAudit } from './gather.ts'
import { renderLog } from './log-view.ts'
import { recordSettings, settingsMigrations } from './settings-check.ts'
import { renderTrail } from './trail-view.ts'
import { auditWords } from './words.ts'

export const audit = defineFeature({
  name: 'audit',
  words: [auditWords],
  auditActions: defineAuditActions(
    {
      // Who looked is listed for those who ask for it, or every look would bury what happened under looks.
      'audit.viewed': ['look'],
      'audit.exporting': ['export', 'look'],
      'audit.exported': ['export', 'look'],
      'settings.changed': ['setting'],
    },
    (reader) => auditWords(reader).actions,
    { unlisted: ['audit.viewed'] },
  ),
  commands: [
    defineCommand({
      name: 'audit',
      access: 'decide',
      summary: (reader) => auditWords(reader).summary,
      usage: '[export] [mistral] [@who] [what] [when]',
      examples: ['audit', 'audit @claire last month', 'audit decisions', 'audit mistral limit', 'audit export'],
      parse: parseAudit,
      run: gatherAudit,
      render: (data: AuditData, view) => (data.source === 'trail' ? renderTrail(data, view) : renderLog(data, view)),
    }),
  ],
  starts: [recordSettings],
  migrations: settingsMigrations,
  acts: [{ name: 'audit export', access: 'decide', act: exportAudit }],
})
