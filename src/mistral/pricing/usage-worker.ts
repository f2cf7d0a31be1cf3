import { parentPort, workerData } from 'node:worker_threads'
import { parseJson } from '../answers/fields.ts'
import { readUsage } from '../answers/usage.ts'
import { priceUsage } from './price-usage.ts'
import type { Question } from './read-usage-month.ts'

/** Reads one large answer in a thread of its own, and ends. What it throws reaches whoever asked. */
const { bytes, month }: Question = workerData
parentPort?.postMessage(priceUsage(readUsage(parseJson(bytes), month)))
