import { InvalidInput, NotFound } from '../../domain/errors.ts'
import { cut } from '../text.ts'

interface Named {
  readonly name: string
}

/** The Workspace that somebody typed: by its whole name, or by a part that only one of them has. */
export const findWorkspace = <Workspace extends Named>(workspaces: readonly Workspace[], wanted: string): Workspace =>
  findNamed(workspaces, wanted, 'workspace', 'workspace')

/** The same for a cost centre. */
export const findCostCenter = <CostCenter extends Named>(centers: readonly CostCenter[], wanted: string): CostCenter =>
  findNamed(centers, wanted, 'costCenter', 'cost-center')

function findNamed<One extends Named>(all: readonly One[], wanted: string, what: string, option: string): One {
  const word = typeable(wanted).toLowerCase()
  const named = all.map((one) => ({ one, word: typeable(one.name).toLowerCase() }))
  const exact = named.filter((candidate) => candidate.word === word)
  const found = exact.length > 0 ? exact : named.filter((candidate) => candidate.word.includes(word))
  if (word !== '' && found.length === 1 && found[0]) return found[0].one
  const examples = (found.length > 1 ? found : named).slice(0, 3).map(({ one }) => `${option}:"${exampleOf(one)}"`)
  throw word !== '' && found.length > 1
    ? new InvalidInput(what, wanted, examples)
    : new NotFound(what, word && wanted, examples)
}

/** A name as it arrives when somebody types it: quotes hold words together there, and what cannot be seen is not typed. */
const typeable = (name: string): string =>
  name
    .replace(/["“”„«»`\p{Bidi_Control}]/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()

/** The beginning of a long name finds it as well. */
const exampleOf = ({ name }: Named): string => cut(typeable(name), 40).replace(/…$/, '')
