import { section } from '../../chatops/blocks.ts'
import type { Table } from '../../chatops/report/table.ts'
import { clockTime } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { dayOf } from '../../domain/time/time.ts'
import type { Message } from '../../slack/message.ts'
import { exportWords } from './words.ts'

/** What stands beside the file: the report's finding, how many lines, and what they lack. */
export const describeFile = (finding: string, { rows, notes = [] }: Table, now: Date, view: View): string =>
  [finding, exportWords(view).lines(rows.length, clockTime(now)), ...notes].join('\n')

export function sayEmpty(finding: string, view: View): Message {
  const text = [finding, exportWords(view).empty].join('\n')
  return { text: finding, blocks: [section(text)] }
}

/** "spend last month by model" of 18 November → "spend-last-month-by-model-2026-11-18.csv". */
export function nameFile(line: string, now: Date): string {
  const slug = line
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
  return `${slug.slice(0, 80)}-${dayOf(now)}.csv`
}
