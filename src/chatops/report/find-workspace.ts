import { InvalidInput, NotFound } from '../../domain/errors.ts'
import { cut } from '../text.ts'

/** The Workspace that somebody typed: by its whole name, or by a part that only one of them has. */
export function findWorkspace<Workspace extends { readonly name: string }>(
  workspaces: readonly Workspace[],
  wanted: string,
): Workspace {
  const word = typeable(wanted).toLowerCase()
  const named = workspaces.map((workspace) => ({ workspace, word: typeable(workspace.name).toLowerCase() }))
  const exact = named.filter((candidate) => candidate.word === word)
  const found = exact.length > 0 ? exact : named.filter((candidate) => candidate.word.includes(word))
  if (word !== '' && found.length === 1 && found[0]) return found[0].workspace
  const examples = (found.length > 1 ? found : named).slice(0, 3).map(({ workspace }) => exampleOf(workspace))
  throw word !== '' && found.length > 1
    ? new InvalidInput('workspace', wanted, examples)
    : new NotFound('workspace', word && wanted, examples)
}

/** A name as it arrives when somebody types it: quotes hold words together there, and what cannot be seen is not typed. */
const typeable = (name: string): string =>
  name
    .replace(/["“”„«»`\p{Bidi_Control}]/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()

/** The beginning of a long name finds it as well. */
const exampleOf = ({ name }: { readonly name: string }): string =>
  `workspace:"${cut(typeable(name), 40).replace(/…$/, '')}"`
