import { InvalidInput } from '../../domain/errors.ts'
import type { Message } from '../../slack/message.ts'
import type { SlackProfile } from '../../slack/people.ts'
import { actions, section } from '../blocks.ts'
import type { Core, ReadContext } from '../context.ts'
import type { Command, Found } from '../contract.ts'
import { type Access, authorize } from '../people/authorize.ts'
import { identifyPerson } from '../people/identify-person.ts'
import type { Asker } from '../people/identity.ts'
import { cut, name } from '../text.ts'
import { openTrail } from '../trail.ts'
import type { View } from '../view.ts'
import { coreWords } from '../words/index.ts'
import { describeCommand } from './help.ts'
import { runButton } from './stored-buttons.ts'
import { suggest } from './suggest.ts'
import { Words } from './typed-words.ts'

/** "spend last month" → the command "spend" and its words. Nothing typed means help. */
export function splitLine(line: string): { word: string; rest: string } {
  const [, word = 'help', rest = ''] = /^\s*(\S+)\s*([\s\S]*)$/.exec(line) ?? []
  return { word: word.toLowerCase(), rest }
}

export const findCommand = (core: Core, line: string): Command | undefined =>
  core.commands.find((command) => command.name === splitLine(line).word)

export interface Prepared {
  readonly command: Command
  readonly asker: Asker
  /** Authorized and gathered; what is left is pure. */
  readonly found: Found
}

/**
 * parse → authorize → act, for one line of one person. Parsing comes first: a typo is told at once, without asking
 * anybody. Then the role, anew. Then the command, with a context that cannot write.
 */
export async function prepareAnswer(core: Core, line: string, profile: SlackProfile): Promise<Prepared> {
  const command = findCommand(core, line)
  if (!command) throw new InvalidInput('command', splitLine(line).word)
  const run = command.prepare(new Words(splitLine(line).rest), core.clock.now())
  const asker = await identifyFor(core, command.access, profile)
  authorize(command.access, asker, core.config.people.readAccess)
  return { command, asker, found: await run(readContext(core, asker)) }
}

/** Only as much is asked about a person as the access in question needs. */
async function identifyFor(core: Core, access: Access, profile: SlackProfile): Promise<Asker> {
  const needsRole = access === 'decide' || (access === 'figures' && core.config.people.readAccess !== 'workspace')
  if (profile.standing === 'full' && needsRole) return identifyPerson(core, profile)
  return { profile, role: undefined, source: { kind: 'none', why: 'matchingOff' }, member: undefined }
}

function readContext(core: Core, asker: Asker): ReadContext {
  const { organization, clock, log, config, mistral, people, commands, installation } = core
  const shared = { organization, clock, log, config, mistral, people, commands, installation }
  return {
    ...shared,
    tables: readsOf(core.db),
    channelFacts: core.channels.facts,
    asker,
    trail: openTrail(core, asker),
    identify: () => identifyPerson(core, asker.profile),
  }
}

/** Not only for the compiler: what a report is given has no way to write. */
const readsOf = (db: Core['db']): ReadContext['tables'] => ({
  query<Tables>() {
    const query = db.query<Tables>()
    return { selectFrom: query.selectFrom.bind(query) }
  },
})

/** What is answered to a word that is no command. */
export function answerUnknown(core: Core, line: string, view: View): Message {
  const { unknownCommand } = coreWords(view)
  const { word, rest } = splitLine(line)
  const known = core.commands.map((command) => command.name)
  const meant = suggest(word, known)
  const text = unknownCommand.text(name(word, 40))
  if (!meant) {
    const full = `${text} ${unknownCommand.seeHelp(view.slash)}`
    return { text: full, blocks: [section(full), actions(runButton(unknownCommand.help, 'help'))] }
  }
  const suggestion = cut(`${meant} ${rest}`.trim(), 60)
  const full = `${text} ${unknownCommand.didYouMean(`${view.slash} ${name(suggestion)}`)}`
  return {
    text: full,
    blocks: [section(full), actions(runButton(unknownCommand.run(suggestion), `${meant} ${rest}`.trim()))],
  }
}

/** `/mistral spend help`. */
export function answerHelp(core: Core, line: string, view: View): Message | undefined {
  const command = findCommand(core, line)
  return command && new Words(splitLine(line).rest).isHelp() ? describeCommand(command, view) : undefined
}
