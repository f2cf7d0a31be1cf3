import { isNumberLike } from './numbers.ts'
import type { Charge, ColumnRole } from './statement.ts'
import { normalize } from './words.ts'

/** Words that headings are made of, English and French. The first that fits counts, so the narrow ones come first. */
const headings: readonly (readonly [ColumnRole, RegExp])[] = [
  [
    'ignored',
    /\b(vat|tva|tax|taxes|taux|ttc|incl\w*|gross|discount %|api key|cle api|user|utilisateur|email|id|uuid)\b/,
  ],
  ['inputAmount', /\b(input|prompt|entree) (cost|amount|spend|charge)\b|\b(cout|montant) (?:d )?entree\b/],
  ['outputAmount', /\b(output|completion|sortie) (cost|amount|spend|charge)\b|\b(cout|montant) (?:de )?sortie\b/],
  ['cachedAmount', /\bcached? (cost|amount|spend)\b|\b(cout|montant) (?:en )?cache\b/],
  [
    'price',
    /\b(unit (price|cost)|price per|prix unitaire|cout unitaire|p u|pu|rate|tarif|unit amount)\b|^(price|prix)\b/,
  ],
  ['inputQuantity', /\b(input|prompt) (tokens?|units?|quantity)\b|\b(tokens?|jetons?) (?:d )?entree\b/],
  ['outputQuantity', /\b(output|completion) (tokens?|units?|quantity)\b|\b(tokens?|jetons?) (?:de )?sortie\b/],
  ['cachedQuantity', /\bcached (tokens?|units?|quantity)\b|\b(tokens?|jetons?) (?:en )?cache\b/],
  ['currency', /\b(currency|devise|monnaie)\b/],
  ['workspace', /\b(workspace|espace de travail|espace|project|projet)\b/],
  ['day', /\b(date|day|jour|journee|timestamp|period|periode|start|month|mois)\b/],
  ['kind', /\b(type|direction|category|categorie|metric|metrique|group|groupe|sens|event)\b/],
  ['item', /\b(model|modele|description|designation|item|product|produit|service|libelle|article|name|nom|intitule)\b/],
  ['amount', /\b(amount|cost|total|spend|charge|montant|cout|depense|prix total|net|ht|price)\b/],
  ['quantity', /\b(quantity|qty|quantite|qte|units?|unites?|tokens?|jetons?|usage|count|nombre|volume|consommation)\b/],
]

/** By its words alone; its shape is held against it later. */
export function readHeading(heading: string): ColumnRole | undefined {
  const plain = normalize(heading)
  return headings.find(([, words]) => words.test(plain))?.[0]
}

/** Between two columns of amounts, the one before VAT is meant. */
export const isNetHeading = (heading: string): boolean => /\b(net|ht|excl\w*|hors|before)\b/.test(normalize(heading))

/** How many units one of a column's numbers stands for: "Tokens (M)" counts millions. */
export function multiplierOf(heading: string): string {
  if (/million|mtok|\bM\b|1M|\bMtokens\b/.test(heading)) return '1e6'
  return /thousand|millier|ktok|\b1?[kK]\b/.test(heading) ? '1e3' : '1'
}

/** A row of headings: words, no numbers, and at least two of them say what their columns hold. */
export function isHeadingRow(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '')
  if (filled.length < 2 || filled.some((cell) => cell.length > 60 || isNumberLike(cell))) return false
  const roles = filled.map(readHeading)
  const known = new Set(roles.filter((role) => role && role !== 'ignored'))
  const hasMoney = roles.some((role) => role && /amount|price|quantity/i.test(role))
  return known.size >= 2 && hasMoney && known.size * 2 >= filled.length - 1
}

const chargeWords: readonly (readonly [Charge, RegExp])[] = [
  ['vat', /\b(vat|tva|gst|sales tax|taxe?)\b/],
  ['discount', /\b(discounts?|remises?|rabais|reductions?|rebate|ristournes?)\b/],
  ['creditNote', /\b(credit notes?|notes? de credit|avoirs?)\b/],
  ['credit', /\b(credits?|prepaid|prepaye)\b/],
  [
    'seats',
    /\b(seats?|licen[cs]es?|subscriptions?|abonnements?|sieges?|postes?|le chat (?:team|pro|enterprise)|per user)\b/,
  ],
]

/** What a line is for that is not usage, by its words. */
export function findCharge(text: string): Charge | undefined {
  const plain = normalize(text)
  return chargeWords.find(([, words]) => words.test(plain))?.[0]
}

export type TotalKind = 'net' | 'vat' | 'gross'

/** A line that sums up others; undefined: it does not. "Total" alone is before VAT, where nothing else is. */
export function findTotal(text: string): TotalKind | 'total' | undefined {
  const plain = normalize(text)
  if (/\b(total|montant) (?:de la )?(vat|tva|tax)\b|^(vat|tva) total\b/.test(plain)) return 'vat'
  if (/\b(ttc|incl\w*|amount due|balance due|net a payer|a payer|montant du|due|grand total|total due)\b/.test(plain))
    return 'gross'
  if (/\b(subtotal|sub total|sous total)\b|\btotal\b.*\b(ht|net|excl\w*|hors)\b|\b(net|ht) total\b/.test(plain))
    return 'net'
  return /^(total|totaux|sum|somme|montant total|total amount|total general)\b/.test(plain) ? 'total' : undefined
}
