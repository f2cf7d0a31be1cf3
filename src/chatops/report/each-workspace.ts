import { mapAtMost, workspacesAtOnce } from '../../domain/at-most.ts'
import type { ReadContext } from '../context.ts'
import { orMissing } from './or-missing.ts'

/** Asks about each Workspace, a few at a time, and says meanwhile how many are done. The one way to ask all of them. */
export async function askEachWorkspace<Workspace, Answer>(
  { progress }: Partial<Pick<ReadContext, 'progress'>>,
  workspaces: readonly Workspace[],
  ask: (workspace: Workspace) => Promise<Answer>,
): Promise<Answer[]> {
  let done = 0
  const note = () => progress?.note({ done, of: workspaces.length })
  note()
  return mapAtMost(workspacesAtOnce, workspaces, async (workspace) => {
    const answer = await ask(workspace)
    done += 1
    note()
    return answer
  })
}

export interface Answered<Workspace, Answer> {
  readonly workspace: Workspace
  /** undefined: it gave no answer, and whoever shows the others says so. */
  readonly answer: Answer | undefined
}

/** The same, where one that fails leaves a gap. */
export const askEachIfReachable = <Workspace, Answer>(
  context: Partial<Pick<ReadContext, 'progress'>>,
  workspaces: readonly Workspace[],
  ask: (workspace: Workspace) => Promise<Answer>,
): Promise<Answered<Workspace, Answer>[]> =>
  askEachWorkspace(context, workspaces, async (workspace) => ({ workspace, answer: await orMissing(ask(workspace)) }))

/** Those of which nothing is known, by name. */
export const namesWithoutAnswer = (asked: readonly Answered<{ readonly name: string }, unknown>[]): string[] =>
  asked.flatMap(({ workspace, answer }) => (answer === undefined ? [workspace.name] : []))
