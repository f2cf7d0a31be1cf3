import type { Core, ReadContext } from '../context.ts'
import { identifyPerson } from '../people/identify-person.ts'
import type { Asker } from '../people/identity.ts'
import { openTrail } from '../trail.ts'

/** What reports and sections get: the core without anything that writes. */
export function readContext(core: Core, asker: Asker): ReadContext {
  const { organization, clock, log, config, mistral, people, features, installation, progress } = core
  const shared = { organization, clock, log, config, mistral, people, features, installation, progress }
  return {
    ...shared,
    tables: readsOf(core.db),
    channelFacts: core.channels.facts,
    asker,
    trail: openTrail(core, asker),
    identify: () => identifyPerson(core, asker.profile),
  }
}

/** Not only for the compiler: what a report is given has no way to write. */
const readsOf = (db: Core['db']): ReadContext['tables'] => ({
  query<Tables>() {
    const query = db.query<Tables>()
    return { selectFrom: query.selectFrom.bind(query) }
  },
})
