/** What French sentences need beside their words. In catalogues a space before `:` and `%` does not break, nor do those inside « ». */

const or = new Intl.ListFormat('fr', { type: 'disjunction' })
const and = new Intl.ListFormat('fr', { type: 'conjunction' })

/** "a, b et c". */
export const listAll = (items: readonly string[]): string => and.format(items)

/** "a, b ou c". */
export const listAny = (items: readonly string[]): string => or.format(items)

/** In French 0 is singular as well. The number may be formatted already. */
export const isOne = (count: number | string): boolean => Number(count) === 0 || Number(count) === 1

/** "0 entrée", "1 entrée", "2 entrées". */
export const plural = (count: number | string, one: string, many: string): string =>
  `${count} ${isOne(count) ? one : many}`

/** "Octobre" begins a line; inside a sentence it is "octobre". "T3 2026" and "1–17 oct." stay. */
export const inside = (period: string): string => period.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase())

/** "à octobre", "au 1–17 oct.", "au T3 2026". */
export const to = (period: string): string => (/^(?:\d|T\d)/.test(period) ? `au ${period}` : `à ${inside(period)}`)
