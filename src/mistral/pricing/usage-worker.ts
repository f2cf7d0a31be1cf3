import { once } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import { readUsage } from '../answers/usage.ts'
import { parseJson } from '../body.ts'
import { priceUsage } from './price-usage.ts'
import type { Part, Question } from './read-usage-month.ts'

/** Some 5 ms of the time of whoever takes them in. */
const mostLines = 2000

/** Reads one large answer in a thread of its own, and ends. What it throws reaches whoever asked. */
const { body, month }: Question = workerData
const { lines, unpriced, ...rest } = priceUsage(readUsage(parseJson(body), month))
for (let start = 0; start < Math.max(lines.length, unpriced.length); start += mostLines) {
  const end = start + mostLines
  send({ lines: lines.slice(start, end), unpriced: unpriced.slice(start, end) })
  // Whoever takes it in asks for the next one.
  if (parentPort) await once(parentPort, 'message')
}
send(rest)
parentPort?.close()

function send(part: Part): void {
  parentPort?.postMessage(part)
}
