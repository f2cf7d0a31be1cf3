import { defineAuditActions, defineFeature } from '../../chatops/contract.ts'
import { removalSchedule } from './remove.ts'
import { tellJob, tellRemoval } from './tell.ts'
import { retentionWords } from './words.ts'

/** What is over for RETENTION_MONTHS goes: once a day, whatever has become that old and nothing rests on. */
export const retention = defineFeature({
  name: 'retention',
  words: [retentionWords],
  settings: ['RETENTION_MONTHS'],
  schedules: [removalSchedule],
  jobs: { [tellJob]: tellRemoval },
  auditActions: defineAuditActions(
    { 'trail.pruned': ['retention', 'setting'], 'retention.removed': ['retention', 'setting'] },
    (reader) => retentionWords(reader).actions,
  ),
})
