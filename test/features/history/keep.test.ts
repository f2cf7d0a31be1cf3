import { expect, test } from 'vitest'
import type { Core } from '../../../src/chatops/context.ts'
import { UpstreamError } from '../../../src/domain/errors.ts'
import type { Workspace } from '../../../src/domain/limit/limit.ts'
import type { Log } from '../../../src/domain/log.ts'
import { addDays, addMonths, dayOf, firstDayOf, lastDayOf, monthOf } from '../../../src/domain/time/time.ts'
import type { Month } from '../../../src/domain/usage/usage.ts'
import { keepHistory } from '../../../src/features/history/keep.ts'
import { createImportedFigures } from '../../../src/organization/imported-figures.ts'
import { fillPast } from '../../../src/organization/imported-past.ts'
import type { Database } from '../../../src/storage/database.ts'
import { saveImport } from '../../../src/storage/figures/imports.ts'
import { type FigureTables, figureMigrations } from '../../../src/storage/figures/schema.ts'
import { listKept, listTotals } from '../../../src/storage/history/overview.ts'
import { createJumpingClock } from '../../mistral/support/clock.ts'
import { fileOf, lineOf } from '../../storage/figures.ts'
import { describeOnEachDatabase, type Open } from '../../support/databases.ts'
import { partsOf } from '../../support/parts.ts'
import { usage } from '../models/sources.ts'

type Answer = Core['mistral']['usage']

const workspacesOf = (clock: Core['clock'], names: readonly string[] = []): Core['mistral']['workspaces'] => {
  const none = { isDefault: false, memberCount: null, cap: null, capCurrency: null }
  const value: Workspace[] = names.map((name) => ({ id: name, name, ...none }))
  return async () => ({ value, fetchedAt: clock.now() })
}

function coreOf(db: Database, clock: Core['clock'], answer: Answer, names: readonly string[] = []) {
  const log = partsOf<Log>({ info: () => {}, warn: () => {} })
  return partsOf<Core>({
    ...{ organization: 'main', clock, db, log },
    config: { mistral: { key: 'a-key', historyMonths: 3 }, places: { approvals: undefined } },
    mistral: { usage: answer, workspaces: workspacesOf(clock, names) },
  })
}

const answerOf =
  (clock: Core['clock'], lines: Parameters<typeof usage>[1] = []): Answer =>
  async ({ month }) => ({ value: usage(month, lines), fetchedAt: clock.now() })

/** What was asked and when is in the time of the database. */
async function prepare(open: Open) {
  const db = await open(figureMigrations)
  const clock = createJumpingClock((await db.now()).toISOString())
  return { db, clock, month: addMonths(monthOf(addDays(dayOf(clock.now()), -1)), -1) }
}

describeOnEachDatabase('the history', (open) => {
  test.each(['empty', 'refused'])(
    'keeps no import as if Mistral had said it, where its own month is %s',
    async (how) => {
      const { db, clock, month } = await prepare(open)
      const days = { from: firstDayOf(month), to: lastDayOf(month) }
      await db.transaction<FigureTables, boolean>((tx) =>
        saveImport(
          tx,
          'main',
          fileOf('invoice', { kind: 'invoice', hasDays: false, ...days }),
          [lineOf(1, null, '451', { month })],
          clock.now(),
        ),
      )
      const asked: Month[] = []
      const mistral: Answer = async (query) => {
        asked.push(query.month)
        if (how === 'refused' && query.month === month) throw new UpstreamError('mistral', 'refused', 'usage')
        return answerOf(clock)(query)
      }
      const core = coreOf(
        db,
        clock,
        fillPast(
          { usage: mistral, workspaces: workspacesOf(clock) },
          createImportedFigures({ db, clock }, 'main').usage,
          clock,
        ),
      )
      expect((await core.mistral.usage({ month })).origin?.kind).toBe('invoice')
      expect(await keepHistory(core)).toBe(0)
      expect((await listTotals(db, 'main')).find((kept) => kept.month === month)).toBeUndefined()
      expect((await listKept(db, 'main')).find((kept) => kept.month === month)).toMatchObject({ isRefused: true })
      // Tomorrow, and not again in five minutes.
      asked.length = 0
      await keepHistory(core)
      expect(asked).toEqual([])
    },
  )

  test('is read four questions at a time', async () => {
    const { db, clock } = await prepare(open)
    const waiting: (() => void)[] = []
    let most = 0
    const answer: Answer = async (query) => {
      const released = new Promise<void>((resolve) => waiting.push(resolve))
      if (waiting.length === 4) {
        // A fifth one would be here by then.
        for (let turn = 0; turn < 20; turn += 1) await db.now()
        most = Math.max(most, waiting.length)
        for (const release of waiting.splice(0)) release()
      }
      await released
      return answerOf(clock, [{ model: 'mistral-large-latest', day: `${query.month}-01`, units: 1 }])(query)
    }
    // Three months of the Organization and three Workspaces: twelve questions.
    await keepHistory(coreOf(db, clock, answer, ['a', 'b', 'c']))
    expect(await listKept(db, 'main')).toHaveLength(12)
    expect(most).toBe(4)
  })
})
