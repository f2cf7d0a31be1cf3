import { defineAuditActions, defineFeature } from '../../chatops/contract.ts'
import { figureMigrations } from '../../storage/figures/schema.ts'
import { bridgeAct, noteAct } from './bridge.ts'
import { confirmForm } from './confirm.ts'
import { figureAct, figureForm } from './figure.ts'
import { discardClick, dropFile, fileAct, fileForm, lookClick } from './give.ts'
import { listImports } from './list.ts'
import { importPersonalData } from './personal-data.ts'
import { explainClick, explainForm, pageClick } from './preview.ts'
import { reminderSchedule } from './reminder.ts'
import { importRetention } from './retention.ts'
import { importMove } from './slack-move.ts'
import { undoAct, undoForm } from './undo.ts'
import { importWords } from './words.ts'

/** Invoices, usage files and typed figures: what an Organization knows of its spend beside the Admin API, or without one. */
export const imports = defineFeature({
  name: 'import',
  words: [importWords],
  migrations: figureMigrations,
  commands: [listImports],
  acts: [fileAct, figureAct, undoAct, bridgeAct, noteAct],
  clicks: {
    'import.look': lookClick,
    'import.discard': discardClick,
    'import.page': pageClick,
    'import.next-page': pageClick,
    'import.explain': explainClick,
  },
  forms: {
    'import.file': fileForm,
    'import.explain': explainForm,
    'import.confirm': confirmForm,
    'import.undo': undoForm,
    'import.figure': figureForm,
  },
  schedules: [reminderSchedule],
  events: { file_shared: dropFile },
  personalData: [importPersonalData],
  retention: importRetention,
  slackMove: importMove,
  refusals: (reader) => ({ importDraftGone: (_facts, slash) => importWords(reader).draftGone(slash) }),
  scopes: { 'files:read': 'reading an invoice or a usage file that somebody gives to the bot' },
  auditActions: defineAuditActions(
    {
      'import.reading': ['import'],
      'import.importing': ['import'],
      'import.imported': ['import'],
      'import.undone': ['import'],
      'import.noted': ['import'],
      'import.figure-typed': ['import'],
    },
    (reader) => importWords(reader).actions,
  ),
})
