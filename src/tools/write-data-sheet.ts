import type { PersonalData } from '../chatops/people/personal-data.ts'

/** The sheet stands between these two lines of the README. */
const marks = { begin: '<!-- data sheet: npm run data-sheet -->', end: '<!-- end of the data sheet -->' } as const

/** What is kept about people: a row for each place. */
export function writeDataSheet(places: readonly PersonalData[]): string {
  const rows = places.map(({ table, sheet }) => {
    const { what, why, howLong, whoSees } = sheet({ language: 'en' })
    return `| ${[what, why, `\`${table}\``, howLong, whoSees].map(cell).join(' | ')} |`
  })
  return ['| what | why | where | how long | who sees it |', '|---|---|---|---|---|', ...rows].join('\n')
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

export function putDataSheet(readme: string, places: readonly PersonalData[]): string {
  const [before, rest] = readme.split(marks.begin)
  const after = rest?.split(marks.end)[1]
  if (before === undefined || after === undefined) throw new Error(`the README has no "${marks.begin}"`)
  return `${before}${marks.begin}\n${writeDataSheet(places)}\n${marks.end}${after}`
}
