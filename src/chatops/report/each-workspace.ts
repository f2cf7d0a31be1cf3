import { mapAtMost, workspacesAtOnce } from '../../domain/at-most.ts'
import type { ReadContext } from '../context.ts'

/** Asks about each Workspace, a few at a time, and says meanwhile how many are done. */
export async function askEachWorkspace<Workspace, Answer>(
  { progress }: Pick<ReadContext, 'progress'>,
  workspaces: readonly Workspace[],
  ask: (workspace: Workspace) => Promise<Answer>,
): Promise<Answer[]> {
  let done = 0
  const note = () => progress.note({ done, of: workspaces.length })
  note()
  return mapAtMost(workspacesAtOnce, workspaces, async (workspace) => {
    const answer = await ask(workspace)
    done += 1
    note()
    return answer
  })
}
