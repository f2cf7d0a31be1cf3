import fc from 'fast-check'
import { Decimal } from '../../src/domain/money/decimal.ts'

/** One line of usage as the tests know it, whatever file it is written to. */
export interface Usage {
  readonly day: string
  readonly name: string
  readonly model: string
  readonly group: 'input' | 'output' | 'cached'
  readonly units: number
  readonly amount: Decimal
  readonly workspace: string
}

/** How a file is written: what programs and countries do differently. */
export interface Dialect {
  readonly language: 'en' | 'fr'
  readonly delimiter: ',' | ';' | '\t'
  readonly decimal: '.' | ','
  readonly thousands: string
  readonly encoding: 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'windows-1252'
  readonly newline: '\n' | '\r\n'
  readonly quotesAll: boolean
  readonly dates: 'iso' | 'slashed' | 'american' | 'dotted' | 'named'
  readonly currency: 'column' | 'sign' | 'heading'
  readonly order: readonly number[]
  readonly title: boolean
  readonly total: boolean
  readonly note: string
}

const models = [
  ['Mistral Large', 'mistral-large-latest'],
  ['mistral-small-2506', 'mistral-small-latest'],
  ['Codestral', 'codestral-latest'],
  ['Pixtral Large', 'pixtral-large-latest'],
  ['ministral-8b-latest', 'ministral-8b-latest'],
  ['Magistral Medium', 'magistral-medium-latest'],
] as const

const usage = fc.record({
  day: fc.integer({ min: 1, max: 30 }).map((day) => `2026-11-${String(day).padStart(2, '0')}`),
  named: fc.constantFrom(...models),
  group: fc.constantFrom('input' as const, 'output' as const, 'cached' as const),
  units: fc.integer({ min: 0, max: 5_000_000_000 }),
  cents: fc.integer({ min: 1, max: 90_000_000 }),
  digits: fc.constantFrom(2, 4, 6),
  workspace: fc.constantFrom('Support bot', 'Équipe « données »', 'A; b, c', 'R&D "prod"', 'two\nlines'),
})

/** The first line tells day and month apart: of a file without one, nobody could. */
export const usages = fc.array(usage, { minLength: 1, maxLength: 12 }).map((rows): Usage[] =>
  rows.map(({ day, named: [name, model], group, units, cents, digits, workspace }, index) => ({
    day: index === 0 ? '2026-11-25' : day,
    name,
    model,
    group,
    units,
    amount: Decimal.of(`${cents}e-${digits}`).plus(Decimal.of('0.01')),
    workspace,
  })),
)

export const dialects: fc.Arbitrary<Dialect> = fc
  .record({
    language: fc.constantFrom('en' as const, 'fr' as const),
    delimiter: fc.constantFrom(',' as const, ';' as const, '\t' as const),
    decimal: fc.constantFrom('.' as const, ',' as const),
    thousands: fc.constantFrom('', ' ', '\u00a0', '\u202f', '’', 'other'),
    encoding: fc.constantFrom('utf-8' as const, 'utf-8-bom' as const, 'utf-16le' as const, 'windows-1252' as const),
    newline: fc.constantFrom('\n' as const, '\r\n' as const),
    quotesAll: fc.boolean(),
    dates: fc.constantFrom(
      'iso' as const,
      'slashed' as const,
      'american' as const,
      'dotted' as const,
      'named' as const,
    ),
    currency: fc.constantFrom('column' as const, 'sign' as const, 'heading' as const),
    order: fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], { minLength: 7, maxLength: 7 }),
    title: fc.boolean(),
    total: fc.boolean(),
    note: fc.constantFrom('', 'all of it', 'with "quotes"', 'on two\r\nlines'),
  })
  .map((dialect) => ({
    ...dialect,
    thousands:
      dialect.thousands === 'other'
        ? dialect.decimal === '.'
          ? ','
          : '.'
        : dialect.encoding === 'windows-1252' && dialect.thousands === '\u202f'
          ? '\u00a0'
          : dialect.thousands,
  }))

const words = {
  en: {
    headings: ['Date', 'Model', 'Token type', 'Tokens', 'Cost', 'Workspace', 'Comment'],
    input: 'Input tokens',
    output: 'Output tokens',
    cached: 'Cached input tokens',
    title: 'Usage export',
    total: 'Total',
  },
  fr: {
    headings: ['Date', 'Modèle', 'Type', 'Quantité', 'Montant HT', 'Espace de travail', 'Commentaire'],
    input: 'Tokens d’entrée',
    output: 'Tokens de sortie',
    cached: 'Tokens d’entrée en cache',
    title: 'Détail de la consommation',
    total: 'Total HT',
  },
}

const months = { en: 'November', fr: 'novembre' }

/** The same rows, as a program of that dialect would write them. */
export function writeUsage(rows: readonly Usage[], dialect: Dialect): Uint8Array {
  const { delimiter, newline, order, language, currency } = dialect
  const said = words[language]
  const isEuro = currency === 'sign'
  const number = (value: string, digits?: number) => writeNumber(value, dialect, digits)
  const money = (amount: Decimal) => {
    const text = number(amount.toString(), 2)
    return isEuro ? (language === 'fr' ? `${text} €` : `€${text}`) : text
  }
  const arrange = (cells: readonly string[]) => order.map((index) => cells[index] ?? '')
  const headings = said.headings.map((heading, index) =>
    index === 4 && currency === 'heading' ? `${heading} (EUR)` : heading,
  )
  const extra = (cell: string) => (currency === 'column' ? [cell] : [])
  const lines = [
    ...(dialect.title ? [[said.title]] : []),
    [...arrange(headings), ...extra(language === 'fr' ? 'Devise' : 'Currency')],
    ...rows.map((row) => [
      ...arrange([
        writeDay(row.day, dialect),
        row.name,
        said[row.group],
        number(String(row.units)),
        money(row.amount),
        row.workspace,
        dialect.note,
      ]),
      ...extra('EUR'),
    ]),
    ...(dialect.total
      ? [
          [
            ...arrange(['', said.total, '', '', money(Decimal.sum(rows.map(({ amount }) => amount))), '', '']),
            ...extra('EUR'),
          ],
        ]
      : []),
  ]
  const quote = (cell: string) =>
    dialect.quotesAll || /["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell
  return encode(lines.map((cells) => cells.map(quote).join(delimiter) + newline).join(''), dialect)
}

function writeNumber(value: string, { decimal, thousands }: Dialect, least = 0): string {
  const [whole = '', fraction = ''] = value.split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousands)
  // Three digits behind a sign could be a group: real files have cents, or more.
  const padded = fraction.length === 3 || fraction.length === 1 ? `${fraction}0` : fraction.padEnd(least, '0')
  return padded ? `${grouped}${decimal}${padded}` : grouped
}

function writeDay(day: string, { dates, language }: Dialect): string {
  const [year = '', month = '', date = ''] = day.split('-')
  if (dates === 'iso') return day
  if (dates === 'american') return `${month}/${date}/${year}`
  if (dates === 'slashed') return `${date}/${month}/${year}`
  if (dates === 'dotted') return `${date}.${month}.${year}`
  const name = months[language]
  return language === 'fr' ? `${Number(date)} ${name} ${year}` : `${name} ${Number(date)}, ${year}`
}

/** Windows-1252 beyond Latin-1, as far as the words above need it. */
const beyondLatin: Readonly<Record<string, number>> = { '€': 0x80, '’': 0x92 }

function encode(text: string, { encoding }: Dialect): Uint8Array {
  if (encoding === 'utf-16le') return Buffer.from(`\ufeff${text}`, 'utf16le')
  if (encoding === 'windows-1252') return Uint8Array.from([...text], (sign) => beyondLatin[sign] ?? sign.charCodeAt(0))
  return Buffer.from(encoding === 'utf-8-bom' ? `\ufeff${text}` : text)
}
