import { createHash } from 'node:crypto'
import type { Core } from '../../chatops/context.ts'
import type { Asker } from '../../chatops/people/identity.ts'
import { openTrail } from '../../chatops/trail.ts'
import { documentLimits } from '../../documents/limits.ts'
import { readDocument } from '../../documents/read-document.ts'
import { UnreadableDocument } from '../../documents/unreadable.ts'
import type { Statement } from '../../domain/statement/statement.ts'
import { findMappings } from '../../storage/figures/mappings.ts'
import { type Draft, saveDraft, type Tables } from './drafts.ts'

/** Fetches a file from Slack and reads it. Who gave which file is in the trail before anything of it counts. */
export async function readGivenFile(core: Core, asker: Asker, fileId: string): Promise<Draft> {
  const { bytes, name } = await core.files.fetch(fileId, documentLimits.bytes)
  if (!bytes) throw new UnreadableDocument('tooLarge')
  const sha256 = hash(bytes)
  await openTrail(core, asker).record('import.reading', { sha256, bytes: bytes.length })
  const statement = await readDocument(bytes, await findMappings(core.db.query<Tables>(), core.organization))
  return saveDraft(core, asker, { fileId, fileName: name, sha256, statement })
}

/** The same file again, with what was explained meanwhile; undefined: it is not the same any more. */
export async function readAgain(core: Core, { fileId, sha256 }: Draft): Promise<Statement | undefined> {
  const { bytes } = await core.files.fetch(fileId, documentLimits.bytes)
  if (!bytes || hash(bytes) !== sha256) return undefined
  return readDocument(bytes, await findMappings(core.db.query<Tables>(), core.organization))
}

const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
