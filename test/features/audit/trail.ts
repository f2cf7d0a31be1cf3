import { registerFeatures } from '../../../src/chatops/routing/registry.ts'
import { TypedWords } from '../../../src/chatops/routing/typed-words.ts'
import type { TrailPerson } from '../../../src/chatops/trail.ts'
import { parseAudit } from '../../../src/features/audit/args.ts'
import { readWanted } from '../../../src/features/audit/filter.ts'
import type { TrailData } from '../../../src/features/audit/gather.ts'
import { features } from '../../../src/features/index.ts'
import type { AuditRecord } from '../../../src/storage/audit/entry.ts'

export const now = new Date('2026-11-18T18:51:00Z')

export const claire: TrailPerson = {
  personId: 'c1a14e00-0000',
  slackId: 'U0CLAIRE',
  email: 'claire@northwind.example',
  name: 'Claire Fontaine',
}
export const marc: TrailPerson = {
  personId: 'ac000000-0000',
  slackId: null,
  email: 'marc@northwind.example',
  name: 'Marc Delacroix',
}
export const may: TrailPerson = { personId: 'aa000000-0000', slackId: 'U0MAY', email: null, name: 'May Ødegård' }
export const people = [claire, marc, may]

export const record = (change: Partial<AuditRecord> = {}): AuditRecord => ({
  seals: null,
  organization: 'main',
  sequence: 1,
  at: now.getTime(),
  action: 'limit.approved',
  actorId: claire.personId,
  actorHash: null,
  subject: 'request-1',
  before: '{"limit":"45000"}',
  after: '{"limit":"50000","version":1}',
  outcome: 'done',
  textHash: null,
  previousHash: '0'.repeat(64),
  hash: 'f'.repeat(64),
  text: null,
  salt: null,
  ...change,
})

/** As all features together declare them. */
export const actions = registerFeatures(features).auditActions

export const want = (line: string, known: readonly TrailPerson[] = people) => {
  const args = parseAudit(new TypedWords(line), now)
  if (args.source !== 'trail') throw new Error('that is about Mistral’s log')
  return readWanted(args.words, { people: known, actions, now })
}

export const trailOf = (records: readonly AuditRecord[], line = '', change: Partial<TrailData> = {}): TrailData => ({
  source: 'trail',
  records,
  hasOlder: false,
  people: new Map(people.map((person) => [person.personId, person])),
  actions,
  wanted: want(line),
  head: { sequence: 128, hash: 'f'.repeat(64) },
  now,
  ...change,
})
