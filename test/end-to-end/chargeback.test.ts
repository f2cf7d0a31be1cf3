import { describe, expect, test } from 'vitest'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { assign } from '../support/assign.ts'
import { startBot } from '../support/bot.ts'
import { raiseSteps } from '../support/raise.ts'
import { readTrail } from '../support/trail.ts'

const claire = { user: 'U0CLAIRE', channel: sandboxChannels.finops.id as string }
const centsIn = (row: RegExp, text: string): number => Number((row.exec(text)?.[1] ?? '').replace(/\D/g, ''))

describe('chargeback', () => {
  test('gives each cost centre its Workspaces, and tells the rest as not assigned', async () => {
    const bot = await startBot()
    expect(await bot.askForText('chargeback', claire)).toMatch(
      /October: €[\d,.]+ for no cost centre yet[\s\S]*Not assigned/,
    )
    const { said } = await assign(bot, 'Support-bot', { costCenter: '4711 Service', owner: 'U0SARAH', from: '2026-10' })
    expect(said).toContain('✅ Support-bot: cost centre 4711 Service, from October on.')
    await assign(bot, 'Code assistants', { costCenter: 'R&D <1>', from: '2026-10' })
    const text = await bot.askForText('chargeback 2026-10', claire)
    expect(text).toMatch(/for 2 cost centres/)
    expect(text).toMatch(/4711 Service {2}€[\d,.]+ {2}\d+%\nSupport-bot €[\d,.]+ \(owner: Sarah/)
    const total = centsIn(/^October: (.*) for/m, text)
    const parts = [/^4711 Service {2}(.*?) /m, /^R&D <1> {2}(.*?) /m, /^Not assigned {2}(.*?) /m].map((row) =>
      centsIn(row, text),
    )
    // Each is rounded by itself.
    expect(Math.abs(total - parts.reduce((sum, part) => sum + part, 0))).toBeLessThanOrEqual(2)
    const trail = (await readTrail(bot)).filter(({ action }) => action === 'chargeback.assigned')
    expect(trail.map(({ after }) => JSON.parse(after ?? '{}').costCenter)).toEqual(['4711 Service', 'R&D <1>'])
    expect(await bot.askForText('audit chargeback', claire)).toContain('assigned a Workspace to a cost centre')
  })

  test('hides owners from those who may not see names, and refuses the form to members', async () => {
    const bot = await startBot()
    await assign(bot, 'Support-bot', { costCenter: '4711', owner: 'U0CLAIRE', from: '2026-10' })
    expect(await bot.askForText('chargeback')).toMatch(/4711(?![\s\S]*Claire)/)
    const steps = raiseSteps(bot)
    await steps.open('U0SARAH', 'workspaces assign')
    expect(steps.modal('U0SARAH')).toContain('needs the admin or billing role')
  })

  test('holds from its month on, until the next one', async () => {
    const bot = await startBot()
    await assign(bot, 'Support-bot', { costCenter: 'Old', from: '2026-09' })
    await assign(bot, 'Support-bot', { costCenter: 'New', from: '2026-10' })
    expect(await bot.askForText('chargeback 2026-08', claire)).toContain('no cost centre yet')
    expect(await bot.askForText('chargeback 2026-09', claire)).toMatch(/Old(?![\s\S]*New)/)
    expect(await bot.askForText('chargeback 2026-10', claire)).toMatch(/New(?![\s\S]*Old)/)
    await assign(bot, 'Support-bot', { costCenter: '', from: '2026-11' })
    expect(await bot.askForText('chargeback this month', claire)).toContain('no cost centre yet')
  })

  test('as CSV adds up to the month, to the last digit', async () => {
    const bot = await startBot()
    await assign(bot, 'Support-bot', { costCenter: '=4711', owner: 'U0SARAH', from: '2026-10' })
    await bot.ask('export chargeback 2026-10', claire)
    await bot.ask('export spend 2026-10 by model', claire)
    const [statement = '', models = ''] = bot.slack
      .files()
      .filter(({ name }) => name.endsWith('.csv'))
      .map(({ bytes }) => bytes.toString().replace('\ufeff', ''))
    expect(statement).toMatch(/from,to,cost_center,workspace,owner,amount,currency,state/)
    expect(statement).toMatch(/2026-10-01,2026-10-31,'=4711,Support-bot,Sarah[^,]*,[\d.]+,EUR,provisional/)
    const sum = (csv: string, column: string) => {
      const [head = '', ...rows] = csv.trim().split('\r\n')
      const place = head.split(',').indexOf(column)
      return rows.reduce((total, row) => total + Number(row.split(',')[place]), 0)
    }
    expect(sum(statement, 'amount')).toBeCloseTo(sum(models, 'amount'), 6)
  })

  test('of a closed month does not move: not by an assignment, and not by a new name', async () => {
    const bot = await startBot({ settings: { HISTORY_MONTHS: '3' } })
    await bot.bot.settle()
    await assign(bot, 'Support-bot', { costCenter: '4711', from: '2026-09' })
    const steps = raiseSteps(bot)
    await steps.open('U0CLAIRE', 'history close 2026-10')
    // The form is open while the month is closed.
    await steps.open('U0MARC', 'workspaces assign workspace:Support-bot')
    await steps.send('U0CLAIRE', {})
    const before = await bot.askForText('chargeback 2026-10', claire)
    expect(before).toContain('The month is closed: this statement does not move')
    await steps.send('U0MARC', { costCenter: '4712', from: '2026-10' })
    expect(steps.modal('U0MARC')).toContain('October, or a later month, is closed')
    bot.mistral.renameWorkspace('Support-bot', 'Helpdesk')
    bot.sandbox.clock.advance(3_600_000)
    expect(await bot.askForText('chargeback 2026-10', claire)).toBe(before)
    expect(await bot.askForText('chargeback this month', claire)).toContain('Helpdesk')
  })

  test('shows its owner what is kept about them', async () => {
    const bot = await startBot()
    await assign(bot, 'Support-bot', { costCenter: '4711', owner: 'U0SARAH', from: '2026-10' })
    expect(await bot.askForText('whoami data')).toContain('Owner of the Workspace Support-bot, from 2026-10 on')
  })

  test('speaks French', async () => {
    const bot = await startBot()
    bot.slack.updatePerson('U0CLAIRE', { locale: 'fr-FR' })
    const { said } = await assign(bot, 'Support-bot', { costCenter: '4711', owner: 'U0SARAH', from: '2026-10' })
    expect(said).toMatch(/✅ Support-bot\s: centre de coûts 4711, dès octobre\./)
    expect(await bot.askForText('chargeback', claire)).toMatch(/Octobre\s: [\d\s ,]+€ pour 1 centre de coûts/)
  })
})
