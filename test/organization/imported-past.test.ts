import { describe, expect, test } from 'vitest'
import { UpstreamError } from '../../src/domain/errors.ts'
import type { MistralReads } from '../../src/mistral/index.ts'
import { fillPast } from '../../src/organization/imported-past.ts'
import { usage } from '../features/models/sources.ts'
import { createJumpingClock } from '../mistral/support/clock.ts'

type Usage = MistralReads['usage']

const clock = createJumpingClock()
const fetchedAt = clock.now()
const none = { isDefault: false, memberCount: null, cap: null, capCurrency: null }
const workspaces: MistralReads['workspaces'] = async () => ({
  value: [
    { id: 'id-1', name: 'Support', ...none },
    { id: 'id-2', name: 'Batch', ...none },
    { id: 'id-3', name: 'Twin', ...none },
    { id: 'id-4', name: 'Twin', ...none },
  ],
  fetchedAt,
})

/** Files of October, which say of whom they were asked. */
const imported: Usage = async ({ month, workspaceId = 'all' }) => ({
  value: usage(month, []),
  fetchedAt,
  origin: {
    kind: month === '2026-10' ? 'usageFile' : 'nothing',
    name: workspaceId,
    asOf: fetchedAt,
    through: undefined,
  },
})

const silent: Usage = async ({ month }) => ({ value: usage(month, []), fetchedAt })
const refusing: Usage = async () => {
  throw new UpstreamError('mistral', 'refused', 'usage')
}
const ask = async (own: Usage, month: `${number}-${number}`, workspaceId?: string) => {
  const fill = fillPast({ usage: own, workspaces }, imported, clock)
  const { origin } = await fill({ month, ...(workspaceId === undefined ? {} : { workspaceId }) })
  return origin && `${origin.kind} of ${origin.name}`
}

describe('a month that Mistral does not know', () => {
  for (const [how, own] of Object.entries({ silent, refusing }))
    test(`is answered from imports, of a Workspace by its name, where Mistral is ${how}`, async () => {
      expect(await ask(own, '2026-10')).toBe('usageFile of all')
      expect(await ask(own, '2026-10', 'id-1')).toBe('usageFile of Support')
    })

  test('stays unknown of a Workspace whose name another one has, or that nobody lists', async () => {
    expect(await ask(silent, '2026-10', 'id-3')).toBeUndefined()
    expect(await ask(silent, '2026-10', 'gone')).toBeUndefined()
    await expect(ask(refusing, '2026-10', 'id-3')).rejects.toThrow(UpstreamError)
  })

  test('stays as it is where nothing was imported, and while it runs', async () => {
    expect(await ask(silent, '2026-09', 'id-1')).toBeUndefined()
    await expect(ask(refusing, '2026-09')).rejects.toThrow(UpstreamError)
    expect(await ask(silent, '2026-11', 'id-1')).toBeUndefined()
  })
})

test('a Workspace that used nothing in a month that Mistral knows gets nothing from a file', async () => {
  const ofOne: Usage = async ({ month, workspaceId }) => ({
    value: usage(month, workspaceId === 'id-1' ? [] : [{ model: 'mistral-large-latest', day: null, units: 1 }]),
    fetchedAt,
  })
  expect(await ask(ofOne, '2026-10', 'id-1')).toBeUndefined()
})
