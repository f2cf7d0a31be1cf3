import { actions, button, confirmed, context } from '../../chatops/blocks.ts'
import type { Core } from '../../chatops/context.ts'
import { postOnce } from '../../chatops/notify/post-once.ts'
import { code } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import type { Posted } from '../../slack/channels.ts'
import type { Block, Message } from '../../slack/message.ts'
import { readHead } from '../../storage/audit/read.ts'
import { drawDigest } from './chart.ts'
import { renderDetails } from './details.ts'
import { gatherSections, viewOf } from './parts.ts'
import type { DigestReport } from './report.ts'
import type { Subscription } from './store/subscriptions.ts'
import { nameDays, renderDigest } from './view.ts'
import { digestWords } from './words.ts'

/** The post with its picture, and in its thread the details and where the audit trail stands. */
export async function postDigest(
  core: Core,
  subscription: Subscription,
  report: DigestReport,
  key: string,
): Promise<void> {
  const view = viewOf(core, subscription)
  const { channel } = subscription
  const posted = await postOnce(core, { key, to: channel, render: () => composePost(core, subscription, report, view) })
  if (posted) await postThread(core, subscription, report, view, { key, posted })
}

async function composePost(core: Core, subscription: Subscription, report: DigestReport, view: View): Promise<Message> {
  const { leftOut } = subscription
  const sections = await gatherSections(core, report, subscription, view)
  const { text, blocks } = renderDigest(report, view, { leftOut, sections })
  const chart = leftOut.includes('chart') ? undefined : drawDigest(report, view)
  const picture = chart ? [await core.pictures.forChannel(chart, 'digests', view)] : []
  return { text, blocks: [...blocks, ...picture, buttonsUnder(subscription, report, view)] }
}

function buttonsUnder({ id }: Subscription, { period }: DigestReport, view: View): Block {
  const { open, mute, settings, muteQuestion } = digestWords(view)
  return actions(
    button('digest.open', open, `${period.of.from}..${period.of.to}`),
    confirmed(button('digest.mute', mute, id), muteQuestion),
    button('digest.settings', settings, id),
  )
}

/** Where the trail stood is in many hands this way: what is taken away afterwards can be proven. */
async function postThread(
  core: Core,
  { channel, leftOut }: Subscription,
  report: DigestReport,
  view: View,
  { key, posted }: { readonly key: string; readonly posted: Posted },
): Promise<void> {
  const words = digestWords(view)
  const head = await readHead(core.db, core.organization)
  const details = leftOut.includes('details') ? [] : renderDetails(report, view)
  const proof = head ? [context(words.head(head.sequence, code(head.hash)))] : []
  const blocks = [...details, ...proof]
  if (blocks.length === 0) return
  const text = words.details(nameDays(report.period, view, report.now.toISOString().slice(0, 4)))
  const thread = { key: `${key}:thread`, to: channel, threadTs: posted.ts }
  await postOnce(core, { ...thread, render: () => ({ text, blocks }) })
}
