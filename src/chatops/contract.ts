import type { Chart } from '../domain/chart.ts'
import type { Job } from '../scheduler/jobs.ts'
import type { Message } from '../slack/message.ts'
import type { Migration } from '../storage/database.ts'
import type { Core, ReadContext } from './context.ts'
import type { Access } from './people/authorize.ts'
import type { Words } from './routing/typed-words.ts'
import type { View } from './view.ts'
import type { Act, Click, Form } from './workflow.ts'

/**
 * A command as its author writes it: `parse` reads the words, `run` gathers plain data with a context that cannot write,
 * `render` is pure and makes a message of the data for one reader.
 */
export interface CommandDefinition<Args, Data> {
  readonly name: string
  readonly access: Access
  /** One line for `help`, from the catalogue. */
  readonly summary: (reader: Pick<View, 'language'>) => string
  /** What can stand behind the name, e.g. "[period] [by model]". */
  readonly usage?: string
  /** Ready to type, without the slash command: "spend last month". */
  readonly examples: readonly string[]
  /** The answer can be posted to the channel. */
  readonly isShareable?: boolean
  parse(words: Words, now: Date): Args
  run(context: ReadContext, args: Args): Promise<Data>
  render(data: Data, view: View): Message
  /** The picture beside the words, where the data has one. */
  draw?(data: Data, view: View): Chart | undefined
}

/** What a command found, ready for any reader. */
export interface Found {
  render(view: View): Message
  draw(view: View): Chart | undefined
}

/** A command as the router sees it: what it takes and what it finds stays between its own three functions. */
export interface Command extends Omit<CommandDefinition<unknown, unknown>, 'parse' | 'run' | 'render' | 'draw'> {
  /** Throws InvalidInput at once; the rest happens when it is run. */
  prepare(words: Words, now: Date): (context: ReadContext) => Promise<Found>
}

export function defineCommand<Args, Data>(definition: CommandDefinition<Args, Data>): Command {
  const { parse, run, render, draw, ...rest } = definition
  return {
    ...rest,
    prepare(words, now) {
      const args = parse(words, now)
      return async (context) => {
        const data = await run(context, args)
        return { render: (view) => render(data, view), draw: (view) => draw?.(data, view) }
      }
    },
  }
}

export interface Feature {
  readonly name: string
  readonly commands: readonly Command[]
  readonly acts?: readonly Act[]
  readonly clicks?: Readonly<Record<`${string}.${string}`, Click>>
  readonly forms?: Readonly<Record<`${string}.${string}`, Form>>
  /** By kind, "limits.apply": what the scheduler calls when it is due. */
  readonly jobs?: Readonly<Record<`${string}.${string}`, (core: Core, job: Job) => Promise<number | undefined>>>
  /** Looks at something once, before the bot begins to answer. */
  readonly starts?: readonly ((core: Core) => Promise<void>)[]
  /** Slack permissions beyond the core's, each with the reason that an admin reads. */
  readonly scopes?: Readonly<Record<string, string>>
  /** Permissions that an admin may leave out: what then does not work is said by `status`, and nothing else breaks. */
  readonly optionalScopes?: Readonly<Record<string, string>>
  readonly migrations?: readonly Migration[]
}

/** Gives a feature its type where it is written, and refuses what could not work. */
export function defineFeature(feature: Feature): Feature {
  for (const command of feature.commands)
    if (!/^[a-z][a-z-]*$/.test(command.name)) throw new Error(`command "${command.name}": lower-case words only`)
  return feature
}
