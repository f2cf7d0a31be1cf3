import { dayMs, dayOf, foundingDay, isoDay } from './calendar.ts'
import { hashText, nameUuid } from './random.ts'
import type { WorkspaceKey } from './workspaces.ts'

export interface ApiKey {
  readonly id: string
  readonly name: string
  readonly hidden: string
  readonly createdAt: Date
  readonly workspace: WorkspaceKey
  /** Its place among the members; the one who left owns the key without a place. */
  readonly owner: number | undefined
  readonly product: 'API' | 'Mistral Code' | 'Vibe'
  /** Days of UTC, null: never. */
  readonly expiresOn: string | null
  readonly lastUsedOn: string | null
}

interface KeySeed {
  readonly name: string
  readonly workspace: WorkspaceKey
  readonly owner: number | undefined
  readonly product?: ApiKey['product']
  readonly expiresInDays: number | null
  readonly usedDaysAgo: number | null
}

/** Two expire within a fortnight, one has expired, one was never used, one belongs to somebody who left. */
const keySeeds: readonly KeySeed[] = [
  { name: 'support-bot production', workspace: 'support', owner: 4, expiresInDays: 5, usedDaysAgo: 0 },
  { name: 'support-bot staging', workspace: 'support', owner: 4, expiresInDays: 96, usedDaysAgo: 1 },
  { name: 'editor proxy', workspace: 'code', owner: 6, product: 'Mistral Code', expiresInDays: null, usedDaysAgo: 0 },
  { name: 'vibe CI', workspace: 'code', owner: 22, product: 'Vibe', expiresInDays: 41, usedDaysAgo: 0 },
  { name: 'nightly extraction', workspace: 'data', owner: undefined, expiresInDays: null, usedDaysAgo: 0 },
  { name: 'invoice OCR', workspace: 'data', owner: 10, expiresInDays: 12, usedDaysAgo: 0 },
  { name: 'campaign texts', workspace: 'marketing', owner: 12, expiresInDays: 180, usedDaysAgo: 3 },
  { name: 'eval harness', workspace: 'research', owner: 8, expiresInDays: -9, usedDaysAgo: 9 },
  { name: 'hackathon', workspace: 'sandbox', owner: 19, expiresInDays: 300, usedDaysAgo: null },
  { name: 'clé de Zoë <test>', workspace: 'sandbox', owner: 15, expiresInDays: null, usedDaysAgo: 71 },
]

const letters = (seed: string): string => hashText(seed).toString(36).padStart(7, 'q').slice(-4)

/** Expiry counts from the day that the sandbox was started on, so that there is always something to do soon. */
export function createApiKeys(startedAt: Date): ApiKey[] {
  const today = dayOf(startedAt.getTime())
  return keySeeds.map(({ name, workspace, owner, product = 'API', expiresInDays, usedDaysAgo }, index) => ({
    id: nameUuid(`api key ${name}`),
    name,
    hidden: `${letters(name)}...${letters(`${name} end`)}`,
    createdAt: new Date((foundingDay + 380 + index * 3) * dayMs + 34_200_000),
    workspace,
    owner,
    product,
    expiresOn: expiresInDays === null ? null : isoDay(today + expiresInDays),
    lastUsedOn: usedDaysAgo === null ? null : isoDay(today - usedDaysAgo),
  }))
}
