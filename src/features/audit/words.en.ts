import { plural } from '../../chatops/words/plural.ts'

/** The words of the audit trail, and of Mistral's own log. Moments, people and amounts arrive formatted. */

const actions: Readonly<Record<string, string>> = {
  'limit.requested': 'change of the limit requested',
  'limit.joined': 'request joined',
  'limit.amended': 'request amended',
  'limit.handed-over': 'handed over, to be set by hand',
  'limit.withdrawn': 'request withdrawn',
  'limit.expired': 'request expired',
  'limit.reviewed': 'request reviewed',
  'limit.approved': 'request approved',
  'limit.denied': 'request denied',
  'limit.lapsed': 'approvals lapsed',
  'limit.break-glass': 'applied without approval, in an emergency',
  'limit.attempted': 'change of the limit begun',
  'limit.written': 'change taken by Mistral',
  'limit.applied': 'limit changed',
  'limit.already-there': 'limit was there already',
  'limit.done-by-hand': 'says it was done by hand',
  'limit.stated': 'taken as done by hand, not verified',
  'limit.not-sent': 'change not sent',
  'limit.not-written': 'change did not arrive',
  'limit.answer-lost': 'answer of Mistral lost',
  'limit.lease-expired': 'interrupted while changing the limit',
  'limit.refused-by-mistral': 'refused by Mistral',
  'limit.contradicted': 'limit is neither the old nor the new one',
  'limit.ending': 'temporary limit ends',
  'limit.ended': 'temporary limit ended',
  'limit.end-postponed': 'end of the temporary limit put off',
  'limit.stays': 'limit stays, since going back would suspend API access',
  'limit.end-by-hand': 'temporary limit ended, to be set back by hand',
  'limit.left-alone': 'limit left as somebody else set it',
  'settings.changed': 'settings changed',
  'access.refused': 'tried',
  'audit.viewed': 'looked at an audit log',
  'audit.exported': 'took an audit log along',
  'person.rebound': 'became another member at Mistral',
  'person.forgotten': 'a person was erased',
}

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

  /** What a later version adds is shown by its own name. */
  action: (action: string) => actions[action] ?? action.replace('.', ': ').replaceAll(/[-_]/g, ' '),
  outcome: (outcome: string) => outcomes[outcome] ?? outcome,
  topic: (word: string) => word,
  figure: (key: string) => key.replaceAll(/[-_]/g, ' '),
  noLimit: 'no limit',
  bot: 'the bot',
  person: (id: string) => `person ${id}`,
  erased: (id: string) => `somebody erased ${id}`,
  reason: (text: string) => `“${text}”`,
  reasonErased: '_reason erased_',
  end: (sequence: number, hash: string) => `The chain ends with entry ${sequence}: ${hash}`,
  looks: (command: string) => `Looks at this trail are listed by ${command}`,

  older: 'Older',
  export: 'Export',
  mistralLog: 'Mistral’s log',
  ownTrail: 'Our trail',
  exported: (count: number) =>
    `Audit trail: ${plural(count, 'entry', 'entries')} as CSV, and the whole chain as NDJSON, which \`npm run audit:verify -- <file>\` checks.`,
  logExported: (count: number) => `Mistral’s audit log: ${plural(count, 'entry', 'entries')} as CSV and NDJSON.`,
  inDirectMessages: (url: string) => `The files are in <${url}|our direct messages>.`,

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
