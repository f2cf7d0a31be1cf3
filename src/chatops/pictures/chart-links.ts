import { randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { sql } from 'kysely'
import { textColumn } from '../../storage/columns.ts'
import type { Database, Migration } from '../../storage/database.ts'
import type { Right } from '../people/present-right.ts'

/**
 * Pictures for private answers, which cannot carry files: Slack fetches them from PUBLIC_URL. The address is a random
 * word that says nothing and is forgotten after a day; the picture lies in the database, so any instance serves it.
 */
export interface ChartLinks {
  /** For one reader, with or without people's names in it; returns the address below PUBLIC_URL. */
  keep(png: Buffer, reader: { readonly slackId: string; readonly seesNames: boolean }): Promise<string>
  /** For `GET /charts/`. The address is good for as long as its reader may see what is in the picture. */
  serve(response: ServerResponse, path: string): Promise<void>
}

const keptMs = 24 * 3_600_000

export interface ChartTables {
  charts: {
    id: string
    organization: string
    slack_user_id: string
    sees_names: number
    png: Uint8Array
    made_at: number
  }
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
  {
    name: '2026-11-27-chart-readers',
    async up(db, engine) {
      // Whose pictures the older ones are is not known: they would end within a day, and do so now.
      await sql`delete from charts`.execute(db)
      await db.schema
        .alterTable('charts')
        .addColumn('slack_user_id', textColumn(engine), (column) => column.notNull().defaultTo(''))
        .execute()
    },
  },
  {
    name: '2026-11-27-charts-with-names',
    async up(db) {
      await db.schema
        .alterTable('charts')
        .addColumn('sees_names', 'integer', (column) => column.notNull().defaultTo(1))
        .execute()
    },
  },
]

/**
 * The same with every picture that is not there, so that it tells nothing of any: by it `npm run doctor` knows that a
 * proxy lets these addresses through to the bot, and not to something else that knows nothing of them either.
 */
export const noChart = { 'x-chatops-chart': 'none' } as const

/** Where Slack or Mistral gives no answer, a picture that was made just now is for somebody who could see it just now. */
const freshMs = 10 * 60_000

export function createChartLinks(
  db: Database,
  organization: string,
  presentRight: (slackId: string) => Promise<Right | undefined>,
): ChartLinks {
  async function maySee(row: Pick<ChartTables['charts'], 'slack_user_id' | 'sees_names' | 'made_at'>, now: number) {
    const right = await presentRight(row.slack_user_id)
    if (!right) return row.made_at >= now - freshMs
    return right.seesFigures && (right.seesNames || row.sees_names === 0)
  }

  async function find(id: string): Promise<Uint8Array | undefined> {
    const now = (await db.now()).getTime()
    const row = await db
      .query<ChartTables>()
      .selectFrom('charts')
      .select(['png', 'slack_user_id', 'sees_names', 'made_at'])
      .where('id', '=', id)
      .where('organization', '=', organization)
      .where('made_at', '>=', now - keptMs)
      .executeTakeFirst()
    return row && (await maySee(row, now)) ? row.png : undefined
  }

  return {
    async keep(png, { slackId, seesNames }) {
      const id = randomBytes(24).toString('base64url')
      const madeAt = (await db.now()).getTime()
      await db.transaction<ChartTables, void>(async (tx) => {
        await tx
          .deleteFrom('charts')
          .where('made_at', '<', madeAt - keptMs)
          .execute()
        await tx
          .insertInto('charts')
          .values({ id, organization, slack_user_id: slackId, sees_names: Number(seesNames), png, made_at: madeAt })
          .execute()
      })
      return `charts/${id}.png`
    },
    async serve(response, path) {
      const id = /\/charts\/([\w-]{32})\.png$/.exec(path)?.[1]
      const png = id && (await find(id))
      if (!png) {
        response.writeHead(404, { 'cache-control': 'no-store', ...noChart }).end()
        return
      }
      const headers = {
        'content-type': 'image/png',
        // Kept nowhere, or the copy would outlive the right to see it.
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      }
      response.writeHead(200, headers).end(png)
    },
  }
}
