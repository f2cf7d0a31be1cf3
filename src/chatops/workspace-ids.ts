import type { Transaction } from 'kysely'
import { UpstreamError } from '../domain/errors.ts'
import { scheduleJob } from '../scheduler/jobs.ts'
import type { JobTables } from '../scheduler/schema.ts'
import type { DatabaseReads } from '../storage/database.ts'
import { findAllNamedWorkspaces } from '../storage/figures/read-month.ts'
import type { FigureTables } from '../storage/figures/schema.ts'
import type { Core } from './context.ts'
import type { JobHandler } from './contract.ts'

/** What a feature stores about Workspaces, by their ids. */
export interface StoredIds<Tables> {
  find(db: DatabaseReads, organization: string): Promise<readonly string[]>
  /** Where there is something under the new id already, that stays: people said it later. */
  rename(tx: Transaction<Tables>, organization: string, ids: ReadonlyMap<string, string>): Promise<void>
}

export interface AdoptIds {
  readonly start: (core: Core) => Promise<void>
  readonly jobs: Readonly<Record<string, JobHandler>>
}

const retryMs = 5 * 60_000

/**
 * Without an Admin API key a Workspace's id is the name that files give it. Once there is a key, what was stored under
 * that name is put under the id that Mistral has for it, where exactly one Workspace is called so.
 */
export function adoptIds<Tables>(kind: string, stored: StoredIds<Tables>): AdoptIds {
  return {
    async start(core) {
      if ((await findNames(core, stored)).length === 0) return
      await core.db.transaction<JobTables, void>((tx) => scheduleJob(tx, core.organization, { kind, subject: 'all' }))
    },
    jobs: {
      async [kind](core) {
        try {
          const names = await findNames(core, stored)
          if (names.length === 0) return undefined
          const { value: listed } = await core.mistral.workspaces({ withArchived: true })
          const ids = matchNames(names, listed)
          if (ids.size > 0) await core.db.transaction<Tables, void>((tx) => stored.rename(tx, core.organization, ids))
          core.log.info({ done: ids.size, of: names.length }, 'Workspaces that were known by name got their ids')
          return undefined
        } catch (error) {
          if (!(error instanceof UpstreamError)) throw error
          return error.retryAfterMs ?? retryMs
        }
      },
    },
  }
}

/** Those that a file gave; what came from Mistral is an id already. */
async function findNames<Tables>(
  { db, organization, config }: Core,
  { find }: StoredIds<Tables>,
): Promise<readonly string[]> {
  if (config.mistral.key === undefined) return []
  const ids = await find(db, organization)
  if (ids.length === 0) return []
  const named = new Set(await findAllNamedWorkspaces(db.query<FigureTables>(), organization))
  return ids.filter((id) => named.has(id))
}

/** A name that several have, or nobody any more, stays as it is: nobody can tell which one was meant. */
export function matchNames(
  names: readonly string[],
  listed: readonly { readonly id: string; readonly name: string }[],
): Map<string, string> {
  const known = new Set(listed.map(({ id }) => id))
  return new Map(
    names.flatMap((name) => {
      const [only, ...more] = listed.filter((workspace) => workspace.name === name)
      return only && more.length === 0 && !known.has(name) ? [[name, only.id] as const] : []
    }),
  )
}
