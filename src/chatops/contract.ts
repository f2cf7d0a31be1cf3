import type { SettingName } from '../config/index.ts'
import type { Chart } from '../domain/chart.ts'
import type { Gauge, Reading } from '../domain/measures.ts'
import type { Day } from '../domain/usage/usage.ts'
import type { Job } from '../scheduler/jobs.ts'
import type { CatchUp, Occurrence } from '../scheduler/occurrences.ts'
import type { ClickInput, EventInput, EventName, SubmissionInput } from '../slack/interactions.ts'
import type { Block, Message } from '../slack/message.ts'
import type { Modal } from '../slack/views.ts'
import type { DatabaseReads, Migration } from '../storage/database.ts'
import type { PanelPage } from './admin-panel.ts'
import type { Core, ReadContext } from './context.ts'
import type { Leaving } from './leaving/leaving.ts'
import type { SlackMove } from './move/slack-move.ts'
import type { Access } from './people/authorize.ts'
import type { Asker } from './people/identity.ts'
import type { PersonalData } from './people/personal-data.ts'
import type { TroubleCheck } from './readiness.ts'
import type { Table } from './report/table.ts'
import type { Retention } from './retention/retention.ts'
import type { Conversation } from './routing/conversation.ts'
import type { TypedWords } from './routing/typed-words.ts'
import type { View } from './view.ts'
import type { Reader, Words } from './words/catalogue.ts'

/**
 * Everything that a feature may bring. Help, routing, authorization, the manifest, the App Home, the digest, the audit
 * trail, `whoami data` and `person:forget` follow from it. Names are claimed once: two features that want the same one
 * fail at the start.
 */
export interface Feature {
  readonly name: string
  readonly commands?: readonly Command[]
  readonly acts?: readonly Act[]
  /** Buttons, by the action id that their payload carries. */
  readonly clicks?: Named<Click>
  /** Modals that can be sent off, by their callback id. */
  readonly forms?: Named<Form>
  /** What Slack tells without being asked: somebody opened the Home, wrote a direct message, dropped a file. */
  readonly events?: Readonly<Partial<Record<EventName, EventHandler>>>
  /** What the scheduler calls when a job of that kind is due. */
  readonly jobs?: Named<JobHandler>
  /** What happens by the calendar, at a time that the settings give. */
  readonly schedules?: readonly Schedule[]
  /** What is called at each occurrence of the schedules that the feature itself sets and removes, by their kind. */
  readonly occurrences?: Named<OccurrenceHandler>
  /** Looks at something once, before the bot begins to answer. */
  readonly starts?: readonly ((core: Core) => Promise<void>)[]
  readonly home?: readonly Section[]
  /** What can be set up, as buttons at the foot of the Home. */
  readonly homeSettings?: readonly HomeSetting[]
  /** Called once somebody's click or form has been answered: what they see elsewhere keeps up with it. */
  readonly acted?: (core: Core, userId: string) => Promise<void>
  readonly digest?: Section
  /** Settings that it reads beyond the core's. */
  readonly settings?: readonly SettingName[]
  /** Its catalogues: a test compares the languages. */
  readonly words?: readonly Words<object>[]
  /** By the action as it is stored: "limit.approved". */
  readonly auditActions?: Named<AuditAction>
  /** Why somebody is not allowed something, by the reason of its NotAllowed errors. */
  readonly refusals?: (reader: Reader) => Readonly<Record<string, RefusalText>>
  /** Where such a reason leaves no way but Mistral's Admin Panel: the page that a button opens. */
  readonly refusalPages?: Readonly<Record<string, PanelPage>>
  readonly personalData?: readonly PersonalData[]
  /** What has to end before the bot leaves for good. */
  readonly leaving?: Leaving
  /** What becomes of its Slack ids in another workspace. */
  readonly slackMove?: SlackMove
  /** What may go once RETENTION_MONTHS are over, and which entries of the trail have to stay. */
  readonly retention?: Retention
  /** Holds what the feature stores beside the trail against the trail. */
  readonly trailChecks?: readonly TrailCheck[]
  /** What hampers the feature, for /readyz. */
  readonly troubleChecks?: readonly TroubleCheck[]
  readonly migrations?: readonly Migration[]
  /** Numbers for Prometheus that are read from the feature's own tables when somebody looks: no names, no amounts. */
  readonly gauges?: readonly GaugeGroup[]
  /** Slack permissions beyond the core's, each with the reason that an admin reads. */
  readonly scopes?: Readonly<Record<string, string>>
  /** Permissions that an admin may leave out: what then does not work is said by `status`, and nothing else breaks. */
  readonly optionalScopes?: Readonly<Record<string, string>>
}

/** Gauges that one query fills together, by their names. */
export interface GaugeGroup {
  readonly gauges: readonly Gauge[]
  read(db: DatabaseReads): Promise<Readonly<Record<string, Reading>>>
}

/** By a name with its owner in it, "limits.approve". */
type Named<Part> = Readonly<Record<`${string}.${string}`, Part>>

/** A text, or one made of the facts of the error and the slash command. */
export type RefusalText = string | ((facts: Readonly<Record<string, string>>, slash: string) => string)

/** An entry of the audit trail as people ask for it and read it. */
export interface AuditAction {
  /** The words by which it is found: `audit decisions`. */
  readonly topics: readonly string[]
  /** Only for those who ask for it. */
  readonly isUnlisted: boolean
  readonly words: (reader: Reader) => string
}

/** Every action has its topics and its words, or it does not compile. */
export function defineAuditActions<Action extends `${string}.${string}`>(
  topics: Readonly<Record<Action, readonly string[]>>,
  words: (reader: Reader) => Readonly<Record<Action, string>>,
  { unlisted = [] }: { readonly unlisted?: readonly NoInfer<Action>[] } = {},
): Named<AuditAction> {
  const actions = Object.entries(topics) as [Action, readonly string[]][]
  return Object.fromEntries(
    actions.map(([action, of]) => [
      action,
      { topics: of, isUnlisted: unlisted.includes(action), words: (reader: Reader) => words(reader)[action] },
    ]),
  )
}

/** Resolves to what does not fit, as a sentence for whoever runs `audit:verify`. */
export type TrailCheck = (db: DatabaseReads, organization: string) => Promise<string | undefined>

// Reports: they read, and cannot write.

/**
 * A command as its author writes it: `parse` reads the words, `run` gathers plain data with a context that cannot write,
 * `render` is pure and makes a message of the data for one reader.
 */
export interface CommandDefinition<Args, Data> {
  readonly name: string
  /** Other words that people try for it; `help` lists the name alone. */
  readonly alsoCalled?: readonly string[]
  readonly access: Access
  /** One line for `help`. */
  readonly summary: (reader: Reader) => string
  /** What can stand behind the name, e.g. "[period] [by model]". */
  readonly usage?: string
  /** Ready to type, without the slash command: "spend last month". */
  readonly examples: readonly string[]
  /** The answer can be posted to the channel. */
  readonly isShareable?: boolean
  /** Names are for some roles alone: the role is asked for also where the access does not need it. */
  readonly showsNames?: boolean
  parse(words: TypedWords, now: Date): Args
  run(context: ReadContext, args: Args): Promise<Data>
  render(data: Data, view: View): Message
  /** The picture beside the words, where the data has one. */
  draw?(data: Data, view: View): Chart | undefined
  /** The lines of a report for a spreadsheet: with it, `export <command> …` sends them as CSV. No names where the reader sees none. */
  table?(data: Data, view: View): Table
}

/** What a command found, ready for any reader. */
export interface Found {
  render(view: View): Message
  draw(view: View): Chart | undefined
  table(view: View): Table | undefined
}

/** A command as the router sees it: what it takes and what it finds stays between its own three functions. */
export interface Command
  extends Omit<CommandDefinition<unknown, unknown>, 'parse' | 'run' | 'render' | 'draw' | 'table'> {
  readonly isExportable: boolean
  readonly isDrawn: boolean
  /** Throws InvalidInput at once; the rest happens when it is run. */
  prepare(words: TypedWords, now: Date): (context: ReadContext) => Promise<Found>
}

export function defineCommand<Args, Data>(definition: CommandDefinition<Args, Data>): Command {
  const { parse, run, render, draw, table, ...rest } = definition
  return {
    ...rest,
    isExportable: table !== undefined,
    isDrawn: draw !== undefined,
    prepare(words, now) {
      const args = parse(words, now)
      return async (context) => {
        const data = await run(context, args)
        return {
          render: (view) => render(data, view),
          draw: (view) => draw?.(data, view),
          table: (view) => table?.(data, view),
        }
      }
    },
  }
}

/** A part of a page that several features fill: of the App Home, of a digest. */
export interface SectionDefinition<Data> {
  /** Its place on the page, from the top. */
  readonly order: number
  readonly access: Access
  /** What the section is called where people choose what a digest holds. */
  readonly title?: (reader: Reader) => string
  /** undefined: nothing to say today. A digest names the whole UTC days that it is about; the Home has none. */
  gather(context: ReadContext, days?: SectionDays): Promise<Data | undefined>
  render(data: Data, view: View): readonly Block[]
  /** The picture below it, on the Home. */
  draw?(data: Data, view: View): Chart | undefined
}

export interface SectionDays {
  readonly from: Day
  readonly to: Day
  /** What they are compared with: the week or the month before. */
  readonly before: { readonly from: Day; readonly to: Day }
}

/** A button that runs a command line, for those who may. */
export interface HomeSetting {
  readonly access: Access
  readonly line: string
  readonly label: (reader: Reader) => string
}

export interface Section extends Pick<SectionDefinition<unknown>, 'order' | 'access' | 'title'> {
  prepare(context: ReadContext, days?: SectionDays): Promise<GatheredSection>
}

/** What a section found, ready for any reader. */
export type GatheredSection = Pick<Found, 'draw'> & { render(view: View): readonly Block[] }

export function defineSection<Data>({ gather, render, draw, ...rest }: SectionDefinition<Data>): Section {
  return {
    ...rest,
    async prepare(context, days) {
      const data = await gather(context, days)
      return {
        render: (view) => (data === undefined ? [] : render(data, view)),
        draw: (view) => (data === undefined ? undefined : draw?.(data, view)),
      }
    },
  }
}

// What changes something: these get the whole core, writes included, and each has said who may use it.

export interface Call {
  /** With the role that was asked for just now. */
  readonly asker: Asker
  readonly conversation: Conversation
  /** For this person, with the role that they have. */
  readonly view: View
}

/** What an act or a click comes to: a private message, the modal that was opened for it, or nothing to say. */
export type Reaction = Message | Modal | undefined

export const isModal = (reaction: Message | Modal): reaction is Modal => 'callbackId' in reaction

interface Opens {
  readonly access: Access
  /** A trigger lives for three seconds: what needs a modal opens this one first, and asks afterwards. */
  opening?(view: View): Modal
  /** Says an error in the modal that is open. */
  failed?(message: Message, view: View): Modal
}

/**
 * A command that opens a modal or changes something. Two words, "limits raise"; or one, "export", where what follows is
 * free. Alone, one word is the command of that name.
 */
export interface Act extends Opens {
  readonly name: string
  /** Never held back, however many commands somebody gave just now. */
  readonly isUrgent?: boolean
  act(core: Core, call: Call & { readonly words: TypedWords }): Promise<Reaction>
}

/** A button in a card, a notice, a modal or the Home. */
export interface Click extends Opens {
  /** What it is about, for the trail of refusals: an id that we know, or nothing. */
  subject?(core: Core, input: ClickInput): Promise<string | undefined>
  act(core: Core, call: Call & { readonly input: ClickInput }): Promise<Reaction>
}

export interface Form {
  readonly access: Access
  /** Errors by block id, from what the modal showed; asks nobody on the network. */
  check?(core: Core, input: SubmissionInput, view: View): Promise<Readonly<Record<string, string>> | undefined>
  /** What the modal shows while `act` is at it. */
  busy(view: View): Modal
  /** The modal that says how it ended. */
  act(core: Core, call: Call & { readonly input: SubmissionInput }): Promise<Modal>
  /** The modal that says an error, and keeps what was typed. */
  failed(message: Message, view: View, input: SubmissionInput, core: Core): Modal | Promise<Modal>
  /** What it is about, for the trail of refusals: an id that we know, or nothing. */
  subject?(core: Core, input: SubmissionInput): Promise<string | undefined>
}

export type EventHandler = (core: Core, input: EventInput) => Promise<void>

/** Resolves to the milliseconds after which it is to be called again, or to nothing when it is done. */
export type JobHandler = (core: Core, job: Job) => Promise<number | undefined>

/** As a job; `dueAt` names the occurrence, the same at every try. */
export type OccurrenceHandler = (
  core: Core,
  occurrence: Occurrence & { readonly attempt: number },
) => Promise<number | undefined>

export interface Schedule {
  readonly name: `${string}.${string}`
  /** "0 9 * * 1", in that zone; undefined: the settings want none. */
  readonly cron: (core: Pick<Core, 'config'>) => string | undefined
  readonly zone: (core: Pick<Core, 'config'>) => string
  readonly catchUp: CatchUp
  /** `dueAt` names the occurrence: the same at every try. A number asks to be called again after that many milliseconds. */
  run(
    core: Core,
    occurrence: { readonly dueAt: Date; readonly attempt: number },
  ): Promise<void> | Promise<number | undefined>
}

/** Gives a feature its type where it is written, and refuses what could not work. */
export function defineFeature(feature: Feature): Feature {
  for (const command of feature.commands ?? [])
    if (!/^[a-z][a-z-]*$/.test(command.name)) throw new Error(`command "${command.name}": lower-case words only`)
  return feature
}
