import { expect, test } from 'vitest'
import type { ReadContext } from '../../../src/chatops/context.ts'
import { TypedWords } from '../../../src/chatops/routing/typed-words.ts'
import { workspacesAtOnce } from '../../../src/domain/at-most.ts'
import { parseSpend } from '../../../src/features/spend/args.ts'
import { gatherSpend } from '../../../src/features/spend/gather.ts'
import { watchWorkspaces } from '../many-workspaces.ts'
import { now } from './sources.ts'

const ask = (context: ReadContext, line: string) => gatherSpend(context, parseSpend(new TypedWords(line), now))

test.each([
  ['by workspace', 12],
  ['ytd by workspace', 12 * 11],
])('“spend %s” asks about all Workspaces, at most four at a time', async (line, calls) => {
  const { counted, context, progress } = watchWorkspaces()
  await ask(context, line)
  expect(progress.reached()).toEqual({ done: 12, of: 12 })
  expect(counted).toMatchObject({ asked: calls, highest: workspacesAtOnce })
})

test('no Workspace is asked about where none is shown', async () => {
  const { counted, context } = watchWorkspaces()
  await ask(context, 'by model')
  expect(counted.asked).toBe(0)
})
