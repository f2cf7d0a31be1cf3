import { defineAuditActions } from './contract.ts'
import { coreWords } from './words/index.ts'

/** What the core itself writes into the audit trail. */
export const coreActions = defineAuditActions(
  {
    'access.refused': ['refusal'],
    'report.sharing': ['share'],
    'report.shared': ['share'],
    'person.rebound': ['person'],
    'person.bound': ['person'],
    'person.grouped': ['person'],
    'person.forgotten': ['person'],
    'person.moved': ['person'],
    'workspace.moved': ['person', 'setting'],
    'names.viewed': ['look'],
  },
  (reader) => coreWords(reader).actions,
  { unlisted: ['names.viewed'] },
)
