import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { RateDay } from '../domain/money/exchange.ts'
import { readReferenceRates, UnreadableRates } from '../domain/money/reference-rates.ts'

const maxBytes = 16 * 1024 * 1024

/** The file that the operator gives, CSV or XML. Its name is the source that people read. */
export async function readRatesFile(path: string): Promise<RateDay[]> {
  const { size } = await stat(path)
  if (size > maxBytes) throw new UnreadableRates('it is larger than 16 MB')
  const source = basename(path)
  return readReferenceRates(await readFile(path, 'utf8')).map((rates) => ({ ...rates, source }))
}
