import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Decimal } from '../../../src/domain/money/decimal.ts'
import { drawWorkspaces } from '../../../src/features/workspaces/chart.ts'
import type { WorkspaceUsage } from '../../../src/features/workspaces/report.ts'
import { renderWorkspaces } from '../../../src/features/workspaces/view.ts'
import { reader, sketch } from '../sketch.ts'
import { entry, steady } from '../spend/sources.ts'
import { four, member, owners, report, together, unpricedIn, usage, used, workspace } from './sources.ts'

const decider = reader({ seesNames: true, isDecider: true })
const show = (...args: Parameters<typeof report>) => sketch(renderWorkspaces(report(...args), reader()))

describe('workspaces', () => {
  test('for a member: caps, what moved, and how many owners there are', () => {
    const shown = show('')
    expect(shown).toMatchSnapshot()
    expect(shown).not.toMatch(/Claire|Marc|acme/)
  })

  test('for a decider: owners by name, and the way to the Admin Panel', () =>
    expect(sketch(renderWorkspaces(report(''), decider))).toMatchSnapshot())

  test('for a channel: no buttons and no names', () => {
    const shown = sketch(renderWorkspaces(report(''), reader({ isShared: true })))
    expect(shown).not.toMatch(/→|Claire|Admin Panel/)
  })

  test('of which one has used up its cap', () => {
    const usage = [...four, used(workspace('Batch', 900), 105)]
    const shown = show('', { usage })
    expect(shown).toMatch(/🔴 Batch has used up its cap\n⚠ Marketing and Code assistants are above 80% of their caps/)
    expect(shown.indexOf('Batch  🔴 *€945* of €900 (105%)')).toBeLessThan(shown.indexOf('Marketing  ⚠'))
    expect(shown).toContain('Sandbox  *€900* of €1,800 (50%) ·')
    expect(drawWorkspaces(report('', { usage }), reader())?.title).toBe('Batch has used 105% of its cap, November')
  })

  test('of which none is near its cap, and one will be', () => {
    const cap = (amount: number) => ({ usage: [used(workspace('Code assistants', amount), 500)] })
    expect(show('', cap(7_000))).toMatch(/⚠ Code assistants reaches its cap ≈ \w+ \d+ Nov, \d\d:\d\d\n/)
    expect(show('', cap(50_000))).toContain('No cap is above 80%')
  })

  test('without any cap', () => expect(show('', { usage: [used(workspace('Support-bot'), 900)] })).toMatchSnapshot())

  test('over several months have no share of a monthly cap', () => {
    const shown = show('q4')
    expect(shown).toContain('*€4,500*, cap €5,000')
    expect(shown).toContain('Caps count by the month')
    expect(shown).not.toContain('nearest to its end')
  })

  test('with a cap in another currency compare nothing with it', () => {
    const usage = [used(workspace('Code assistants', 5_000, { capCurrency: 'USD' }), 500)]
    expect(show('', { usage })).toContain('*€4,500*, cap US$5,000')
  })

  test('that are none, or of which none answers', () => {
    expect(show('', { usage: [], whole: [usage('2026-11', [])] })).toMatchSnapshot()
    const silent = { workspace: workspace('Silent'), months: undefined, earlier: undefined }
    expect(show('', { usage: [silent], whole: [usage('2026-11', [])] })).toContain('gave no answer for any Workspace')
  })

  test('with gaps say each of them', () => {
    const unpriced = entry('unpriced-ocr', '2026-11-05', 70, { category: 'ocr' })
    const lacking: WorkspaceUsage = { ...four[1]!, months: [usage('2026-11', [unpriced])] }
    const silent = { workspace: workspace('Silent'), months: undefined, earlier: undefined }
    const rows = [lacking, silent, { ...four[0]!, earlier: undefined }]
    const change = { usage: rows, whole: [together('2026-11', rows)], members: undefined }
    expect(show('', { ...change, archived: [workspace('Hackathon 2024')] })).toMatchSnapshot()
  })

  test('of which some has no price are a picture of what could be counted', () => {
    const whole = [unpricedIn(together('2026-11', four), '2026-11-05', 7)]
    const roomy = four.map(({ workspace: { name }, ...rest }) => ({ ...rest, workspace: workspace(name, 90_000) }))
    const title = (of: Parameters<typeof report>[1]) => drawWorkspaces(report('', of), reader())?.title
    expect(title({ usage: roomy })).toBe('Support-bot makes up 56% of the spend, November')
    expect(title({ usage: roomy, whole })).toBe('Support-bot makes up 56% of what could be counted, November')
  })

  test('leave over what is in none of them, but only where each has answered', () => {
    const whole = [together('2026-11', four, 500)]
    expect(show('', { whole })).toContain('In archived Workspaces or in none  *€250*')
    const silent = { workspace: workspace('Silent'), months: undefined, earlier: undefined }
    expect(show('', { whole, usage: [...four, silent] })).not.toContain('or in none')
  })
})

describe('a hundred Workspaces with hostile names', () => {
  const hostile = (index: number) => `<!channel> *bold* \u202e ${'long '.repeat(20)}${index}`
  const many = Array.from({ length: 100 }, (_, index) =>
    used(workspace(hostile(index), index % 2 === 0 ? 2_000 + 10 * index : null), 100 + index),
  )
  const everybody = Array.from({ length: 9 }, (_, index) => member(hostile(index), [many[0]!.workspace.name]))
  const change = { usage: many, members: everybody, archived: many.map((row) => row.workspace) }

  test('are the nearest caps, the dearest without one, and sums of the rest', () => {
    const shown = sketch(renderWorkspaces(report('', change), decider))
    expect(shown).toMatchSnapshot()
    expect(shown).not.toContain('<!channel>')
  })

  test('are two panels of a few bars', () => {
    const panels = drawWorkspaces(report('', change), decider)?.panels ?? []
    expect(panels.map((panel) => (panel.kind === 'ranking' ? panel.rows.length : 0))).toEqual([4, 5])
  })
})

test('Workspaces and what is in none add up to the total, and caps stand in the order of their use', () => {
  const rows = fc.array(
    fc.record({ daily: fc.nat({ max: 10_000 }), cap: fc.option(fc.integer({ min: 1, max: 1e6 })) }),
    {
      maxLength: 12,
    },
  )
  fc.assert(
    fc.property(rows, fc.nat({ max: 1e6 }), (list, outside) => {
      const usages = list.map(({ daily, cap }, index) => used(workspace(`W${index}`, cap), daily))
      const made = report('', { usage: usages, whole: [together('2026-11', usages, outside)] })
      const inWorkspaces = Decimal.sum(made.rows.map(({ spent }) => spent.amount))
      expect(inWorkspaces.plus(made.rest ?? Decimal.zero).equals(made.spend.total)).toBe(true)
      const shares = made.rows.flatMap(({ cap }) => (cap?.share === undefined ? [] : [cap.share]))
      expect(shares).toEqual(shares.toSorted((a, b) => b - a))
      expect(made.rows.findLastIndex(({ cap }) => cap) + 1).toBe(made.rows.filter(({ cap }) => cap).length)
    }),
    { numRuns: 30 },
  )
})

test('an owner without a name is called by address, and only for those who see names', () => {
  const shown = sketch(renderWorkspaces(report('', { members: owners }), decider))
  expect(shown).toContain('owner: somebody@acme.example')
})

describe('a Workspace that is new', () => {
  const isNew = { ...used(workspace('Brand new'), 800), earlier: [usage('2026-10', [])] }
  const joined = {
    ...used(workspace('Joined later'), 600),
    earlier: [usage('2026-10', steady('2026-10-12', '2026-10-31', 50))],
  }

  test('has moved by all that it spent, where the Organization has data from then', () => {
    const shown = show('', { usage: [...four, isNew, joined] })
    expect(shown).toMatch(/Moved most: ▲ Brand new \+€6,800 · ▲ Joined later \+€/)
  })

  test('has moved by nothing that could be said, where the Organization begins as late', () => {
    const rows = [isNew, joined]
    expect(
      show('', { usage: rows, wholeEarlier: [usage('2026-10', steady('2026-10-12', '2026-10-31'))] }),
    ).not.toContain('Moved most')
    expect(show('', { usage: rows, wholeEarlier: undefined })).not.toContain('Moved most')
  })
})

test('a long period is drawn month by month, by the Workspaces that spent most', () => {
  const months = (['2026-07', '2026-08', '2026-09'] as const).map((month) =>
    usage(month, [entry('mistral-large-latest', `${month}-03`, 1_000)]),
  )
  const rows = ['A', 'B'].map((name) => ({ workspace: workspace(name), months, earlier: [] }))
  const made = report('q3', { usage: rows, whole: months })
  const panel = drawWorkspaces(made, decider)?.panels.at(-1)
  expect(panel).toMatchObject({ kind: 'timeline', slots: { by: 'month', from: '2026-07-01', count: 3 } })
  const series = panel?.kind === 'timeline' ? panel.series : []
  expect(series).toEqual(['A', 'B'].map((name) => ({ name, values: [500, 500, 500] })))
})
