import { expect, test } from 'vitest'
import type { ReadContext } from '../../../src/chatops/context.ts'
import { TypedWords } from '../../../src/chatops/routing/typed-words.ts'
import { workspacesAtOnce } from '../../../src/domain/at-most.ts'
import { UpstreamError } from '../../../src/domain/errors.ts'
import type { Role } from '../../../src/domain/person/person.ts'
import { gatherWorkspaces, parseWorkspaces } from '../../../src/features/workspaces/gather.ts'
import { watchWorkspaces } from '../many-workspaces.ts'
import { member, now } from './sources.ts'

/** Twelve Workspaces, one of them with an owner, and somebody with that role who asks. */
function ask(line: string, { role = 'admin', privacy = 'roles' }: { role?: Role; privacy?: string } = {}) {
  const { counted, progress, context } = watchWorkspaces()
  const looks: unknown[] = []
  const made = gatherWorkspaces(
    {
      ...context,
      mistral: {
        ...context.mistral,
        members: async () => ({ value: { members: [member('Claire', ['w7'])], pendingInvites: 0 }, fetchedAt: now }),
      },
      config: { people: { privacy } },
      asker: { role },
      trail: { record: async (...entry: unknown[]) => looks.push(entry) },
    } as unknown as ReadContext,
    parseWorkspaces(new TypedWords(line), now),
  )
  return { counted, progress, looks, made }
}

test('each Workspace is asked about this month and the one before, at most four at a time, and counted', async () => {
  const { counted, progress, made } = ask('')
  expect((await made).rows).toHaveLength(12)
  expect(counted).toMatchObject({ asked: 24, highest: workspacesAtOnce })
  expect(progress.reached()).toEqual({ done: 12, of: 12 })
})

test('a look at names is written down, and only where there are names to see', async () => {
  const looksOf = async (who: Parameters<typeof ask>[1]) => {
    const { looks, made } = ask('', who)
    await made
    return looks
  }
  expect(await looksOf({ role: 'billing' })).toEqual([['names.viewed', { report: 'workspaces' }]])
  expect(await looksOf({ role: 'member' })).toEqual([])
  expect(await looksOf({ role: 'admin', privacy: 'anonymous' })).toEqual([])
})

test('archived Workspaces that cannot be listed take nothing from the rest', async () => {
  const { context } = watchWorkspaces()
  const fail = () => Promise.reject(new UpstreamError('mistral', 'down', 'GET /workspaces'))
  const mistral = {
    ...context.mistral,
    workspaces: (how?: { withArchived?: boolean }) => (how?.withArchived ? fail() : context.mistral.workspaces()),
    members: fail,
  } as unknown as ReadContext['mistral']
  const report = await gatherWorkspaces({ ...context, mistral }, parseWorkspaces(new TypedWords(''), now))
  expect(report).toMatchObject({ archived: [], hasOwners: false })
  expect(report.rows).toHaveLength(12)
})
