import { sql } from 'kysely'
import { textColumn } from '../columns.ts'
import type { Migration } from '../database.ts'

/** The only place where a person's random id meets names and addresses: emptying a row here makes the id nobody's. */
export interface PeopleTables {
  people: {
    organization: string
    person_id: string
    slack_id: string | null
    mistral_id: string | null
    /** In lower case. */
    email: string | null
    name: string | null
    bound_at: number | null
    changed_at: number | null
    /** Of the hashes by which the audit trail knows who this was; it goes with the row. */
    salt: string | null
  }
}

export const peopleMigration: Migration = {
  name: '2026-11-20-people',
  async up(db, engine) {
    const text = textColumn(engine)
    await db.schema
      .createTable('people')
      .addColumn('organization', text, (column) => column.notNull())
      .addColumn('person_id', text, (column) => column.notNull())
      .addColumn('slack_id', text)
      .addColumn('mistral_id', text)
      .addColumn('email', text)
      .addColumn('name', text)
      .addColumn('bound_at', 'bigint')
      .addColumn('changed_at', 'bigint')
      .addPrimaryKeyConstraint('people_key', ['organization', 'person_id'])
      .execute()
    // A Slack user is one person. A Mistral member may be claimed by two Slack users, and then each stays a person.
    await sql`create unique index people_slack on people (organization, slack_id)`.execute(db)
    await sql`create unique index people_mistral on people (organization, mistral_id) where slack_id is null`.execute(
      db,
    )
    await sql`create unique index people_email on people (organization, email)
      where slack_id is null and mistral_id is null`.execute(db)
  },
}
