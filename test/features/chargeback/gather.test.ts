import { expect, test } from 'vitest'
import { UpstreamError } from '../../../src/domain/errors.ts'
import { parsePeriod } from '../../../src/domain/time/period.ts'
import { budgetMigrations } from '../../../src/features/budget/schema.ts'
import { gatherChargeback } from '../../../src/features/chargeback/gather.ts'
import { chargebackMigrations } from '../../../src/features/chargeback/schema.ts'
import { renderChargeback } from '../../../src/features/chargeback/view.ts'
import { describeOnSqlite } from '../../support/databases.ts'
import { broughtBy, invoice, typedAbove, usageFile } from '../imported.ts'
import { reader, sketch } from '../sketch.ts'
import { now } from '../spend/sources.ts'

const admin = reader({ isDecider: true })

describeOnSqlite('chargeback without a key', (open) => {
  async function contextOf(...given: Parameters<typeof broughtBy>) {
    const tables = await open([...chargebackMigrations, ...budgetMigrations])
    return { ...broughtBy(...given), tables, organization: 'acme' }
  }
  const noWorkspaces = (reason: 'notConfigured' | 'down') => async () => {
    throw new UpstreamError('mistral', reason, 'workspaces')
  }

  test('of invoices alone, which name no Workspaces, all is not assigned', async () => {
    const context = await contextOf([invoice('2026-10', 900)])
    const mistral = { ...context.mistral, workspaces: noWorkspaces('notConfigured') }
    const report = await gatherChargeback({ ...context, mistral }, parsePeriod('2026-10', now))
    expect(sketch(renderChargeback(report, admin))).toMatch(
      /October: €900.00 for no cost centre yet[\s\S]*Not assigned/,
    )
  })

  test('a Mistral that does not answer is no reason to call everything not assigned', async () => {
    const context = await contextOf([invoice('2026-10', 900)])
    const mistral = { ...context.mistral, workspaces: noWorkspaces('down') }
    await expect(gatherChargeback({ ...context, mistral }, parsePeriod('2026-10', now))).rejects.toMatchObject({
      reason: 'down',
    })
  })

  test('a month that nobody brought figures of is unknown, not free', async () => {
    const report = await gatherChargeback(await contextOf([]), parsePeriod('2026-10', now))
    const said = sketch(renderChargeback(report, admin))
    expect(said).toContain('October: no figures were imported or typed')
    expect(said).not.toContain('nothing was spent')
  })

  test('a figure typed today is in the sum, so the sum is of today, though Workspaces are known from a file before', async () => {
    const file = usageFile('2026-11', '2026-11-12', 20)
    const whole = typedAbove(file, '2026-11-18', 90)
    const context = await contextOf([whole], { workspaces: { 'Team A': [file] } })
    const report = await gatherChargeback(context, parsePeriod('', now))
    expect(report.origin).toEqual(whole.origin)
    expect(sketch(renderChargeback(report, admin))).not.toContain('nothing since')
  })
})
