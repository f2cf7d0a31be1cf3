import { section } from '../../chatops/blocks.ts'
import type { Core } from '../../chatops/context.ts'
import type { Act, Call, Click, Reaction } from '../../chatops/contract.ts'
import { deliver } from '../../chatops/routing/conversation.ts'
import { openTrail, recordLeaving } from '../../chatops/trail.ts'
import { NotAllowed } from '../../domain/errors.ts'
import { listSchedules } from '../../scheduler/occurrences.ts'
import type { ClickInput } from '../../slack/interactions.ts'
import type { Message } from '../../slack/message.ts'
import { drawDigest } from './chart.ts'
import { findMine, refuseChannel } from './form.ts'
import { gatherDigest } from './gather.ts'
import { renderList, sayDigest } from './list-view.ts'
import { gatherSections } from './parts.ts'
import { postDigest } from './post.ts'
import { mayManage, refuseUnlessMayPost } from './rights.ts'
import { digestKinds, end, pause, resume } from './store/changes.ts'
import { listSubscriptions, type Subscription } from './store/subscriptions.ts'
import { renderDigest } from './view.ts'
import { periodOf } from './when.ts'
import { digestWords } from './words.ts'

type Done = (core: Core, call: Call, subscription: Subscription) => Promise<Reaction>

async function showList(core: Core, { asker, view }: Call, from = 0): Promise<Message> {
  const mine = (await listSubscriptions(core.db, core.organization)).filter((one) => mayManage(asker, one))
  const planned = (await listSchedules(core.db, core.organization)).filter(({ kind }) => kind === digestKinds.post)
  const nextOf = (id: string) => planned.find(({ subject }) => subject === id)?.nextAt
  return renderList(
    mine.map((subscription) => ({ subscription, nextAt: nextOf(subscription.id) })),
    view,
    from,
  )
}

/** What each line of the list can do has its button there. */
export const listActs: readonly Act[] = ['list', 'pause', 'resume', 'edit', 'unsubscribe'].map((word) => ({
  name: `digest ${word}`,
  access: 'figures',
  act: (core, call) => showList(core, call),
}))

/** The value says how many the pages before have shown. */
export const listClick: Click = {
  access: 'figures',
  act: (core, call) => showList(core, call, /^\d{1,4}$/.test(call.input.value) ? Number(call.input.value) : 0),
}

/** Where there is one digest, it is meant; of several one is chosen in the list. */
const onTheOnly = (name: Act['name'], done: Done): Act => ({
  name,
  access: 'figures',
  async act(core, call) {
    const all = await listSubscriptions(core.db, core.organization)
    if (all.length === 0) throw new NotAllowed('noDigest')
    const [only, ...others] = all
    if (!only || others.length > 0) return showList(core, call)
    return done(core, call, await findMine(core, call.asker, only.id))
  },
})

const onMine = (done: Done): Click => ({
  access: 'figures',
  subject: async (_core, { value }: ClickInput) => value,
  act: async (core, call) => done(core, call, await findMine(core, call.asker, call.input.value)),
})

/** The real thing, for one reader: the same words and picture as the post would have now. */
const preview: Done = async (core, { conversation, view }, subscription) => {
  const { workspaces, leftOut, when } = subscription
  const report = await gatherDigest(core, periodOf(when, core.clock.now()), workspaces)
  const sections = await gatherSections(core, report, subscription, view)
  const chart = leftOut.includes('chart') ? undefined : drawDigest(report, view)
  const picture = chart && (await core.pictures.forReader(chart, conversation.userId, view))
  await deliver(core, conversation, renderDigest(report, view, { leftOut, sections }), {
    send: conversation.reply.answer,
    picture,
  })
  return undefined
}

const send: Done = async (core, { asker, view }, subscription) => {
  const { id, channel, workspaces, when } = subscription
  refuseUnlessMayPost(asker, subscription, core)
  await refuseChannel(core, asker, channel)
  const now = core.clock.now()
  const report = await gatherDigest(core, periodOf(when, now), workspaces)
  if (!report.spend.hasUsage) throw new NotAllowed('noFigures')
  // Pressed twice within a minute, it was meant once.
  const key = `digest.now:${id}:${asker.profile.id}:${now.toISOString().slice(0, 16)}`
  const actions = { before: 'digest.sending', after: 'digest.sent' } as const
  await recordLeaving(openTrail(core, asker), actions, { channel }, () => postDigest(core, subscription, report, key))
  return say(digestWords(view).posted(`<#${channel}>`))
}

const mute: Done = async (core, { asker, view }, subscription) => {
  const words = digestWords(view)
  const isDone = await pause(core, asker, subscription.id, 'person')
  return say(isDone ? words.muted(sayDigest(subscription, view), view.slash) : words.unchanged)
}

const resumeOne: Done = async (core, { asker, view }, subscription) => {
  refuseUnlessMayPost(asker, subscription, core)
  await refuseChannel(core, asker, subscription.channel)
  const isDone = await resume(core, asker, subscription)
  core.wakeScheduler()
  return say(isDone ? digestWords(view).resumed(sayDigest(subscription, view)) : digestWords(view).unchanged)
}

const endOne: Done = async (core, { asker, view }, subscription) => {
  await end(core, asker, subscription.id)
  return say(digestWords(view).ended(sayDigest(subscription, view)))
}

export const previewAct = onTheOnly('digest preview', preview)
export const sendAct = onTheOnly('digest send', send)
export const previewClick = onMine(preview)
export const sendClick = onMine(send)
export const pauseClick = onMine(mute)
export const resumeClick = onMine(resumeOne)
export const endClick = onMine(endOne)

const say = (text: string): Message => ({ text, blocks: [section(text)] })
