import { plural } from '../../chatops/words/plural.ts'

export const en = {
  summary: 'Any report as a CSV file in your direct messages, for admins and billing managers',
  title: 'These reports can be exported as CSV:',
  notExportable: (name: string) => `${name} cannot be exported. These reports can:`,
  options: 'Add the options of the report: a period, `by model`, `workspace:"Support bot"`.',
  run: (name: string) => `Export ${name}`,
  lines: (count: number, time: string) =>
    `${plural(count, 'row', 'rows')} as CSV, exported ${time}: UTC days, amounts to the last digit.`,
  empty: 'There is nothing to export.',
  actions: {
    'report.exporting': 'asked for an export of a report',
    'report.exported': 'exported a report',
  },
}
