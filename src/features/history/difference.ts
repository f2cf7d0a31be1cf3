import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import { section } from '../../chatops/blocks.ts'
import type { Core } from '../../chatops/context.ts'
import { findReaders } from '../../chatops/notify/find-readers.ts'
import { postOnce } from '../../chatops/notify/post-once.ts'
import { tellEach } from '../../chatops/notify/tell-each.ts'
import type { View } from '../../chatops/view.ts'
import type { Month } from '../../domain/usage/usage.ts'
import { type Job, scheduleJob } from '../../scheduler/jobs.ts'
import type { JobTables } from '../../scheduler/schema.ts'
import { type Difference, listDifferences } from '../../storage/history/overview.ts'
import { sayDifferences } from './view.ts'

export const differenceJob = 'history.difference'

/** By then the Workspaces of the same month are read as well: one message tells of all of them. */
const gatheringMs = 5 * 60_000

/** Stands or falls with the memory of the difference. A second one of the month moves the message. */
export const scheduleDifference = (
  tx: Transaction<JobTables>,
  organization: string,
  month: Month,
  now: Date,
): Promise<void> =>
  scheduleJob(tx, organization, {
    kind: differenceJob,
    subject: month,
    dueAt: new Date(now.getTime() + gatheringMs),
  })

/** Tells once what Mistral says of a closed month by now, where requests are decided; other sums are told anew. */
export async function tellDifference(core: Core, { subject }: Pick<Job, 'subject'>): Promise<undefined> {
  const { db, organization, clock } = core
  const differences = (await listDifferences(db, organization)).filter(({ month }) => month === subject)
  if (differences.length === 0) return undefined
  const key = `history.difference:${subject}:${digestOf(differences)}`
  const render = (view: View) => {
    const text = sayDifferences({ differences, now: clock.now() }, view).join('\n')
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

/** Short, whatever the number of Workspaces. */
function digestOf(differences: readonly Difference[]): string {
  const sums = differences.map(({ scope, total }) => `${scope} ${total.amount} ${total.currency}`)
  return createHash('sha256').update(sums.join('\n')).digest('hex').slice(0, 32)
}
