import { actions, button, context, section } from '../../chatops/blocks.ts'
import type { Core } from '../../chatops/context.ts'
import type { Call, Reaction } from '../../chatops/contract.ts'
import { type ChannelTrouble, findChannelTrouble } from '../../chatops/notify/channel-trouble.ts'
import { postOnce } from '../../chatops/notify/post-once.ts'
import { gatherPost } from '../../chatops/page.ts'
import { findDeciders } from '../../chatops/people/deciders.ts'
import { defaultSlash } from '../../chatops/routing/conversation.ts'
import { code } from '../../chatops/text.ts'
import { openTrail, recordLeaving } from '../../chatops/trail.ts'
import { channelView, viewFor } from '../../chatops/view.ts'
import { NotAllowed } from '../../domain/errors.ts'
import type { Posted } from '../../slack/channels.ts'
import type { Message } from '../../slack/message.ts'
import { readHead } from '../../storage/audit/read.ts'
import { gatherDigest } from './gather.ts'
import type { DigestReport } from './report.ts'
import { drawDigest, renderDigest } from './view.ts'
import { digestWords } from './words.ts'

/** The post of one Monday, once, however often it is tried: where Mistral does not answer, the scheduler tries again. */
export async function postWeekly(core: Core, { dueAt }: { readonly dueAt: Date }): Promise<void> {
  const channel = core.config.places.digest
  if (!channel) return
  const key = `digest.weekly:${dueAt.toISOString()}`
  const trouble = await findTrouble(core, channel)
  if (trouble) return tellAdmins(core, key, channel, trouble)
  await postDigest(core, channel, key)
}

/** `/mistral digest send`: the real thing, now. */
export async function sendNow(core: Core, { asker, view }: Call): Promise<Reaction> {
  const channel = core.config.places.digest
  if (!channel) throw new NotAllowed('noDigestChannel')
  const trouble = await findTrouble(core, channel)
  if (trouble) throw new NotAllowed(trouble)
  const actions = { before: 'digest.sending', after: 'digest.sent' } as const
  await recordLeaving(openTrail(core, asker), actions, { channel }, () =>
    postDigest(core, channel, `digest.now:${core.clock.now().toISOString()}:${asker.profile.id}`),
  )
  const text = digestWords(view).posted(`<#${channel}>`)
  return { text, blocks: [section(text)] }
}

async function postDigest(core: Core, channel: string, key: string): Promise<void> {
  // Asked before the row of the post is written: without figures nothing is posted.
  const report = await gatherDigest(core)
  const posted = await postOnce(core, { key, to: channel, render: () => composePost(core, report) })
  if (posted) await postHead(core, key, posted)
}

async function composePost(core: Core, report: DigestReport): Promise<Message> {
  const view = channelView(core, defaultSlash)
  const { text, blocks } = renderDigest(report, view)
  const chart = drawDigest(report, view)
  const picture = chart ? [await core.pictures.forChannel(chart, '', view)] : []
  const [head, ...rest] = blocks
  const sections = await gatherPost(core, core.features.digest, view)
  return {
    text,
    blocks: [
      ...(head ? [head] : []),
      ...sections,
      ...rest,
      ...picture,
      actions(button('digest.open', digestWords(view).open, `${report.week.from}..${report.week.to}`)),
    ],
  }
}

/** Where the trail stood is in many hands this way: what is taken away afterwards can be proven. */
async function postHead(core: Core, key: string, { channel, ts }: Posted): Promise<void> {
  const head = await readHead(core.db, core.organization)
  if (!head) return
  const text = digestWords(channelView(core, defaultSlash)).head(head.sequence, code(head.hash))
  await postOnce(core, {
    key: `${key}:head`,
    to: channel,
    threadTs: ts,
    render: () => ({ text, blocks: [context(text)] }),
  })
}

const refusalFor = { external: 'digestExternal', archived: 'digestArchived', unreachable: 'digestUnreachable' } as const
type Trouble = (typeof refusalFor)[ChannelTrouble]

async function findTrouble(core: Core, channel: string): Promise<Trouble | undefined> {
  const trouble = await findChannelTrouble(channel, core.channels.facts)
  return trouble && refusalFor[trouble]
}

/** Once an occurrence, to those who can mend it. */
async function tellAdmins(core: Core, key: string, channel: string, trouble: Trouble): Promise<void> {
  core.log.error({ trouble }, 'the digest could not be posted: DIGEST_CHANNEL cannot be used')
  const admins = (await findDeciders(core)).filter(({ role }) => role === 'admin')
  for (const { profile } of admins) {
    const words = digestWords(viewFor(core, profile, defaultSlash))
    const text = words.notPosted(`<#${channel}>`, words.refusals[trouble])
    await postOnce(core, { key: `${key}:trouble`, to: profile.id, render: () => ({ text, blocks: [section(text)] }) })
  }
}
