import type { TrailFilter, TrailPerson } from '../../chatops/trail.ts'
import { InvalidInput, NotFound } from '../../domain/errors.ts'
import type { Period } from '../../domain/time/period.ts'
import { addDays, startOfDay } from '../../domain/time/time.ts'
import { findPeople } from './people.ts'
import { readPeriod } from './period-words.ts'
import { findTopic, type KnownActions, unlistedOf } from './topics.ts'

/** What the words behind `audit` ask for: by whom, about what, when. All of it may be left out. */
export interface Wanted {
  readonly people: readonly TrailPerson[] | undefined
  readonly topic: { readonly word: string; readonly actions: readonly string[] } | undefined
  readonly period: Period | undefined
}

const mostWords = 12
const examples = ['@claire', 'decisions last month', 'limit 2026-10']

/** A name counts before a month: Marc is no March, and May may be somebody. */
export function readWanted(
  words: readonly string[],
  {
    people,
    actions,
    now,
  }: { readonly people: readonly TrailPerson[]; readonly actions: KnownActions; readonly now: Date },
): Wanted {
  if (words.length > mostWords) throw new InvalidInput('filter', words.join(' '), examples)
  const who = takeRun(words, (text) => findPeople(text, people))
  const what = takeRun(who.rest, (text) => findTopic(text, actions))
  const period = what.rest.length > 0 ? readPeriod(what.rest.join(' '), now) : undefined
  if (what.rest.length > 0 && !period) throw explainRest(what.rest.join(' '))
  return { people: who.found, topic: what.found && { word: what.taken, actions: what.found }, period }
}

function explainRest(rest: string): Error {
  const isPerson = /^@|^<@|\S@\S/.test(rest)
  return isPerson ? new NotFound('person', rest, ['limit']) : new InvalidInput('filter', rest, examples)
}

interface Run<Found> {
  readonly found: Found | undefined
  readonly taken: string
  readonly rest: readonly string[]
}

/** The longest run of words that means something, and the words around it. */
function takeRun<Found>(words: readonly string[], read: (text: string) => Found | undefined): Run<Found> {
  for (let length = words.length; length > 0; length -= 1) {
    for (let begin = 0; begin + length <= words.length; begin += 1) {
      const taken = words.slice(begin, begin + length).join(' ')
      const found = read(taken)
      if (found) return { found, taken, rest: words.toSpliced(begin, length) }
    }
  }
  return { found: undefined, taken: '', rest: words }
}

export function toFilter({ people, topic, period }: Wanted, actions: KnownActions): TrailFilter {
  return {
    ...(people ? { actorIds: people.map(({ personId }) => personId) } : {}),
    ...(topic ? { actions: topic.actions } : { exceptActions: unlistedOf(actions) }),
    ...(period ? { from: startOfDay(period.from), until: startOfDay(addDays(period.to, 1)) } : {}),
  }
}

/** The same wish as words that mean the same tomorrow: a button may be clicked then. */
export function writeWanted({ people, topic, period }: Wanted): string {
  const [person] = people ?? []
  const who = person ? (person.slackId ?? person.email ?? '') : ''
  return [who, topic?.word ?? '', period ? `${period.from}..${period.to}` : ''].filter(Boolean).join(' ')
}
