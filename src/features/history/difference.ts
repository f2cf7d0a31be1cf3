import type { Transaction } from 'kysely'
import { section } from '../../chatops/blocks.ts'
import type { Core } from '../../chatops/context.ts'
import { findReaders } from '../../chatops/notify/find-readers.ts'
import { postOnce } from '../../chatops/notify/post-once.ts'
import { tellEach } from '../../chatops/notify/tell-each.ts'
import type { View } from '../../chatops/view.ts'
import { type Month, organizationScope } from '../../domain/usage/usage.ts'
import { type Job, scheduleJob } from '../../scheduler/jobs.ts'
import type { JobTables } from '../../scheduler/schema.ts'
import { listDifferences, listTotals } from '../../storage/history/overview.ts'
import { sayDifference } from './view.ts'

export const differenceJob = 'history.difference'

/** Stands or falls with the memory of the difference. */
export const scheduleDifference = (tx: Transaction<JobTables>, organization: string, month: Month): Promise<void> =>
  scheduleJob(tx, organization, { kind: differenceJob, subject: month })

/** Tells once what Mistral says of a closed month by now, where requests are decided; each other sum is told anew. */
export async function tellDifference(core: Core, { subject }: Pick<Job, 'subject'>): Promise<undefined> {
  const { db, organization, clock } = core
  const differences = await listDifferences(db, organization)
  const difference = differences.find(({ month, scope }) => month === subject && scope === organizationScope)
  const kept = (await listTotals(db, organization)).find(({ month }) => month === subject)
  if (!difference || !kept) return undefined
  const found = { month: kept.month, kept: kept.total, now: difference.total }
  const key = `history.difference:${subject}:${difference.total.amount}:${difference.total.currency}`
  const render = (view: View) => {
    const text = sayDifference(found, clock.now(), view)
    return { text, blocks: [section(text)] }
  }
  const readers = await findReaders(core)
  await tellEach(
    core,
    readers.map(
      ({ to, view }) =>
        () =>
          postOnce(core, { key, to, render: () => render(view) }),
    ),
  )
  return undefined
}
