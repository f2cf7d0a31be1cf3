import { defineAuditActions, defineCommand, defineFeature } from '../../chatops/contract.ts'
import { closeAct, closeForm } from './close.ts'
import { differenceJob, tellDifference } from './difference.ts'
import { gatherHistory, parseHistory } from './gather.ts'
import { keepHistory, keepJob, startKeeping } from './keep.ts'
import { historyPersonalData } from './personal-data.ts'
import { historyRetention } from './retention.ts'
import { tabulateHistory } from './table.ts'
import { renderHistory } from './view.ts'
import { historyWords } from './words.ts'

/** Usage as this bot keeps it, month by month: read from Mistral once a day, provisional until somebody closes it. */
export const history = defineFeature({
  name: 'history',
  words: [historyWords],
  commands: [
    defineCommand({
      name: 'history',
      access: 'figures',
      summary: (reader) => historyWords(reader).summary,
      usage: '[month] or close [month]',
      examples: ['history', 'history 2026-10', 'history close 2026-10', 'export history'],
      isShareable: true,
      showsNames: true,
      parse: parseHistory,
      run: gatherHistory,
      render: renderHistory,
      table: tabulateHistory,
    }),
  ],
  acts: [closeAct],
  forms: { 'history.close': closeForm },
  jobs: { [keepJob]: keepHistory, [differenceJob]: tellDifference },
  starts: [startKeeping],
  settings: ['HISTORY_MONTHS'],
  auditActions: defineAuditActions({ 'history.closed': ['history', 'closings'] }, (reader) => {
    return historyWords(reader).actions
  }),
  personalData: [historyPersonalData],
  retention: historyRetention,
})
