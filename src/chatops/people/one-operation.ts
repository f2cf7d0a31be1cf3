import type { SlackPeople } from '../../slack/people.ts'
import type { Core } from '../context.ts'
import { createProgress } from '../progress.ts'

/**
 * The core for one command, click, form, event or job: whoever is looked at several times in it, and the user groups of
 * everybody, are asked for once. The next operation asks anew, since rights rest on it. How far it is, is its own.
 */
export const forOneOperation = (core: Core): Core => ({
  ...core,
  people: readPeopleOnce(core.people),
  progress: createProgress(),
})

function readPeopleOnce(people: SlackPeople): SlackPeople {
  const profile = once(people.profile)
  const findByEmail = once(people.findByEmail)
  const groups = once((ids: string) => people.groups(ids.split(',')))
  return {
    profile,
    lastSeen: people.lastSeen,
    findByEmail,
    groups: (ids) => (ids.length > 0 ? groups(ids.join(',')) : people.groups([])),
  }
}

function once<Answer>(ask: (key: string) => Promise<Answer>): (key: string) => Promise<Answer> {
  const asked = new Map<string, Promise<Answer>>()
  return (key) => {
    const answer = asked.get(key) ?? ask(key)
    if (!asked.has(key)) {
      asked.set(key, answer)
      // What failed may be asked again.
      answer.catch(() => asked.delete(key))
    }
    return answer
  }
}
