import { type RawBuilder, sql } from 'kysely'

/** The Slack id of the person that a row names by their random id, as a column of it; null: erased, or nobody. */
export const slackIdOf = (
  person: `${string}.${string}`,
  organization: `${string}.${string}`,
): RawBuilder<string | null> =>
  sql<string | null>`(select people.slack_id from people
    where people.person_id = ${sql.ref(person)} and people.organization = ${sql.ref(organization)})`
