import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { Decimal } from '../../domain/money/decimal.ts'
import type { Month, SpendLine, UnpricedCount, UsageMonth } from '../../domain/usage/usage.ts'
import { readUsage } from '../answers/usage.ts'
import { type Body, parseJson, sizeOf } from '../body.ts'
import { priceUsage } from './price-usage.ts'

/** Some 10 ms of reading. What is larger would keep everybody else waiting, Slack's three seconds included. */
const mostBytesHere = 1024 * 1024

export interface Question {
  readonly body: Body
  readonly month: Month
}

/** A month as its answer says it. Many answers of some MB arrive together, and this machine may have two cores: one after the other. */
export function readUsageMonth(body: Body, month: Month): UsageMonth | Promise<UsageMonth> {
  if (sizeOf(body) <= mostBytesHere) return priceUsage(readUsage(parseJson(body), month))
  const reading = lastReading
    .then(() => readElsewhere({ body, month }))
    // What follows takes its time as well: whoever waits meanwhile comes first.
    .then((read) => setImmediate(read))
  lastReading = reading.catch(() => undefined)
  return reading
}

let lastReading: Promise<unknown> = Promise.resolve()

/** What the thread sends in one message: taking it in keeps everybody else waiting as well. */
export type Part = Pick<UsageMonth, 'lines' | 'unpriced'> | Omit<UsageMonth, 'lines' | 'unpriced'>

/** The parts come one by one, each when the one before was taken in, and the last one without lines. */
async function readElsewhere(question: Question): Promise<UsageMonth> {
  const worker = new Worker(new URL('usage-worker.ts', import.meta.url), {
    workerData: question,
    // The bytes move; copying them would take as long as reading a small answer.
    transferList: question.body.map(({ buffer }) => buffer),
  })
  // Heard from the beginning to the end: a thread that ends between two parts would else be waited for for ever, and
  // everybody who comes behind it with it.
  const { promise: ended, reject } = Promise.withResolvers<never>()
  ended.catch(() => undefined)
  worker.once('error', reject).once('exit', () => reject(new Error('the reader of a large answer ended too early')))
  const lines: SpendLine[] = []
  const unpriced: UnpricedCount[] = []
  for (;;) {
    const part = await Promise.race([nextPart(worker), ended])
    if (!('lines' in part)) return { ...part, lines, unpriced }
    for (const line of part.lines) lines.push(reviveLine(line))
    for (const count of part.unpriced) unpriced.push({ ...count, units: Decimal.revive(count.units) })
    await setImmediate()
    worker.postMessage('next')
  }
}

const nextPart = (worker: Worker): Promise<Part> => new Promise((resolve) => worker.once('message', resolve))

/** Amounts come as plain fields. */
const reviveLine = (line: SpendLine): SpendLine => ({
  ...line,
  amount: Decimal.revive(line.amount),
  price: line.price && Decimal.revive(line.price),
})
