import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { Decimal } from '../../domain/money/decimal.ts'
import type { Month, UsageMonth } from '../../domain/usage/usage.ts'
import { parseJson } from '../answers/fields.ts'
import { readUsage } from '../answers/usage.ts'
import { priceUsage } from './price-usage.ts'

/** Some 10 ms of reading. What is larger would keep everybody else waiting, Slack's three seconds included. */
const mostBytesHere = 1024 * 1024

export interface Question {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly month: Month
}

/** A month as its answer says it. Many answers of some MB arrive together, and this machine may have two cores: one after the other. */
export function readUsageMonth(bytes: Uint8Array<ArrayBuffer>, month: Month): UsageMonth | Promise<UsageMonth> {
  if (bytes.length <= mostBytesHere) return priceUsage(readUsage(parseJson(bytes), month))
  const reading = lastReading
    .then(() => readElsewhere({ bytes, month }))
    // What follows takes its time as well: whoever waits meanwhile comes first.
    .then((read) => setImmediate(read))
  lastReading = reading.catch(() => undefined)
  return reading
}

let lastReading: Promise<unknown> = Promise.resolve()

function readElsewhere(question: Question): Promise<UsageMonth> {
  const worker = new Worker(new URL('usage-worker.ts', import.meta.url), {
    workerData: question,
    // The bytes move; copying them would take as long as reading a small answer.
    transferList: [question.bytes.buffer],
  })
  return new Promise((resolve, reject) => {
    worker.once('message', (month: UsageMonth) => resolve(revive(month)))
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('the reader of a large answer ended without a word')))
  })
}

/** Amounts come as plain fields. */
const revive = ({ lines, unpriced, ...month }: UsageMonth): UsageMonth => ({
  ...month,
  lines: lines.map((line) => ({
    ...line,
    amount: Decimal.revive(line.amount),
    price: line.price && Decimal.revive(line.price),
  })),
  unpriced: unpriced.map((count) => ({ ...count, units: Decimal.revive(count.units) })),
})
