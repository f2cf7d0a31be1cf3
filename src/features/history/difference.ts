import type { Transaction } from 'kysely'
import { section } from '../../chatops/blocks.ts'
import type { Core } from '../../chatops/context.ts'
import { findApprovalsTrouble } from '../../chatops/notify/channel-trouble.ts'
import { postOnce } from '../../chatops/notify/post-once.ts'
import { tellEach } from '../../chatops/notify/tell-each.ts'
import { findDeciders } from '../../chatops/people/deciders.ts'
import { defaultSlash } from '../../chatops/routing/conversation.ts'
import { channelView, type View, viewFor } from '../../chatops/view.ts'
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

/** The approvals channel; without one that can be used, each decider. */
async function findReaders(core: Core): Promise<{ to: string; view: View }[]> {
  const channel = core.config.places.approvals
  const isUsable = channel !== undefined && (await findApprovalsTrouble(core.config, core.channels.facts)) === undefined
  if (isUsable) return [{ to: channel, view: channelView(core, defaultSlash) }]
  const deciders = await findDeciders(core)
  return deciders.map((decider) => ({
    to: decider.profile.id,
    view: viewFor(core, decider.profile, defaultSlash, decider),
  }))
}
