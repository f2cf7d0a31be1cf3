import { jobMigrations } from '../scheduler/schema.ts'
import type { Migration } from '../storage/database.ts'
import { chartMigrations } from './chart-links.ts'
import { postMigrations } from './notify/schema.ts'
import { offerMigrations } from './offers.ts'
import { seenRequestMigrations } from './seen-requests.ts'

/** What the core stores for itself; features bring their own. */
export const coreMigrations: readonly Migration[] = [
  ...offerMigrations,
  ...chartMigrations,
  ...jobMigrations,
  ...postMigrations,
  ...seenRequestMigrations,
]
