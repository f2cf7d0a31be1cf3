import { describe, expect, test } from 'vitest'
import { printMessage } from '../../src/sandbox/print-message.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { raiseSteps } from '../support/raise.ts'
import { actionsIn, readTrail } from '../support/trail.ts'

const claire = { user: 'U0CLAIRE', channel: sandboxChannels.finops.id as string }

/** Types the line, fills in the form that it opens, and answers with what the modal says at the end. */
async function fill(bot: TestBot, line: string, values: Readonly<Record<string, string>>, user = 'U0CLAIRE') {
  const steps = raiseSteps(bot)
  await steps.open(user, line)
  const errors = await steps.send(user, values)
  return { errors, text: steps.modal(user) }
}

const supportId = ({ mistral }: TestBot) =>
  mistral.organization.workspaces.find(({ name }) => name === 'Support-bot')?.id ?? ''

describe('budget', () => {
  test('is set in a form, shown beside spend, limit and digest, and changes nothing at Mistral', async () => {
    const bot = await startBot()
    expect(await bot.askForText('budget', claire)).toMatch(/^There are no budgets[\s\S]*\[Set a budget…\]/)
    const { text } = await fill(bot, 'budget set 30000', { scope: 'organization', amount: '30000' })
    expect(text).toContain('Budget: €30,000 a month')
    expect(text).toContain('nothing at Mistral changes')
    const line = /Budget: \d+% of €30,000 used/
    for (const report of ['budget', 'spend', 'limits']) expect(await bot.askForText(report, claire)).toMatch(line)
    expect(await bot.askForText('spend last month', claire)).not.toMatch(line)
    const [, spent = '', share = ''] =
      /^November: (€[\d,]+) of[\s\S]*Budget: (\d+)%/.exec(await bot.askForText('spend', claire)) ?? []
    expect(Math.round((Number(spent.replace(/\D/g, '')) / 30_000) * 100)).toBe(Number(share))
    expect(bot.mistral.requests.filter(({ method }) => method !== 'GET')).toEqual([])
    expect((await readTrail(bot)).map(({ action }) => action)).toContain('budget.set')
    expect(await bot.askForText('audit budgets', claire)).toContain('set a budget')
  })

  test('of a Workspace stands with its spend, and is removed in a form', async () => {
    const bot = await startBot()
    await fill(bot, 'budget set 5000 workspace:support', { scope: supportId(bot), amount: '5000' })
    const line = /Budget of Support-bot: \d+% of €5,000 used, €[\d,]+ over/
    expect(await bot.askForText('budget', claire)).toMatch(line)
    expect(await bot.askForText('spend workspace:Support-bot', claire)).toMatch(line)
    expect(await bot.askForText('spend', claire)).not.toContain('Budget')
    const { text } = await fill(bot, 'budget remove', { scope: supportId(bot) })
    expect(text).toContain('Budget of Support-bot is removed')
    expect(await bot.askForText('budget', claire)).toContain('There are no budgets')
    expect((await actionsIn(bot)).filter((action) => action.startsWith('budget'))).toEqual([
      'budget.set',
      'budget.removed',
    ])
  })

  test('is read by members, and set by those who decide alone', async () => {
    const bot = await startBot()
    await fill(bot, 'budget set', { scope: 'organization', amount: '20k' })
    expect(await bot.askForText('budget')).toMatch(/^⚠? ?Budget: \d+% of €20,000 used/)
    expect(await bot.askForText('budget')).not.toContain('Set a budget')
    const steps = raiseSteps(bot)
    await steps.open('U0SARAH', 'budget set 1')
    expect(steps.modal('U0SARAH')).toContain('admin or billing role')
    expect(await bot.askForText('budget')).toContain('€20,000')
  })

  test('takes whole amounts above zero in Mistral’s currency', async () => {
    const bot = await startBot()
    for (const amount of ['zero', '0', '-5', '12.50'])
      expect((await fill(bot, 'budget set', { scope: 'organization', amount })).errors).toEqual({
        amount: expect.stringContaining('whole amount above zero'),
      })
    const { text } = await fill(bot, 'budget set', { scope: 'organization', amount: '$20,000' })
    expect(text).toContain('Mistral bills in EUR')
    expect(await bot.askForText('budget set 5 workspace:nowhere', claire)).toBe('')
    expect(raiseSteps(bot).modal('U0CLAIRE')).toContain('There is no workspace “nowhere”')
    await bot.ask('budget set 5 cost-centre:nowhere', claire)
    expect(raiseSteps(bot).modal('U0CLAIRE')).toContain('There is no cost centre “nowhere”')
    expect(await bot.askForText('budget', claire)).toContain('There are no budgets')
  })

  test('survives a restart, and stands in the digest', async () => {
    const bot = await startBot()
    await fill(bot, 'budget set', { scope: 'organization', amount: '20000' })
    await bot.stop()
    const settings = {
      DATABASE_URL: `sqlite:${bot.dataDir}/chatops.sqlite`,
      DIGEST_CHANNEL: sandboxChannels.digest.id as string,
    }
    const again = await startBot({ settings, sandbox: bot.sandbox })
    await again.ask('digest send', claire)
    const posts = again.slack.messages({ channel: sandboxChannels.digest.id as string })
    expect(posts.map((message) => printMessage(message, again.slack)).join('\n')).toMatch(
      /Budget: \d+% of €20,000 used/,
    )
  })
})
