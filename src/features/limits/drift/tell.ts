import type { Core } from '../../../chatops/context.ts'
import { findReaders } from '../../../chatops/notify/find-readers.ts'
import { tellEach } from '../../../chatops/notify/tell-each.ts'
import { headMetadata } from '../../../chatops/notify/trail-head.ts'
import { keepPosted } from '../../../chatops/notify/update-post.ts'
import type { View } from '../../../chatops/view.ts'
import type { Job } from '../../../scheduler/jobs.ts'
import { freshFactsIfReachable } from '../ending/cut-off.ts'
import type { Tables } from '../store/store.ts'
import { findActor } from './actor.ts'
import { type DriftData, driftNotice } from './drift-view.ts'
import { findDrift } from './store.ts'

/** Posts the notice, or draws it anew where it stands: each run shows what is known of it by then. */
export async function tellDrift(core: Core, { kind, subject }: Pick<Job, 'kind' | 'subject'>): Promise<undefined> {
  const drift = await findDrift(core.db.query<Tables>(), core.organization, subject)
  if (!drift) return undefined
  const data: DriftData = {
    drift,
    by: await findActor(core, drift),
    hidesNames: core.config.people.privacy === 'anonymous',
    facts: await freshFactsIfReachable(core),
  }
  const readers = await findReaders(core)
  await tellEach(
    core,
    readers.map(
      ({ to, view }) =>
        () =>
          show(core, `${kind}:${subject}`, to, data, view),
    ),
  )
  return undefined
}

const show = (core: Core, key: string, to: string, data: DriftData, view: View): Promise<void> =>
  keepPosted(core, {
    ...{ key, to, ifUncertain: 'again' },
    render: async () => ({ ...driftNotice(data, view), ...(await headMetadata(core)) }),
  })
