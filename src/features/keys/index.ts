import { actions, section } from '../../chatops/blocks.ts'
import { defineAuditActions, defineCommand, defineFeature, defineSection } from '../../chatops/contract.ts'
import { runButton } from '../../chatops/routing/stored-buttons.ts'
import type { TypedWords } from '../../chatops/routing/typed-words.ts'
import { InvalidInput } from '../../domain/errors.ts'
import { keyAlertMigrations, keyAlertSchedule } from './alert.ts'
import { gatherKeys, type Keys, readKeys } from './gather.ts'
import { type Concern, concerns } from './report.ts'
import { tabulateKeys } from './table.ts'
import { renderKeys, sayUrgent } from './view.ts'
import { keysWords } from './words.ts'

export const keys = defineFeature({
  name: 'keys',
  words: [keysWords],
  migrations: keyAlertMigrations,
  schedules: [keyAlertSchedule],
  commands: [
    defineCommand({
      name: 'keys',
      access: 'figures',
      summary: (reader) => keysWords(reader).summary,
      usage: '[expiring|expired|left|unused] [share]',
      examples: ['keys', 'keys expiring', 'keys unused'],
      isShareable: true,
      showsNames: true,
      parse: readConcern,
      run: gatherKeys,
      render: renderKeys,
      table: tabulateKeys,
    }),
  ],
  /** What a post says to everybody: how many, never which. */
  digest: defineSection<Keys>({
    order: 60,
    access: 'figures',
    title: (reader) => keysWords(reader).digestTitle,
    gather: (context) => readKeys(context),
    render(report, view) {
      const finding = report === 'notOffered' ? '' : sayUrgent(report, view)
      return finding ? [section(keysWords(view).todo(finding))] : []
    },
  }),
  home: [
    defineSection<Keys>({
      order: 15,
      access: 'decide',
      gather: (context) => readKeys(context),
      render(report, view) {
        const finding = report === 'notOffered' ? '' : sayUrgent(report, view)
        if (!finding) return []
        const words = keysWords(view)
        return [section(`⚠ ${finding}`), actions(runButton(words.seeKeys, 'keys'))]
      },
    }),
  ],
  auditActions: defineAuditActions({ 'keys.viewed': ['look'] }, (reader) => keysWords(reader).actions, {
    unlisted: ['keys.viewed'],
  }),
})

function readConcern(words: TypedWords): Concern | undefined {
  const rest = words.rest().toLowerCase()
  const found = concerns.find((concern) => concern === rest)
  if (found === undefined && rest !== '') throw new InvalidInput('option', rest, ['expiring', 'left', 'unused'])
  return found
}
