import type { RemovedKind } from '../../chatops/retention/retention.ts'
import { plural } from '../../chatops/words/plural.ts'

const and = new Intl.ListFormat('en', { type: 'conjunction' })

const kinds: Readonly<Record<RemovedKind, readonly [one: string, many: string]>> = {
  requests: ['closed request', 'closed requests'],
  warnings: ['urgent warning', 'urgent warnings'],
  'limit-changes': ['notice of a limit changed at Mistral', 'notices of limits changed at Mistral'],
  'unusual-days': ['unusual day', 'unusual days'],
  imports: ['undone import', 'undone imports'],
  posts: ['record of a sent message', 'records of sent messages'],
  'group-members': ['former member of a user group', 'former members of user groups'],
}

const list = (rows: readonly (readonly [RemovedKind, number])[]): string =>
  and.format(rows.map(([kind, count]) => plural(count, ...kinds[kind])))

export const en = {
  removed: (count: number, day: string) =>
    `I removed ${plural(count, 'entry', 'entries')} of the audit trail from before ${day}`,
  removedRows: (rows: readonly (readonly [RemovedKind, number])[], day: string) =>
    `I removed ${list(rows)} from before ${day}`,
  alsoRows: (rows: readonly (readonly [RemovedKind, number])[]) => `I also removed ${list(rows)}.`,
  setting: (months: number) => `What has been over for ${months} months is removed, as \`RETENTION_MONTHS\` says.`,
  kept: (count: number) =>
    `${plural(count, 'older entry stays', 'older entries stay')}: open requests, running limits or closed months rest on ${count === 1 ? 'it' : 'them'}.`,
  checkpoint: (sequence: number, hash: string) =>
    `The trail goes on from the checkpoint in entry ${sequence}: ${hash}. \`npm run audit:verify\` checks it, also together with older exports.`,
  noted: (sequence: number, hash: string) =>
    `Entry ${sequence} of the audit trail says so: ${hash}. The trail itself lost nothing.`,
  actions: { 'trail.pruned': 'removed old entries', 'retention.removed': 'removed what was long over' },
}
