import { defineAuditActions, defineCommand, defineFeature } from '../../chatops/contract.ts'
import { assignAct, assignForm } from './assign.ts'
import { gatherChargeback, parseChargeback } from './gather.ts'
import { chargebackPersonalData } from './personal-data.ts'
import { chargebackRetention } from './retention.ts'
import { chargebackMigrations } from './schema.ts'
import { renderChargeback, tabulateChargeback } from './view.ts'
import { chargebackWords } from './words.ts'
import { assignedIds } from './workspace-ids.ts'

/** Workspaces belong to cost centres, from a month on: what each of them pays. */
export const chargeback = defineFeature({
  name: 'chargeback',
  words: [chargebackWords],
  commands: [
    defineCommand({
      name: 'chargeback',
      access: 'figures',
      summary: (reader) => chargebackWords(reader).summary,
      usage: '[month]',
      examples: ['chargeback', 'chargeback 2026-10', 'workspaces assign', 'export chargeback 2026-10'],
      isShareable: true,
      showsNames: true,
      parse: parseChargeback,
      run: gatherChargeback,
      render: renderChargeback,
      table: tabulateChargeback,
    }),
  ],
  starts: [assignedIds.start],
  jobs: assignedIds.jobs,
  acts: [assignAct],
  forms: { 'chargeback.assign': assignForm },
  migrations: chargebackMigrations,
  auditActions: defineAuditActions({ 'chargeback.assigned': ['chargeback', 'workspaces'] }, (reader) => {
    return chargebackWords(reader).actions
  }),
  personalData: [chargebackPersonalData],
  retention: chargebackRetention,
})
