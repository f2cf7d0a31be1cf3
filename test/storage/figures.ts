import { Decimal } from '../../src/domain/money/decimal.ts'
import type { StoredImport, StoredLine } from '../../src/storage/figures/imports.ts'

/** A file that somebody imported, and one of its lines: a test says what matters in it. */
export const fileOf = (id: string, more: Partial<StoredImport> = {}) => ({
  id,
  kind: 'usage' as const,
  from: '2026-11-01' as const,
  to: '2026-11-02' as const,
  currency: 'EUR',
  hasDays: true,
  isAddition: false,
  fileName: `${id}.csv`,
  sha256: id,
  number: null,
  issuedOn: null,
  stated: null,
  counted: Decimal.of('3.000000001'),
  vat: null,
  isForced: false,
  lineCount: 2,
  importedBy: 'somebody',
  ...more,
})

export const lineOf = (
  line: number,
  day: StoredLine['day'],
  amount: string,
  more: Partial<StoredLine> = {},
): StoredLine => ({
  line,
  month: '2026-11',
  day,
  kind: 'usage',
  label: 'Mistral Large',
  category: 'completion',
  model: 'mistral-large-latest',
  version: null,
  group: 'input',
  workspace: null,
  amount: Decimal.of(amount),
  units: 1.5,
  price: Decimal.of('0.0000018'),
  ...more,
})
