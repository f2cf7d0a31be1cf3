import { z } from 'zod'
import { code } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { Decimal } from '../../domain/money/decimal.ts'
import { formatMoney, inCurrency } from '../../domain/money/money.ts'
import type { AuditFigures, AuditRecord } from '../../storage/audit/entry.ts'
import { auditWords } from './words.ts'

const figures = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))

/** The figures of an entry; none where it has none, or a forged one holds something else. */
export function readFigures(text: string | null): AuditFigures {
  if (text === null) return {}
  try {
    return figures.catch({}).parse(JSON.parse(text))
  } catch {
    return {}
  }
}

/** Which wording of a request was decided on: true, and noise to whoever reads. */
const forExports = new Set(['version'])
const amounts = ['limit', 'use', 'budget']

/** "45,000 → 50,000", "role member → admin", "entries 10": what an entry says in figures. */
export function sayFigures(record: Pick<AuditRecord, 'before' | 'after'>, view: View): string {
  const before = readFigures(record.before)
  const after = readFigures(record.after)
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]).difference(forExports)
  return [...keys].map((key) => sayFigure(key, before[key], after[key], view)).join(', ')
}

type Figure = AuditFigures[string] | undefined

function sayFigure(key: string, before: Figure, after: Figure, view: View): string {
  const sayCode = (value: Figure) => auditWords(view).value(key, String(value)) ?? code(String(value), 60)
  const say = (value: Figure) => (amounts.includes(key) ? sayAmount(value, view) : sayCode(value))
  const values = [before, after].filter(
    (value, index, both) => value !== undefined && (index === 0 || value !== both[0]),
  )
  const change = values.map(say).join(' → ')
  return key === 'limit' ? change : `${auditWords(view).figure(key)} ${change}`
}

function sayAmount(value: Figure, view: View): string {
  if (value === 'unlimited') return auditWords(view).noLimit
  const amount = Decimal.parse(String(value))
  return amount ? formatMoney(inCurrency(amount, null), view.locale, 'whole') : code(String(value), 60)
}
