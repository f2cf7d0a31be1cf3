import { scheduleMigrations } from '../scheduler/occurrences.ts'
import { jobMigrations } from '../scheduler/schema.ts'
import type { Migration } from '../storage/database.ts'
import { postMigrations } from './notify/schema.ts'
import { chartMigrations } from './pictures/chart-links.ts'
import { seenRequestMigrations } from './routing/seen-requests.ts'
import { allowanceMigrations } from './routing/shared-allowance.ts'
import { storedButtonMigrations } from './routing/stored-buttons.ts'

/** What the core stores for itself; features bring their own. */
export const coreMigrations: readonly Migration[] = [
  ...storedButtonMigrations,
  ...chartMigrations,
  ...jobMigrations,
  ...scheduleMigrations,
  ...postMigrations,
  ...seenRequestMigrations,
  ...allowanceMigrations,
]
