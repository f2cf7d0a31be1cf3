import { plural } from '../../chatops/words/plural.ts'
import { sayCode, spell } from './values.en.ts'

/** The words of the audit trail, and of Mistral's own log. Moments, people and amounts arrive formatted. */

const outcomes: Readonly<Record<string, string>> = {
  done: '',
  refused: '⛔ refused',
  failed: '⚠ failed',
  unknown: '⚠ outcome unknown',
}

const actorKinds: Readonly<Record<string, string>> = { HUMAN: 'a person', API_KEY: 'an API key' }

export const en = {
  summary: 'Who did what here, when and why; and Mistral’s own log',
  title: (scope: string) => (scope ? `Audit trail: ${scope}` : 'Audit trail'),
  newest: (title: string, action: string) => `${title} · newest: ${action}`,
  nothingYet: 'The audit trail is empty: nobody has asked for or decided anything yet.',
  nothingFound: (scope: string) => `The audit trail has no such entries${scope ? ` (${scope})` : ''}.`,

  actions: {
    'audit.viewed': 'looked at an audit log',
    'audit.exporting': 'asked for an export of the audit log',
    'audit.exported': 'exported the audit log',
    'settings.changed': 'settings changed',
  },
  outcome: (outcome: string) => outcomes[outcome] ?? outcome,
  topic: (word: string) => word,
  value: sayCode,
  /** Mistral’s own names of what happened, and of its fields. */
  event: spell,
  figure: (key: string) => key.replaceAll(/[-_]/g, ' '),
  field: (name: string, value: string) => `${name}: ${value}`,
  noLimit: 'no limit',
  bot: 'the bot',
  person: (id: string) => `person ${id}`,
  erased: (id: string) => `somebody erased ${id}`,
  reason: (text: string) => `“${text}”`,
  reasonErased: '_reason erased_',
  end: (sequence: number, hash: string) => `The chain ends with entry ${sequence}: ${hash}`,
  removed: (day: string) => `Most entries from before ${day} were removed, as \`RETENTION_MONTHS\` says`,
  looks: (command: string) => `To see who looked at this trail: ${command}`,

  older: 'Older',
  export: 'Export',
  mistralLog: 'Mistral’s log',
  ownTrail: 'Our trail',
  exported: (count: number) =>
    `Audit trail: ${plural(count, 'entry', 'entries')} as CSV, and the whole chain as NDJSON, which \`npm run audit:verify -- <file>\` checks.`,
  logExported: (count: number) => `Mistral’s audit log: ${plural(count, 'entry', 'entries')} as CSV and NDJSON.`,

  logTitle: (scope: string) => `Mistral’s audit log: ${scope}`,
  logNothing: 'Nothing in Mistral’s log fits.',
  logRange: (first: number, last: number, count: number) => `${first}–${last} of ${count}`,
  logCut: '⚠ There is more than I read at once: ask for a shorter period.',
  logUnreadable: (count: number) => `⚠ ${plural(count, 'entry', 'entries')} that I could not read`,
  logSource: (time: string) => `Mistral API ${time}`,
  actorKind: (kind: string) => actorKinds[kind] ?? (kind || 'unknown'),
  hand: { ours: '✅ our change', person: 'by hand', program: '⚠ another program' },
  otherProgram: (actor: string, count: number, latest: string) =>
    `⚠ *Another program changes the limit*: ${actor}, ${count === 1 ? 'once' : `${count} times`}, last ${latest}. Our trail has no such change.`,
}
