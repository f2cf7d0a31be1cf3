import { InvalidInput } from '../../domain/errors.ts'
import type { SlackProfile } from '../../slack/people.ts'
import type { Core } from '../context.ts'
import type { Command, Found } from '../contract.ts'
import { authorize } from '../people/authorize.ts'
import { identifyPerson } from '../people/identify-person.ts'
import type { Asker } from '../people/identity.ts'
import { readContext } from './read-context.ts'
import { TypedWords } from './typed-words.ts'

/** "spend last month" → the command "spend" and its words. Nothing typed means help. */
export function splitLine(line: string): { word: string; rest: string } {
  const [, word = 'help', rest = ''] = /^\s*(\S+)\s*([\s\S]*)/.exec(line) ?? []
  return { word: word.toLowerCase(), rest }
}

export function findCommand(core: Core, line: string): Command | undefined {
  const { word } = splitLine(line)
  const { commands } = core.features
  return commands.find(({ name }) => name === word) ?? commands.find(({ alsoCalled }) => alsoCalled?.includes(word))
}

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
  const run = command.prepare(new TypedWords(splitLine(line).rest), core.clock.now())
  const asker = await identifyFor(core, command, profile)
  authorize(command.access, asker, core.config.people.readAccess)
  return { command, asker, found: await run(readContext(core, asker)) }
}

/** Only as much is asked about a person as the access in question needs. */
async function identifyFor(
  core: Core,
  { access, showsNames }: Pick<Command, 'access' | 'showsNames'>,
  profile: SlackProfile,
): Promise<Asker> {
  const needsRole =
    showsNames || access === 'decide' || (access === 'figures' && core.config.people.readAccess !== 'workspace')
  if (profile.standing === 'full' && needsRole) return identifyPerson(core, profile)
  return { profile, role: undefined, source: { kind: 'none', why: 'matchingOff' }, member: undefined }
}
