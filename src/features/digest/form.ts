import type { Core } from '../../chatops/context.ts'
import type { Act, Call, Click, Form } from '../../chatops/contract.ts'
import { busyModal, loadingModal, noticeModal } from '../../chatops/modals.ts'
import { findChannelTrouble } from '../../chatops/notify/channel-trouble.ts'
import type { Asker } from '../../chatops/people/identity.ts'
import { orMissing } from '../../chatops/report/or-missing.ts'
import type { View } from '../../chatops/view.ts'
import { InvalidInput, NotAllowed } from '../../domain/errors.ts'
import { languages } from '../../domain/language.ts'
import { formatMoment } from '../../domain/time/dates.ts'
import { nextOccurrence } from '../../scheduler/occurrences.ts'
import type { SubmissionInput } from '../../slack/interactions.ts'
import type { Modal } from '../../slack/views.ts'
import { type FormState, formModal, type Typed } from './form-view.ts'
import { sayDigest } from './list-view.ts'
import { listParts } from './parts.ts'
import { refuseUnlessMayManage, refuseUnlessMayPost } from './rights.ts'
import { edit, subscribe } from './store/changes.ts'
import { findSubscription, type Subscription, type WantedDigest } from './store/subscriptions.ts'
import { cronOf, isTime, isZone, rhythms } from './when.ts'
import { digestWords } from './words.ts'

const notice = (view: View, text: string): Modal =>
  noticeModal(view, { title: digestWords(view).form.title.edit, text })

const opensForm = {
  access: 'figures',
  failed: (message: { readonly text: string }, view: View) => notice(view, message.text),
} as const

/** For the channel in which it is asked. */
async function openEmpty(core: Core, { conversation, view }: Call): Promise<Modal> {
  const { channelId = '' } = conversation
  const typed: Typed = {
    channel: isChannel(channelId) ? channelId : undefined,
    ...{ rhythm: 'weekly', weekday: '1', time: '09:00', zone: view.timeZone, language: core.config.language },
    workspaces: [],
    parts: listParts(core, view).map(([name]) => name),
  }
  return formModal(await fill(core, view, { id: '', typed, keptWorkspaces: 0 }), view)
}

export const subscribeAct: Act = {
  ...opensForm,
  name: 'digest subscribe',
  opening: (view) => loadingModal(view, digestWords(view).form.title.make),
  act: openEmpty,
}

export const subscribeClick: Click = { ...opensForm, opening: subscribeAct.opening!, act: openEmpty }

export const editClick: Click = {
  ...opensForm,
  opening: (view) => loadingModal(view, digestWords(view).form.title.edit),
  async act(core, { asker, view, input }) {
    const subscription = await findMine(core, asker, input.value)
    const { id, workspaces } = subscription
    const typed = typedOf(core, subscription, view)
    return formModal(await fill(core, view, { id, typed, keptWorkspaces: workspaces.length }), view)
  },
}

export const digestForm: Form = {
  access: 'figures',
  busy: (view) => busyModal(view, digestWords(view).form.title.edit),
  failed: (message, view, input, core) => showAgain(core, view, input, message.text),

  async check(_core, input, view) {
    const { errors } = digestWords(view).form
    const { channel, time, zone } = input.values
    const found: Record<string, string> = {}
    if (!channel) found.channel = errors.channel
    else if (!isChannel(channel)) found.channel = digestWords(view).refusals.digestDirect
    if (!isTime(time ?? '')) found.time = errors.time
    if (!isZone(zone?.trim() ?? '')) found.zone = errors.zone
    return Object.keys(found).length > 0 ? found : undefined
  },

  async act(core, { asker, view, input }) {
    const old = input.metadata === '' ? undefined : await findMine(core, asker, input.metadata)
    const wanted = readWanted(core, input, old)
    // Figures that were for a few are for nobody else because their Workspaces are gone, or by an oversight.
    if (old && old.workspaces.length > 0 && wanted.workspaces.length === 0) throw new NotAllowed('digestScope')
    refuseUnlessMayPost(asker, wanted, core)
    await refuseUnknownWorkspaces(core, wanted, old)
    await refuseChannel(core, asker, wanted.channel)
    const id = old ? old.id : await subscribe(core, asker, wanted)
    if (old) await edit(core, asker, old, wanted)
    core.wakeScheduler()
    const saved = await findSubscription(core.db, core.organization, id)
    return notice(view, saved ? saySaved(core, saved, old, view) : digestWords(view).refusals.digestGone)
  },
}

/** Of those that have not ended, and that this person may change. */
export async function findMine(core: Core, asker: Asker, id: string): Promise<Subscription> {
  const subscription = await findSubscription(core.db, core.organization, id)
  if (!subscription) throw new NotAllowed('digestGone')
  refuseUnlessMayManage(asker, subscription)
  return subscription
}

const isChannel = (id: string): boolean => /^[CG][A-Z0-9]+$/.test(id)

/** What a person typed; a choice that no form offers becomes what the form begins with. */
function readWanted(core: Core, { values }: SubmissionInput, old: Subscription | undefined): WantedDigest {
  const picked = readMany(values.parts) ?? []
  const weekday = Number(values.weekday)
  return {
    channel: values.channel ?? '',
    when: {
      rhythm: rhythms.find((rhythm) => rhythm === values.rhythm) ?? 'weekly',
      weekday: Number.isInteger(weekday) && weekday >= 0 && weekday <= 6 ? weekday : 1,
      time: values.time ?? '',
      zone: values.zone?.trim() ?? '',
    },
    language: languages.find((language) => language === values.language) ?? core.config.language,
    workspaces: readMany(values.workspaces) ?? old?.workspaces ?? [],
    leftOut: listParts(core, core.config)
      .map(([name]) => name)
      .filter((name) => !picked.includes(name)),
  }
}

/** undefined: the form did not ask. */
const readMany = (value: string | null | undefined): string[] | undefined =>
  value === undefined ? undefined : (value ?? '').split(',').filter(Boolean)

async function refuseUnknownWorkspaces(
  core: Core,
  { workspaces }: WantedDigest,
  old: Subscription | undefined,
): Promise<void> {
  const added = workspaces.filter((id) => !old?.workspaces.includes(id))
  if (added.length === 0) return
  const known = (await core.mistral.workspaces()).value.map(({ id }) => id)
  const unknown = added.find((id) => !known.includes(id))
  if (unknown !== undefined) throw new InvalidInput('workspace', unknown)
}

const refusalFor = { external: 'digestExternal', archived: 'digestArchived', unreachable: 'digestUnreachable' } as const

/** More members than this are not looked through; such a channel hides nothing. */
const mostMembers = 1000

/** Figures go where everybody is of this company, and nobody posts into a private channel that they do not see. */
export async function refuseChannel(core: Core, asker: Asker, channel: string): Promise<void> {
  const trouble = await findChannelTrouble(channel, core.channels.facts)
  if (trouble) throw new NotAllowed(refusalFor[trouble])
  const { kind } = await core.channels.facts(channel)
  if (kind === 'direct') throw new NotAllowed('digestDirect')
  if (kind !== 'private') return
  const members = await core.channels.members(channel, mostMembers)
  if (members && !members.includes(asker.profile.id)) throw new NotAllowed('notInChannel')
}

function saySaved(core: Core, saved: Subscription, old: Subscription | undefined, view: View): string {
  const { form } = digestWords(view)
  const digest = sayDigest(saved, view)
  if (saved.state === 'paused') return form.saved.paused(digest, view.slash)
  const next = nextOccurrence({ cron: cronOf(saved.when), zone: saved.when.zone }, core.clock.now())
  return form.saved[old ? 'edit' : 'make'](digest, formatMoment(next, view.locale, view.timeZone))
}

function typedOf(core: Core, { channel, when, language, workspaces, leftOut }: Subscription, view: View): Typed {
  const { rhythm, weekday, time, zone } = when
  const parts = listParts(core, view).map(([name]) => name)
  return {
    ...{ channel, rhythm, weekday: String(weekday), time, zone, language, workspaces },
    parts: parts.filter((name) => !leftOut.includes(name)),
  }
}

/** The form as it was sent off, with what is wrong. */
async function showAgain(core: Core, view: View, input: SubmissionInput, note: string): Promise<Modal> {
  const { values, metadata: id } = input
  const old = id === '' ? undefined : await findSubscription(core.db, core.organization, id)
  if (id !== '' && !old) return notice(view, note)
  const typed: Typed = {
    channel: values.channel ?? undefined,
    rhythm: values.rhythm ?? 'weekly',
    weekday: values.weekday ?? '1',
    time: isTime(values.time ?? '') ? (values.time ?? '') : '09:00',
    zone: values.zone ?? view.timeZone,
    language: values.language ?? core.config.language,
    workspaces: readMany(values.workspaces) ?? old?.workspaces ?? [],
    parts: readMany(values.parts) ?? [],
  }
  return formModal(
    { ...(await fill(core, view, { id, typed, keptWorkspaces: old?.workspaces.length ?? 0 })), note },
    view,
  )
}

/** Without Mistral's list the other fields can still be changed. */
async function fill(
  core: Core,
  view: View,
  state: Pick<FormState, 'id' | 'typed' | 'keptWorkspaces'>,
): Promise<FormState> {
  const known = await orMissing(core.mistral.workspaces())
  return { ...state, parts: listParts(core, view), workspaces: known?.value }
}
