import type { Language } from '../../domain/language.ts'
import { readAudit } from '../../storage/audit/read.ts'
import type { DatabaseReads } from '../../storage/database.ts'
import { findPeople } from '../../storage/people/forget.ts'
import type { Identifiers } from '../../storage/people/registry.ts'
import type { PeopleTables } from '../../storage/people/schema.ts'
import { coreWords } from '../words/index.ts'
import type { PersonalData, Someone } from './personal-data.ts'

type StoredPerson = PeopleTables['people']

/** Somebody as the registry has them, under every id. */
export interface Kept extends Someone {
  readonly people: readonly StoredPerson[]
}

/** Somebody met by an address alone first, and in Slack later, has two rows. Another Slack user is another person. */
export async function findKept(db: DatabaseReads, organization: string, by: Identifiers): Promise<Kept> {
  const found = await findPeople(db, organization, by)
  const related = await Promise.all(
    found.map(({ mistral_id, email }) =>
      findPeople(db, organization, { ...(mistral_id ? { mistralId: mistral_id } : {}), ...(email ? { email } : {}) }),
    ),
  )
  const all = [...found, ...related.flat().filter(({ slack_id }) => slack_id === null)]
  const people = [...new Map(all.map((person) => [person.person_id, person])).values()]
  const slackIds = [...people.map(({ slack_id }) => slack_id), by.slackId].filter((id) => typeof id === 'string')
  return { people, personIds: orNobody(people.map(({ person_id }) => person_id)), slackIds: orNobody(slackIds) }
}

const orNobody = (ids: readonly string[]): readonly string[] => (ids.length > 0 ? ids : ['nobody'])

/** Everything that is kept about somebody, a line each, in words for them. */
export async function describeKept(
  db: DatabaseReads,
  organization: string,
  kept: Kept,
  places: readonly PersonalData[],
  reader: { readonly language: Language },
): Promise<string[]> {
  const { personal } = coreWords(reader)
  const entries = await readAudit(db, { organization, actorIds: kept.personIds }, { limit: Number.MAX_SAFE_INTEGER })
  const texts = entries.flatMap(({ sequence, text }) => (text === null ? [] : [personal.trail.text(sequence, text)]))
  const elsewhere = await Promise.all(
    places.map((place) => place.show(db.query<unknown>(), organization, kept, reader)),
  )
  return [
    ...kept.people.map(({ name, email, slack_id, mistral_id }) =>
      personal.registry.kept({ name, email, slackId: slack_id, mistralId: mistral_id }),
    ),
    ...(entries.length > 0 ? [personal.trail.kept(entries.length)] : []),
    ...texts,
    ...elsewhere.flat(),
  ]
}
