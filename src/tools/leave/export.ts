import { exportAudit } from '../../storage/audit/export.ts'
import { listOrganizations } from '../../storage/audit/read.ts'
import { listTables, own, type Row, readPages } from '../../storage/copy-database.ts'
import type { Database } from '../../storage/database.ts'
import { createFolder } from './folder.ts'
import { writeHistory, writeSheets } from './sheets.ts'

/** Answers, pictures and signatures of the last days: nothing that anybody would look for. */
const passing = [...own, 'offers', 'charts', 'seen_requests']

const about = `Everything that this bot kept. SHA256SUMS lists the files with their checksums: sha256sum -c SHA256SUMS
trail.ndjson   the audit trail; "npm run audit:verify -- trail.ndjson" checks it, without a database
trail-….ndjson the same of another Organization, where the database has one
requests.csv, decisions.csv, budgets.csv, chargeback.csv, imports.csv, history.csv   for a spreadsheet
tables/        every table as it was, one row a line, as JSON
`

/** Everything that is kept, into a folder with the checksums of its files. Resolves to the names of the files. */
export async function exportEverything(db: Database, organization: string, path: string): Promise<string[]> {
  const folder = createFolder(path)
  const names: string[] = []
  const write = async (name: string, text: AsyncIterable<string> | Iterable<string>) => {
    await folder.write(name, text)
    names.push(name)
  }
  await write('README.txt', [about])
  for (const one of await listTrails(db, organization))
    await write(nameTrail(one, organization), asLines(exportAudit(db, one)))
  for await (const [name, text] of writeSheets(db, organization)) await write(name, [text])
  await write('history.csv', writeHistory(db, organization))
  for (const { name, key } of await listTables(db))
    if (!passing.includes(name)) await write(`tables/${name}.ndjson`, rowsOf(db, name, key))
  await folder.seal()
  return names
}

/** The trails that there are, and the settings' own also while it is empty. */
export const listTrails = async (db: Database, organization: string): Promise<string[]> => [
  ...new Set([organization, ...(await listOrganizations(db))]),
]

/** Of another Organization in the same database, with its name. */
export const nameTrail = (one: string, organization: string): string =>
  one === organization ? 'trail.ndjson' : `trail-${encodeURIComponent(one)}.ndjson`

async function* asLines(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`
}

async function* rowsOf(db: Database, name: string, key: readonly string[]): AsyncGenerator<string> {
  for await (const page of readPages(db.query<unknown>(), name, key))
    for (const row of page) yield `${JSON.stringify(row, writeBytes)}\n`
}

const writeBytes = (_: string, value: Row[string]): unknown =>
  value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value
