import type { ApiKey } from '../../../src/domain/key/api-key.ts'
import type { Member } from '../../../src/domain/person/person.ts'
import { type Concern, type KeysReport, reportKeys } from '../../../src/features/keys/report.ts'

export const now = new Date('2026-11-18T09:12:00Z')

/** In use, made by Claire, without an end: nothing to do about it. */
export const key = (id: string, change: Partial<ApiKey> = {}): ApiKey => ({
  id,
  name: `key ${id}`,
  workspace: 'Support-bot',
  createdBy: 'claire@acme.example',
  createdOn: '2025-01-07',
  expiresOn: null,
  lastUsedOn: '2026-11-17',
  ...change,
})

const claire: Member = {
  id: 'm1',
  name: 'Claire Fontaine',
  email: 'Claire@Acme.example',
  roles: [],
  rawRoles: [],
  workspaceIds: [],
  administers: [],
  seats: null,
}

export const report = (keys: readonly ApiKey[], only?: Concern, unreadable = 0): KeysReport =>
  reportKeys({ keys, members: [claire], unreadable, fetchedAt: now }, only, now)

/** One of each, and one that is in order. */
export const oneOfEach: readonly ApiKey[] = [
  key('order'),
  key('unused', { name: null, lastUsedOn: null, workspace: null }),
  key('forgotten', { lastUsedOn: '2025-09-08', workspace: 'R&D' }),
  key('left', { createdBy: 'viktor@acme.example', workspace: 'Data platform' }),
  key('expired', { expiresOn: '2026-11-09', workspace: 'R&D' }),
  key('soon', { expiresOn: '2026-11-23', lastUsedOn: '2026-11-18' }),
  key('today', { expiresOn: '2026-11-18', createdBy: 'viktor@acme.example' }),
]
