import type { Currency } from '../money/money.ts'
import type { Day } from '../usage/usage.ts'
import { type DayOrder, type Days, findDays, findMonth, findRange } from './dates.ts'
import { normalize } from './words.ts'

/** What stands around the lines of a bill: its number, its date, the days that it is about, its currency. */
export interface Facts {
  readonly isCreditNote: boolean
  readonly isInvoice: boolean
  readonly number: string | undefined
  readonly issuedOn: Day | undefined
  readonly period: Days | undefined
}

const invoiceWords = /\b(invoice|facture|credit note|note de credit|avoir)\b/
const creditNoteWords = /\b(credit note|note de credit|facture d avoir|avoir)\b/
const periodWords = /\b(period|periode|usage from|from|du|service dates?|billing cycle|consommation)\b/
const issuedWords =
  /\b(issued?|invoice date|date of issue|date d emission|emise?|date de (?:la )?facture|facture du|date de facturation|date)\b/
const dueWords = /\b(due|echeance|payable|avant le|pay by)\b/

/** From the texts outside of the table, in their order. */
export function findFacts(texts: readonly string[], order: DayOrder): Facts {
  const plain = texts.map((text) => ({ text, words: normalize(text) }))
  // A title stands at the top; further down the words may be about another bill.
  const top = plain.slice(0, 15)
  const dated = plain.flatMap(({ text, words }) => {
    const days = findDays(text, order)
    return days.length === 1 && !dueWords.test(words) ? [{ words, day: days[0]! }] : []
  })
  const ranges = plain.flatMap(({ text, words }) => {
    const range = findRange(text, order)
    return range && !dueWords.test(words) ? [{ words, range, isMonth: findDays(text, order).length === 0 }] : []
  })
  return {
    isCreditNote: top.some(({ words }) => creditNoteWords.test(words)),
    isInvoice: top.some(({ words }) => invoiceWords.test(words)),
    number: findNumber(texts),
    issuedOn: (dated.find(({ words }) => issuedWords.test(words)) ?? dated[0])?.day,
    period: (
      ranges.find(({ words }) => periodWords.test(words)) ??
      ranges.find(({ isMonth }) => !isMonth) ??
      ranges.find(({ isMonth }) => isMonth)
    )?.range,
  }
}

/** Behind "Invoice number", "Facture n°", "No.": letters, digits and dashes with a digit among them. */
function findNumber(texts: readonly string[]): string | undefined {
  for (const text of texts) {
    const [, number] =
      /(?:invoice|facture|credit note|avoir|note de cr[ée]dit)\s*(?:(?:number|num[ée]ro|no\.?|n[°ºo]\.?|nr\.?|#)\s*)?(?:[:#]\s*)?([A-Z0-9][A-Z0-9/_-]{2,39})\b/i.exec(
        text,
      ) ?? []
    if (number && /\d/.test(number) && !/^20\d\d$/.test(number) && findMonth(number) === undefined) return number
  }
  return undefined
}

const signs: Readonly<Record<string, string>> = { '€': 'EUR', $: 'USD', '£': 'GBP', '¥': 'JPY' }
const codes = new Set('EUR USD GBP CHF JPY CAD AUD SEK NOK DKK PLN CZK HUF RON BGN INR SGD BRL AED'.split(' '))

/** All currencies that stand beside amounts, by sign or code. */
export function findCurrencies(texts: readonly string[]): Set<NonNullable<Currency>> {
  const found = new Set<string>()
  for (const text of texts) {
    for (const [sign] of text.matchAll(/[€$£¥]/g)) found.add(signs[sign]!)
    for (const [code] of text.matchAll(/\b[A-Z]{3}\b/g)) if (codes.has(code)) found.add(code)
  }
  return found
}
