import { parentPort, workerData } from 'node:worker_threads'
import { alignLines } from '../domain/statement/align.ts'
import { readStatement } from '../domain/statement/read-statement.ts'
import type { Mappings, Statement } from '../domain/statement/statement.ts'
import { writeStatement } from '../domain/statement/stored.ts'
import { readCsv } from './csv.ts'
import type { DocumentLimits } from './limits.ts'
import { UnreadableDocument, type UnreadableReason } from './unreadable.ts'

export interface DocumentQuestion {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly mappings: Mappings
  readonly limits: DocumentLimits
}

export type DocumentAnswer = { readonly statement: string } | { readonly unreadable: UnreadableReason }

const isPdf = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')

async function read({ bytes, mappings, limits }: DocumentQuestion): Promise<Statement> {
  if (isPdf(bytes)) {
    // Most of a thread's start is this library: who brings a CSV need not wait for it.
    const { readPdf } = await import('./pdf.ts')
    return readStatement(alignLines(await readPdf(bytes, limits)), { mappings })
  }
  const { sheet, hint } = readCsv(bytes, limits)
  return readStatement(sheet, { mappings, hint })
}

/** Reads one file in a thread of its own, and ends. */
async function answer(question: DocumentQuestion): Promise<DocumentAnswer> {
  try {
    return { statement: writeStatement(await read(question)) }
  } catch (error) {
    if (error instanceof UnreadableDocument) return { unreadable: error.reason }
    throw error
  }
}

parentPort?.postMessage(await answer(workerData))
