import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Core } from '../../chatops/context.ts'
import type { Asker } from '../../chatops/people/identity.ts'
import { NotAllowed } from '../../domain/errors.ts'
import type { Statement } from '../../domain/statement/statement.ts'
import { parseStatement, writeStatement } from '../../domain/statement/stored.ts'
import type { AuditTables } from '../../storage/audit/schema.ts'
import type { FigureTables } from '../../storage/figures/schema.ts'
import { personIdFor } from '../../storage/people/registry.ts'
import type { PeopleTables } from '../../storage/people/schema.ts'

export type Tables = FigureTables & PeopleTables & AuditTables
export type Tx = Transaction<Tables>

const keptMs = 24 * 3_600_000

/** A file as it was read, until its person says what becomes of it. The file itself stays in Slack. */
export interface Draft {
  readonly id: string
  readonly fileId: string
  readonly fileName: string
  readonly sha256: string
  readonly statement: Statement
}

type Reading = Omit<Draft, 'id'>

export const who = ({ profile }: Asker) => ({ slackId: profile.id, name: profile.name })

export async function saveDraft({ db, organization }: Core, asker: Asker, reading: Reading): Promise<Draft> {
  const id = randomUUID()
  const madeAt = (await db.now()).getTime()
  await db.transaction<Tables, void>(async (tx) => {
    await tx
      .deleteFrom('figure_drafts')
      .where('made_at', '<', madeAt - keptMs)
      .execute()
    await tx
      .insertInto('figure_drafts')
      .values({
        organization,
        id,
        person_id: await personIdFor(tx, organization, who(asker)),
        file_id: reading.fileId,
        file_name: reading.fileName,
        sha256: reading.sha256,
        statement: writeStatement(reading.statement),
        made_at: madeAt,
      })
      .execute()
  })
  return { id, ...reading }
}

/** Read anew with what a person explained: the draft that stands in their modal. */
export async function changeDraft({ db, organization }: Core, { id, statement }: Draft): Promise<void> {
  await db
    .query<Tables>()
    .updateTable('figure_drafts')
    .set({ statement: writeStatement(statement) })
    .where('organization', '=', organization)
    .where('id', '=', id)
    .execute()
}

/** Somebody else's, an old one, or one that was used, is none. */
export async function findDraft({ db, organization }: Core, id: string, slackId: string): Promise<Draft> {
  const row = await db
    .query<Tables>()
    .selectFrom('figure_drafts')
    .innerJoin('people', 'people.person_id', 'figure_drafts.person_id')
    .selectAll('figure_drafts')
    .where('figure_drafts.id', '=', id)
    .where('figure_drafts.organization', '=', organization)
    .where('people.organization', '=', organization)
    .where('people.slack_id', '=', slackId)
    .executeTakeFirst()
  if (!row) throw new NotAllowed('importDraftGone')
  return {
    id: row.id,
    fileId: row.file_id,
    fileName: row.file_name,
    sha256: row.sha256,
    statement: parseStatement(row.statement),
  }
}

/** False where it was used already: what is sent twice imports once. */
export async function consumeDraft(tx: Tx, organization: string, id: string): Promise<boolean> {
  const used = await tx
    .deleteFrom('figure_drafts')
    .where('organization', '=', organization)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  return used !== undefined
}
