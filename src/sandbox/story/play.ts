import { localeFor } from '../../domain/language.ts'
import type { ActingWorld } from '../page/acts.ts'
import { moveClock } from '../page/clock-moves.ts'
import type { SandboxPerson, SandboxView } from '../slack/index.ts'
import { findButton, findField } from './controls.ts'
import { type Action, type Step, StoryError } from './parse.ts'
import { findChannel, findPerson, listSights, type Sight } from './visible.ts'

export interface Stage extends Omit<ActingWorld, 'reset' | 'commands'> {
  /** How long people wait for the bot, in real time, since the bot is real. */
  readonly patienceMs?: number
  /** After the clock was moved: what is due by then happens before the story goes on. */
  readonly settle?: () => Promise<void>
}

/** Plays a story against the bot that lives in the sandbox, and prints what people do and see. */
export async function playStory(stage: Stage, steps: readonly Step[], print: (text: string) => void): Promise<void> {
  for (const { action, line, lineNumber } of steps) {
    print(`\n${tellTime(stage)}  ${line}\n`)
    try {
      const seen = await perform(stage, action)
      if (seen) print(indent(seen))
    } catch (error) {
      throw new StoryError(`line ${lineNumber}, “${line}”: ${error instanceof Error ? error.message : error}`)
    }
  }
}

/** Does it, and returns what is seen of it. */
async function perform(stage: Stage, action: Action): Promise<string | undefined> {
  const { slack, mistral, clock, faults } = stage
  switch (action.does) {
    case 'move-clock':
      moveClock(clock, action.to, 'Europe/Paris')
      await stage.settle?.()
      return
    case 'burn':
      mistral.burn({ amount: action.amount })
      return
    case 'set-limit':
      mistral.setLimit(action.amount, 'Marc Delacroix')
      return
    case 'turn-fault':
      faults.turn(action.fault, action.isOn)
      return
    default:
      return act(stage, action, findPerson(slack, action.who))
  }
}

type PersonalAction = Extract<Action, { who: string }>

async function act(stage: Stage, action: PersonalAction, person: SandboxPerson): Promise<string | undefined> {
  const { slack } = stage
  const user = person.id
  switch (action.does) {
    case 'say':
      return say(stage, person, action)
    case 'open':
      await slack.openHome({ user, tab: action.tab })
      return
    case 'read':
      slack.updatePerson(user, { locale: localeFor(action.language) })
      return
    case 'see':
      return (await look(stage, person, action, ({ text }) => text.includes(action.text))).text
    case 'miss':
      if (listSights(slack, person, action.place).some(({ text }) => text.includes(action.text)))
        throw new StoryError(`${action.who} does see it`)
      return
    case 'click':
      await use(stage, person, action, ({ blocks }) => findButton(blocks, action.text))
      return
    case 'fill':
      await use(stage, person, {}, ({ blocks }) => findField(blocks, action, slack))
      return
    case 'submit':
      await slack.submitView({ user, viewId: await findModal(stage, person, hasSubmit) })
      return
    case 'close':
      await slack.closeView({ user, viewId: await findModal(stage, person) })
      return
  }
}

async function say({ slack }: Stage, person: SandboxPerson, { place, text }: { place: string; text: string }) {
  const [, command, rest = ''] = /^(\/\S+)\s*(.*)/.exec(text) ?? []
  const where = { user: person.id, channel: findChannel(slack, place, person) }
  if (command) await slack.command({ ...where, command, text: rest })
  else await slack.say({ ...where, text })
  return undefined
}

/** The modal that is open, once it is as it has to be. */
async function findModal(stage: Stage, person: SandboxPerson, isReady = (_: SandboxView) => true): Promise<string> {
  const isWanted = ({ view }: Sight) => view?.content.type === 'modal' && isReady(view)
  const { view } = await look(stage, person, {}, isWanted)
  return view?.id ?? ''
}

const hasSubmit = ({ content }: SandboxView) => content.type === 'modal' && content.submit !== undefined

/** Waits until what is wanted can be used, and uses it. */
async function use(
  stage: Stage,
  person: SandboxPerson,
  where: { place?: string },
  find: (sight: Sight) => ReturnType<typeof findButton>,
): Promise<void> {
  const sight = await look(stage, person, where, (candidate) => find(candidate) !== undefined)
  const control = find(sight)
  if (control) await stage.slack.click({ user: person.id, ...sight.target, ...control })
}

async function look(
  { slack, patienceMs = 10_000 }: Stage,
  person: SandboxPerson,
  { place }: { place?: string },
  isWanted: (sight: Sight) => boolean,
): Promise<Sight> {
  try {
    return await slack.waitFor(() => listSights(slack, person, place).find(isWanted), { timeoutMs: patienceMs })
  } catch {
    const last = listSights(slack, person, place)[0]
    throw new StoryError(`${person.realName} waited in vain; what stands there is:\n${last?.text ?? 'nothing'}`)
  }
}

const tellTime = ({ clock }: Stage): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/Paris',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(clock.now())

const indent = (text: string): string => text.trimEnd().replaceAll(/^/gm, '    ').concat('\n')
