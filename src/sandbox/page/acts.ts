import { z } from 'zod'
import { languages, localeFor } from '../../domain/language.ts'
import { moveClock } from './clock-moves.ts'
import { type FaultName, faultNames } from './fault-switches.ts'
import type { World } from './scene.ts'

const as = z.string()
const where = { channel: z.string().optional(), ts: z.string().optional(), viewId: z.string().optional() }
const value = z.union([z.string(), z.array(z.string()), z.null()])
type Value = z.infer<typeof value>
const faultName = z.enum(Object.keys(faultNames) as [FaultName, ...FaultName[]])

/** What a person can do on the page, and what the sandbox's panel can. */
export const actSchema = z.discriminatedUnion('act', [
  z.object({ act: z.literal('send'), as, at: z.string(), text: z.string().min(1), thread: z.string().optional() }),
  z.object({
    act: z.literal('operate'),
    as,
    ...where,
    block: z.string(),
    action: z.string(),
    value,
    isOnlyHeld: z.boolean().optional(),
  }),
  z.object({ act: z.literal('submit'), as, viewId: z.string(), values: z.record(z.string(), value) }),
  z.object({ act: z.literal('close'), as, viewId: z.string() }),
  z.object({ act: z.literal('open-home'), as, tab: z.enum(['home', 'messages']) }),
  z.object({ act: z.literal('move-clock'), as, to: z.enum(['hour', 'day', 'monday', 'month']) }),
  z.object({ act: z.literal('burn'), as, amount: z.number().positive() }),
  z.object({ act: z.literal('set-limit'), as, amount: z.int().min(0).nullable() }),
  z.object({ act: z.literal('switch-fault'), as, fault: faultName, isOn: z.boolean() }),
  z.object({ act: z.literal('set-language'), as, language: z.enum(languages) }),
  z.object({ act: z.literal('reset'), as }),
])

export type Act = z.infer<typeof actSchema>

export interface ActingWorld extends World {
  readonly reset: () => Promise<void>
}

/** The bot keeps Mistral’s figures for a minute: with that over, the next answer shows what was done there. */
const aMinuteLaterMs = 61_000

/** Does it. What comes of it, failures of the bot included, is seen on the page; returned is what the page itself refuses. */
export async function perform(world: ActingWorld, act: Act): Promise<string | undefined> {
  const { slack, mistral, clock, faults } = world
  switch (act.act) {
    case 'send':
      return send(world, act)
    case 'operate':
      await operate(world, act)
      return
    case 'submit':
      await slack.submitView({ user: act.as, viewId: act.viewId, values: readValues(world, act) })
      return
    case 'close':
      await slack.closeView({ user: act.as, viewId: act.viewId })
      return
    case 'open-home':
      await slack.openHome({ user: act.as, tab: act.tab })
      return
    case 'move-clock':
      moveClock(clock, act.to, findPerson(world, act.as).timeZone)
      return
    case 'burn':
      mistral.burn({ amount: act.amount })
      clock.advance(aMinuteLaterMs)
      return
    case 'set-limit':
      mistral.setLimit(act.amount, 'Marc Delacroix')
      clock.advance(aMinuteLaterMs)
      return
    case 'switch-fault':
      faults.turn(act.fault, act.isOn)
      clock.advance(aMinuteLaterMs)
      return
    case 'set-language':
      slack.updatePerson(act.as, { locale: localeFor(act.language) })
      return
    case 'reset':
      faults.forget()
      await world.reset()
      return
  }
}

async function send({ slack }: World, { as: user, at: channel, text, thread }: Extract<Act, { act: 'send' }>) {
  const [, command, rest = ''] = /^(\/\S+)\s*([\s\S]*)/.exec(text) ?? []
  const threadTs = thread === undefined ? {} : { threadTs: thread }
  if (command === undefined) await slack.say({ user, channel, text: escapeMarks(text), ...threadTs })
  else if (command === '/mistral') await slack.command({ user, channel, command, text: rest, ...threadTs })
  else return `${command} is not a valid command.`
  return
}

/** As Slack's client does: what a person types is text, and no mention or link that only looks like one. */
const escapeMarks = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

async function operate(world: World, act: Extract<Act, { act: 'operate' }>): Promise<void> {
  const { as: user, block: blockId, action: actionId, value, channel, ts, viewId, isOnlyHeld = false } = act
  const element = { user, blockId, actionId }
  if (viewId === undefined) {
    const message = channel !== undefined && ts !== undefined ? { channel, ts } : {}
    await world.slack.click({ ...element, ...message, value })
    return
  }
  const view = listViews(world, user).find(({ id }) => id === viewId)
  // Closed meanwhile: what was typed last went with the submission.
  if (!view) return
  const read = readMoment(world, user, findType(view, blockId), value)
  await world.slack.click({ ...element, viewId, value: read, isOnlyHeld })
}

function listViews({ slack }: World, user: string) {
  const home = slack.home(user)
  return home ? [...slack.views(user), home] : slack.views(user)
}

type View = ReturnType<typeof listViews>[number]

function findType({ content }: View, blockId: string): string | undefined {
  const block = content.blocks.find(({ block_id }) => block_id === blockId)
  return block?.type === 'input' ? block.element.type : undefined
}

function readValues(world: World, { as: user, viewId, values }: Extract<Act, { act: 'submit' }>) {
  const view = world.slack.views(user).find(({ id }) => id === viewId)
  return Object.fromEntries(
    Object.entries(values).map(([block, value]) => [
      block,
      readMoment(world, user, view && findType(view, block), value),
    ]),
  )
}

/** A browser's picker says "2026-11-18T10:12" of where the person is; Slack counts seconds. */
function readMoment(world: World, user: string, type: string | undefined, value: Value) {
  if (type !== 'datetimepicker' || typeof value !== 'string' || value === '') return value
  const { timeZone } = findPerson(world, user)
  const asUtc = Date.parse(`${value}Z`)
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(asUtc)
  return String((2 * asUtc - Date.parse(`${shown.replace(' ', 'T')}Z`)) / 1_000)
}

function findPerson({ slack }: World, id: string) {
  const person = slack.people().find((candidate) => candidate.id === id)
  if (!person) throw new RangeError(`nobody is called ${id}`)
  return person
}
