import { Worker } from 'node:worker_threads'
import { type Mappings, noMappings, type Statement } from '../domain/statement/statement.ts'
import { parseStatement } from '../domain/statement/stored.ts'
import type { DocumentAnswer, DocumentQuestion } from './document-worker.ts'
import { type DocumentLimits, documentLimits } from './limits.ts'
import { UnreadableDocument } from './unreadable.ts'

/**
 * What an invoice or a usage file says. It comes from outside, so it is read in a thread of its own that may take only so
 * much time and memory; whatever it does there, the bot goes on.
 */
export async function readDocument(
  bytes: Uint8Array,
  mappings: Mappings = noMappings,
  given: Partial<DocumentLimits> = {},
): Promise<Statement> {
  const limits = { ...documentLimits, ...given }
  if (bytes.length === 0) throw new UnreadableDocument('empty')
  if (bytes.length > limits.bytes) throw new UnreadableDocument('tooLarge')
  const answer = await ask({ bytes: Uint8Array.from(bytes), mappings, limits })
  if ('unreadable' in answer) throw new UnreadableDocument(answer.unreadable)
  return parseStatement(answer.statement)
}

function ask(question: DocumentQuestion): Promise<DocumentAnswer> {
  const { memoryMb, timeMs } = question.limits
  const worker = new Worker(new URL('document-worker.ts', import.meta.url), {
    workerData: question,
    transferList: [question.bytes.buffer],
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 32 },
    // What a library says of somebody's file is not for the log.
    stdout: true,
    stderr: true,
  })
  const { promise, resolve, reject } = Promise.withResolvers<DocumentAnswer>()
  const watch = watchMemory(worker, memoryMb, () => reject(new UnreadableDocument('tooDemanding')))
  const timer = setTimeout(() => reject(new UnreadableDocument('tooDemanding')), timeMs)
  worker.once('message', resolve)
  worker.once('error', (error: Error & { code?: string }) =>
    reject(
      new UnreadableDocument(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'tooDemanding' : 'damaged', { cause: error }),
    ),
  )
  worker.once('exit', () => reject(new UnreadableDocument('damaged')))
  return promise.finally(async () => {
    clearTimeout(timer)
    clearInterval(watch)
    await worker.terminate()
  })
}

const looksEveryMs = 50

/**
 * The limits of a thread hold for objects, and not for the buffers that a stream is unpacked into: half a megabyte of
 * file can be gigabytes of nothing.
 */
function watchMemory(worker: Worker, memoryMb: number, tooMuch: () => void): NodeJS.Timeout {
  const most = memoryMb * 1024 * 1024
  const look = async () => {
    const { external_memory } = await worker.getHeapStatistics()
    if (external_memory > most) tooMuch()
  }
  // Once the thread has ended there is nothing to look at.
  return setInterval(() => void look().catch(() => undefined), looksEveryMs)
}
