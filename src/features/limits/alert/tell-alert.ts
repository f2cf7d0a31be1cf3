import type { Core } from '../../../chatops/context.ts'
import { postAlert } from '../../../chatops/notify/post-alert.ts'
import { type FindingJob, keyOfJob, type TellingJob } from '../card/announce.ts'
import type { Tables } from '../store/store.ts'
import { renderAlert, staleNotice } from './alert-view.ts'
import { readAlert } from './read-alert.ts'
import { findPolls } from './watched.ts'

/** One alert where there is time. It shows the figures of the moment when it is posted. */
export async function tellAlert(core: Core, job: FindingJob): Promise<undefined> {
  const found = await readAlert(core, job.subject)
  if (!found) return undefined
  const { hasPaymentFailed = false } = found.alert.signals
  const render: Parameters<typeof postAlert>[1]['render'] = (view) => renderAlert(found.alert, view)
  // Access stops where nobody pays: that has a reader also where nobody chose a place for alerts.
  await postAlert(core, { key: keyOfJob(job), askedAt: job.askedAt, render, evenWithoutChannel: hasPaymentFailed })
  return undefined
}

/** Once for each standstill: it is named by the last look that succeeded, however often that is noticed. */
export async function tellStale(core: Core, { kind, subject }: TellingJob): Promise<undefined> {
  // Where it could not be said until now, there may be figures again.
  const last = (await findPolls(core.db.query<Tables>(), core.organization)).at(-1)
  if (last && last.at > new Date(subject)) return undefined
  const render: Parameters<typeof postAlert>[1]['render'] = (view) => staleNotice(new Date(subject), view)
  await postAlert(core, { key: `${kind}:${subject}`, render, evenWithoutChannel: true })
  return undefined
}
