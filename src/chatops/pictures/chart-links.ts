import { randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { textColumn } from '../../storage/columns.ts'
import type { Database, Migration } from '../../storage/database.ts'

/**
 * Pictures for private answers, which cannot carry files: Slack fetches them from PUBLIC_URL. The address is a random
 * word that says nothing and is forgotten after a day; the picture lies in the database, so any instance serves it.
 */
export interface ChartLinks {
  /** Returns the address below PUBLIC_URL. */
  keep(png: Buffer): Promise<string>
  /** For `GET /charts/`. */
  serve(response: ServerResponse, path: string): Promise<void>
}

const keptMs = 24 * 3_600_000

interface ChartTables {
  charts: { id: string; organization: string; png: Uint8Array; made_at: number }
}

export const chartMigrations: readonly Migration[] = [
  {
    name: '2026-11-20-charts',
    async up(db, engine) {
      await db.schema
        .createTable('charts')
        .addColumn('id', textColumn(engine), (column) => column.primaryKey())
        .addColumn('organization', textColumn(engine), (column) => column.notNull())
        .addColumn('png', engine === 'postgres' ? 'bytea' : 'blob', (column) => column.notNull())
        .addColumn('made_at', 'bigint', (column) => column.notNull())
        .execute()
      await db.schema.createIndex('charts_made_at').on('charts').column('made_at').execute()
    },
  },
]

export function createChartLinks(db: Database, organization: string): ChartLinks {
  return {
    async keep(png) {
      const id = randomBytes(24).toString('base64url')
      const madeAt = (await db.now()).getTime()
      await db.transaction<ChartTables, void>(async (tx) => {
        await tx
          .deleteFrom('charts')
          .where('made_at', '<', madeAt - keptMs)
          .execute()
        await tx.insertInto('charts').values({ id, organization, png, made_at: madeAt }).execute()
      })
      return `charts/${id}.png`
    },
    async serve(response, path) {
      const id = /^\/charts\/([\w-]{32})\.png$/.exec(path)?.[1]
      const oldest = (await db.now()).getTime() - keptMs
      const row = id
        ? await db
            .query<ChartTables>()
            .selectFrom('charts')
            .select('png')
            .where('id', '=', id)
            .where('organization', '=', organization)
            .where('made_at', '>=', oldest)
            .executeTakeFirst()
        : undefined
      if (!row) {
        response.writeHead(404, { 'cache-control': 'no-store' }).end()
        return
      }
      const headers = {
        'content-type': 'image/png',
        'cache-control': 'private, max-age=3600',
        'x-content-type-options': 'nosniff',
      }
      response.writeHead(200, headers).end(row.png)
    },
  }
}
