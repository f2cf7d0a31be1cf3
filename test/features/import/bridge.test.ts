import { expect, test } from 'vitest'
import type { Core } from '../../../src/chatops/context.ts'
import { TypedWords } from '../../../src/chatops/routing/typed-words.ts'
import { Decimal } from '../../../src/domain/money/decimal.ts'
import { bridgeAct } from '../../../src/features/import/bridge.ts'
import { createImportedFigures } from '../../../src/organization/imported-figures.ts'
import { fillPast } from '../../../src/organization/imported-past.ts'
import type { Database } from '../../../src/storage/database.ts'
import { saveImport } from '../../../src/storage/figures/imports.ts'
import { type FigureTables, figureMigrations } from '../../../src/storage/figures/schema.ts'
import { createJumpingClock } from '../../mistral/support/clock.ts'
import { fileOf, lineOf } from '../../storage/figures.ts'
import { describeOnSqlite } from '../../support/databases.ts'
import { partsOf } from '../../support/parts.ts'
import { usage } from '../models/sources.ts'
import { reader, sketch } from '../sketch.ts'

type Answer = Core['mistral']['usage']

const clock = createJumpingClock()
const october = { from: '2026-10-01', to: '2026-10-31', hasDays: false } as const
const importedAt = new Date('2026-11-03T09:00:00Z')

/** An invoice of October, and what `import bridge` says of it. */
async function prepare(db: Database, own: Answer) {
  const imported = createImportedFigures({ db, clock }, 'main')
  const core = partsOf<Core>({
    ...{ organization: 'main', clock, db },
    config: { mistral: { key: 'a-key' }, reportCurrency: undefined },
    mistral: { usage: fillPast({ usage: own, workspaces: imported.workspaces }, imported.usage, clock) },
  })
  const bring = (...[file, ...lines]: [ReturnType<typeof fileOf>, ...Parameters<typeof saveImport>[3]]) =>
    db.transaction<FigureTables, boolean>((tx) => saveImport(tx, 'main', file, lines, importedAt))
  await bring(
    fileOf('invoice', { ...october, kind: 'invoice', number: 'MIS-1', vat: Decimal.of('20') }),
    lineOf(1, null, '100', { month: '2026-10' }),
  )
  const say = async () => {
    const context = partsOf<Parameters<typeof bridgeAct.act>[1]>({ view: reader(), words: new TypedWords('2026-10') })
    const message = await bridgeAct.act(core, context)
    return message && 'text' in message ? sketch(message) : ''
  }
  return { bring, say }
}

const silent: Answer = async ({ month }) => ({ value: usage(month, []), fetchedAt: clock.now() })

describeOnSqlite('the bridge of a month that the API’s past does not reach', (open) => {
  test('never holds an invoice against itself', async () => {
    const { say } = await prepare(await open(figureMigrations), silent)
    const said = await say()
    expect(said).toContain('No usage file for October is imported')
    expect(said).not.toContain('agree')
  })

  test('holds it against a usage file, and says so', async () => {
    const { bring, say } = await prepare(await open(figureMigrations), silent)
    await bring(fileOf('export', october), lineOf(1, null, '70', { month: '2026-10' }))
    const said = await say()
    expect(said).toContain('Usage: export.csv')
    expect(said).not.toContain('Mistral API')
    expect(said).toMatch(/Not explained: €30\.00/)
    // VAT stood beside the total alone, and no line of the invoice has it.
    expect(said).toMatch(/VAT: €20\.00[\s\S]*To pay: €120\.00/)
  })
})

describeOnSqlite('the bridge of a month that is kept', (open) => {
  test('says that its usage is from the history', async () => {
    const own: Answer = async ({ month }) => ({
      value: usage(month, [{ model: 'mistral-large-latest', day: '2026-10-05', units: 1_000_000 }]),
      fetchedAt: importedAt,
      kept: { month, isClosed: true },
    })
    const { say } = await prepare(await open(figureMigrations), own)
    expect(await say()).toContain('History, closed')
  })
})
