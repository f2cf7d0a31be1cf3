import { describe, expect, test } from 'vitest'
import { registerFeatures } from '../../../src/chatops/routing/registry.ts'
import { describeFile, nameFile, sayEmpty } from '../../../src/features/export/describe.ts'
import { listReports } from '../../../src/features/export/view.ts'
import { features } from '../../../src/features/index.ts'
import { reader, sketch } from '../sketch.ts'

const now = new Date('2026-11-18T09:12:00Z')

describe('export', () => {
  test('lists the reports that can be exported', () => {
    const { commands } = registerFeatures(features)
    const some = commands.filter(({ name }) => ['spend', 'top-users', 'whoami', 'help'].includes(name))
    expect(sketch(listReports(some, 'These reports can be exported as CSV:', reader()))).toMatchInlineSnapshot(`
      "
      lock screen: These reports can be exported as CSV: spend, top-users

      These reports can be exported as CSV:
      • \`/mistral export spend\`
      • \`/mistral export top-users\`
      Add the options of the report: a period, \`by model\`, \`workspace:"Support bot"\`.

      [Export spend → export spend] [Export top-users → export top-users]
      "
    `)
  })

  test('says what the file holds, and what it lacks', () => {
    const table = { columns: ['model'], rows: [['a']], notes: ['⚠ 7 pages without a price, not counted'] }
    expect(describeFile('October: €31,000', table, now, reader())).toMatchInlineSnapshot(`
      "October: €31,000
      1 row as CSV, exported <!date^1794993120^{time}|09:12 UTC>: UTC days, amounts to the last digit.
      ⚠ 7 pages without a price, not counted"
    `)
  })

  test('says that there is nothing to export', () => {
    expect(sketch(sayEmpty('Mistral reports no usage for January 2020', reader()))).toMatchInlineSnapshot(`
      "
      lock screen: Mistral reports no usage for January 2020

      Mistral reports no usage for January 2020
      There is nothing to export.
      "
    `)
  })

  test.each([
    ['spend', 'spend-2026-11-18.csv'],
    [
      'spend 2026-10 workspace:"Támop & Söhne/../x" by day',
      'spend-2026-10-workspace-támop-söhne-x-by-day-2026-11-18.csv',
    ],
    [`spend workspace:${'x'.repeat(200)}`, `spend-workspace-${'x'.repeat(64)}-2026-11-18.csv`],
  ])('names the file of %j', (line, name) => {
    expect(nameFile(line, now)).toBe(name)
  })
})
