import type { Day } from '../../domain/usage/usage.ts'
import { type Cell, writeCsv } from './csv.ts'

/** A report's lines for a spreadsheet. */
export interface Table {
  /** Written in front of each line, so that exports of several periods can be put together. */
  readonly period?: { readonly from: Day; readonly to: Day }
  /** In English and lower case, whatever the reader's language: programs read them. Days and times are UTC. */
  readonly columns: readonly string[]
  /** Amounts to the last digit, each with its currency in a column of its own. */
  readonly rows: readonly (readonly Cell[])[]
  /** What a reader must know beside the lines: what has no price, what could not be read. */
  readonly notes?: readonly string[]
}

export function writeTable({ period, columns, rows }: Table): string {
  const [names, values] = period
    ? [
        ['from', 'to'],
        [period.from, period.to],
      ]
    : [[], []]
  return writeCsv([[...names, ...columns], ...rows.map((row) => [...values, ...row])])
}
