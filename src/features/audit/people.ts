import { code, escapeMrkdwn } from '../../chatops/text.ts'
import type { TrailPerson } from '../../chatops/trail.ts'
import type { View } from '../../chatops/view.ts'
import { auditWords } from './words.ts'

/** Everybody who is meant by "@claire", "Claire Fontaine", "claire", an address or a Slack id; undefined: nobody. */
export function findPeople(text: string, people: readonly TrailPerson[]): readonly TrailPerson[] | undefined {
  const wanted = fold(text.replace(/^<@([A-Z0-9]+)(\|[^>]*)?>$/, '$1').replace(/^@/, ''))
  const found = people.filter((person) => callsOf(person).includes(wanted))
  return wanted !== '' && found.length > 0 ? found : undefined
}

/** What somebody answers to. A part of a name is not enough: nobody shall be taken for another. */
function callsOf({ slackId, email, name }: TrailPerson): string[] {
  const full = name ? fold(name) : ''
  return [slackId ?? '', email ?? '', email?.split('@')[0] ?? '', full, full.split(' ')[0] ?? ''].map(fold)
}

/** Without case and accents, as one types in a hurry. */
const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}|["“”„«»]/gu, '')
    .toLowerCase()
    .trim()

/** Who did it, for one reader: Slack shows a mention as the name of today, and tells nobody in a private answer. */
export function sayActor(actorId: string | null, people: ReadonlyMap<string, TrailPerson>, view: View): string {
  const audit = auditWords(view)
  if (actorId === null) return audit.bot
  const short = code(actorId.slice(0, 8))
  const person = people.get(actorId)
  if (!person) return audit.erased(short)
  if (!view.seesNames) return audit.person(short)
  if (person.slackId) return `<@${person.slackId}>`
  return escapeMrkdwn(person.name ?? person.email ?? '') || audit.person(short)
}
