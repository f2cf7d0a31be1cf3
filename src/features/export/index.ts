import { defineAuditActions, defineCommand, defineFeature } from '../../chatops/contract.ts'
import { sendReport } from './send.ts'
import { listReports } from './view.ts'
import { exportWords } from './words.ts'

/** Any report as CSV, in the direct messages of who asks. A report takes part by bringing its `table`. */
export const exportReports = defineFeature({
  name: 'export',
  words: [exportWords],
  commands: [
    defineCommand({
      name: 'export',
      access: 'decide',
      summary: (reader) => exportWords(reader).summary,
      usage: '<report> [its options]',
      examples: ['export spend last month', 'export spend q3 by workspace', 'export top-users 7d'],
      parse: (words) => words.rest(),
      run: async ({ features }) => features.commands,
      render: (commands, view) => listReports(commands, exportWords(view).title, view),
    }),
  ],
  acts: [{ name: 'export', access: 'decide', act: sendReport }],
  auditActions: defineAuditActions({ 'report.exporting': ['export'], 'report.exported': ['export'] }, (reader) => {
    return exportWords(reader).actions
  }),
})
