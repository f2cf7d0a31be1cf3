import { randomBytes } from 'node:crypto'
import type { Block, Message } from '../../slack/message.ts'
import { textColumn } from '../../storage/columns.ts'
import type { Database, Migration } from '../../storage/database.ts'
import { type Button, button } from '../blocks.ts'

/**
 * A button that runs a command line. A payload can be forged, copied and clicked by others, so the button carries a
 * random id, and the line stands in the database, bound to the person it was offered to.
 */
export const runAction = 'offer.run'
/** The same, and what it stands in stays: the answer is a message of its own. */
export const runBesideAction = 'offer.run-beside'
/** Posts the answer of its command line to the channel where it stands; works once. */
export const shareAction = 'offer.share'
/** The same after the question whether so many may see it. */
export const shareAnywayAction = 'offer.share-anyway'

/** Their buttons are written with a line; the question after a share is about an offer that stands already. */
const lineActions: readonly string[] = [runAction, runBesideAction, shareAction]
const keptMs = 30 * 24 * 3_600_000

export interface StoredButton {
  readonly id: string
  readonly slackUserId: string
  readonly line: string
  readonly isUsed: boolean
}

export interface StoredButtonTables {
  offers: {
    id: string
    organization: string
    slack_user_id: string
    line: string
    made_at: number
    used_at: number | null
  }
}

export const storedButtonMigrations: readonly Migration[] = [
  {
    name: '2026-11-20-offers',
    async up(db, engine) {
      const text = textColumn(engine)
      await db.schema
        .createTable('offers')
        .addColumn('id', text, (column) => column.primaryKey())
        .addColumn('organization', text, (column) => column.notNull())
        .addColumn('slack_user_id', text, (column) => column.notNull())
        .addColumn('line', text, (column) => column.notNull())
        .addColumn('made_at', 'bigint', (column) => column.notNull())
        .addColumn('used_at', 'bigint')
        .execute()
      await db.schema.createIndex('offers_made_at').on('offers').column('made_at').execute()
    },
  },
]

/** How a view writes such a button: with the line itself, which `storeButtons` takes out again. */
export const runButton = (label: string, line: string): Button => button(runAction, label, line)
export const runBesideButton = (label: string, line: string): Button => button(runBesideAction, label, line)
export const shareButton = (label: string, line: string): Button => button(shareAction, label, line)
export const shareAnywayButton = (label: string, buttonId: string): Button =>
  button(shareAnywayAction, label, buttonId, 'primary')

export interface StoredButtons {
  /** Replaces the command line in each such button by an id, after storing them. */
  store(message: Message, slackUserId: string): Promise<Message>
  /** One offer without a button yet; returns its id. */
  make(line: string, slackUserId: string): Promise<string>
  find(id: string): Promise<StoredButton | undefined>
  /** True for the first caller only. */
  claim(id: string): Promise<boolean>
  /** Gives back a claim whose work did not take place. */
  release(id: string): Promise<void>
}

export function createStoredButtons(db: Database, organization: string): StoredButtons {
  const table = db.query<StoredButtonTables>()

  async function insert(made: readonly MadeButton[], slackUserId: string): Promise<void> {
    const madeAt = (await db.now()).getTime()
    const rows = made.map(({ id, line }) => ({
      id,
      organization,
      slack_user_id: slackUserId,
      line,
      made_at: madeAt,
      used_at: null,
    }))
    await db.transaction<StoredButtonTables, void>(async (tx) => {
      await tx
        .deleteFrom('offers')
        .where('made_at', '<', madeAt - keptMs)
        .execute()
      await tx.insertInto('offers').values(rows).execute()
    })
  }

  return {
    async store(message, slackUserId) {
      const made: MadeButton[] = []
      const blocks = message.blocks.map((block) => replaceLines(block, made))
      if (made.length === 0) return message
      await insert(made, slackUserId)
      return { ...message, blocks }
    },
    async make(line, slackUserId) {
      const offer = { id: makeId(), line }
      await insert([offer], slackUserId)
      return offer.id
    },
    async find(id) {
      const row = await table
        .selectFrom('offers')
        .selectAll()
        .where('id', '=', id)
        .where('organization', '=', organization)
        .executeTakeFirst()
      return row && { id, slackUserId: row.slack_user_id, line: row.line, isUsed: row.used_at !== null }
    },
    async claim(id) {
      const usedAt = (await db.now()).getTime()
      const claimed = await table
        .updateTable('offers')
        .set({ used_at: usedAt })
        .where('id', '=', id)
        .where('organization', '=', organization)
        .where('used_at', 'is', null)
        .returning('id')
        .execute()
      return claimed.length === 1
    },
    async release(id) {
      await table
        .updateTable('offers')
        .set({ used_at: null })
        .where('id', '=', id)
        .where('organization', '=', organization)
        .execute()
    },
  }
}

type MadeButton = Pick<StoredButton, 'id' | 'line'>

const makeId = (): string => randomBytes(18).toString('base64url')

function replaceLines(block: Block, made: MadeButton[]): Block {
  if (block.type !== 'actions') return block
  const elements = block.elements.map((element) => {
    if (element.type !== 'button' || !lineActions.includes(element.action_id ?? '')) return element
    const id = makeId()
    made.push({ id, line: element.value ?? '' })
    // Slack wants each action_id once in a message's block.
    return { ...element, action_id: `${element.action_id}.${made.length}`, value: id }
  })
  return { ...block, elements }
}

/** "offer.run.2" → "offer.run". */
export const actionKind = (actionId: string): string => actionId.replace(/\.\d+$/, '')
