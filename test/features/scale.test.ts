import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { layOut } from '../../src/charts/renderer.ts'
import { writeTable } from '../../src/chatops/report/table.ts'
import { TypedWords } from '../../src/chatops/routing/typed-words.ts'
import { features } from '../../src/features/index.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { openDatabase } from '../../src/storage/open.ts'
import { allMigrations } from '../limits/support/fleet.ts'
import { findEnglish } from '../support/french.ts'
import { largeOrganization } from './large-organization.ts'
import { reader, sketch } from './sketch.ts'
import { now } from './spend/sources.ts'

const commands = features.flatMap(({ commands = [] }) => commands)
/** Nothing is kept yet: no budget, no history, no assignment. */
const folder = mkdtempSync(join(tmpdir(), 'chatops-scale-'))
const db = await openDatabase({ dataDir: folder })
await migrate(db, allMigrations)
afterAll(async () => {
  await db.close()
  rmSync(folder, { recursive: true })
})
const { gather, counted } = largeOrganization(db)

/** Every report; those that ask each Workspace ask for it after they know which there are. */
const lines: readonly (readonly [line: string, howAsked: string])[] = [
  ['spend', 'in one round'],
  ['spend q3 by day', 'in one round'],
  ['spend by category', 'in one round'],
  ['spend by workspace', 'four Workspaces at a time'],
  ['limits', 'four Workspaces at a time'],
  ['forecast', 'in one round'],
  ['forecast by model', 'in one round'],
  ['forecast last month', 'in one round'],
  ['models', 'in one round'],
  ['models last month by tokens', 'in one round'],
  ['workspaces', 'four Workspaces at a time'],
  ['top-users', 'in one round'],
  ['top-users last month by files', 'in one round'],
  ['agents', 'in one round'],
  ['activity by day', 'in one round'],
  ['vibe', 'in one round'],
  ['seats', 'in one round'],
  ['rate-limits', 'in one round'],
  ['keys', 'in one round'],
  ['keys unused', 'in one round'],
  ['chargeback last month', 'four Workspaces at a time'],
]

const views = [
  reader(),
  reader({ seesNames: true, isDecider: true }),
  reader({ isShared: true }),
  reader({ language: 'fr', locale: 'fr-FR', seesNames: true, isDecider: true }),
]

describe('an Organization of 100 Workspaces, 5,000 people, 300 agents and 60 models, with hostile names', () => {
  test.each(lines)('%s: asked %s', async (line, howAsked) => {
    const [name = '', ...words] = line.split(' ')
    const command = commands.find((candidate) => candidate.name === name)!
    const found = await gather(command.prepare(new TypedWords(words.join(' ')), now))
    if (howAsked !== 'in one round') expect(counted.atOnce).toBeLessThanOrEqual(4)
    else expect(counted.rounds).toBe(1)
    for (const view of views) {
      // Held against Slack's limits on the way.
      const shown = sketch(found.render(view)).replaceAll(' → undefined]', ']')
      expect(shown).not.toMatch(/<!channel>|<@U1>|<https:\/\/evil|\u202E|undefined|NaN/)
      const chart = found.draw(view)
      if (chart) expect(layOut(chart).labels.length).toBeGreaterThan(3)
      const table = found.table(view)
      if (table) expect(writeTable(table)).not.toMatch(/(^|,)=1/m)
    }
    expect(findEnglish(found.render(views[3]!).text.replace(/[\w ]*(model|Workspace|Person|key) \d.*/g, ''))).toEqual(
      [],
    )
  })

  test('no report is left out', () => {
    const reports = commands.filter(({ access, isExportable }) => access === 'figures' && isExportable)
    const asked = lines.map(([line]) => line.split(' ')[0])
    expect(reports.map(({ name }) => name).filter((name) => !asked.includes(name))).toEqual(['budget', 'history'])
  })
})
