import { describe, expect, test } from 'vitest'
import { features } from '../../src/features/index.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { speakFrench } from '../support/french.ts'
import { raiseSteps } from '../support/raise.ts'
import { readTrail } from '../support/trail.ts'

const finops: string = sandboxChannels.finops.id
const claire = { user: 'U0CLAIRE', channel: finops }
const exportable = features
  .flatMap(({ commands = [] }) => commands)
  .flatMap(({ name, isExportable }) => (isExportable ? name : []))
/** What is about this month alone, or about today. */
const ofToday = ['limits', 'rate-limits', 'budget', 'keys']

/** The lines of the last CSV file, without its mark of encoding. */
const lastFile = (bot: TestBot) => {
  const file = bot.slack.files().findLast(({ name }) => name.endsWith('.csv'))!
  return { ...file, lines: file.bytes.toString().replace('\ufeff', '').trimEnd().split('\r\n') }
}

async function setBudget(bot: TestBot): Promise<void> {
  const steps = raiseSteps(bot)
  await steps.open('U0CLAIRE', 'budget set 30000')
  await steps.send('U0CLAIRE', { scope: 'organization', amount: '30000' })
}

const leavings = async (bot: TestBot) =>
  (await readTrail(bot))
    .filter(({ action }) => action.startsWith('report.'))
    .map(({ action, outcome, after, text }) => ({ action, outcome, text, ...JSON.parse(after ?? '{}') }))

describe('/mistral export', () => {
  test('sends every report as CSV into the direct messages of who asks', async () => {
    const bot = await startBot({ settings: { HISTORY_MONTHS: '2' } })
    await bot.bot.settle()
    await setBudget(bot)
    for (const name of exportable) {
      const asked = ofToday.includes(name) ? name : `${name} last month`
      const text = await bot.askForText(`export ${asked}`, claire)
      expect(text, name).toMatch(/\d+ rows? as CSV[\s\S]*The file is in/)
      const { name: file, shares, lines } = lastFile(bot)
      expect(file).toBe(`${asked.replaceAll(' ', '-')}-2026-11-18.csv`)
      expect(shares.map(({ channel }) => channel)).toEqual([bot.slack.directMessage('U0CLAIRE')])
      expect(lines.length, name).toBeGreaterThan(1)
      if (name !== 'keys') expect(lines[0]).toMatch(/^from,to,/)
      if (!ofToday.includes(name)) for (const line of lines.slice(1)) expect(line).toMatch(/^2026-10-01,2026-10-31,/)
    }
  })

  test('speaks French beside the file, and writes the file the same', async () => {
    const bot = await startBot({ settings: { LANGUAGE: 'fr', HISTORY_MONTHS: '1' } })
    await bot.bot.settle()
    speakFrench(bot, 'U0CLAIRE')
    await setBudget(bot)
    for (const name of exportable) {
      const text = await bot.askForText(`export ${name}`, claire)
      expect(text, name).toMatch(/lignes? en CSV/)
      expect(text, name).not.toMatch(/rows as CSV|exported/)
    }
  })

  test('takes the options of the report', async () => {
    const bot = await startBot()
    await bot.ask('export spend 2026-10 by workspace', claire)
    expect(lastFile(bot).lines[0]).toBe('from,to,workspace,amount,currency')
    await bot.ask('export spend 2026-10 workspace:"Support-bot" by day', claire)
    expect(lastFile(bot).lines[1]).toMatch(/^2026-10-01,2026-10-31,2026-10-01,\d+\.\d+,EUR$/)
    await bot.ask('export activity today by hour', claire)
    expect(lastFile(bot).lines[1]).toMatch(/^2026-11-18,2026-11-18,hour,2026-11-18T\d\d:00:00\.000Z,\d+,\d+$/)
  })

  test('adds up to what the report says', async () => {
    const bot = await startBot()
    const sumOf = (column: string) => {
      const [head = '', ...all] = lastFile(bot).lines
      // What was forecast in months that are over stands beside what they came to.
      const lines = head.includes('metric') ? all.filter((line) => line.includes(',spent,')) : all
      const index = head.split(',').indexOf(column)
      return lines.reduce((sum, line) => sum + Number(line.split(',')[index]), 0)
    }
    const said = (count: number) => Math.round(count).toLocaleString('en-GB')
    for (const [report, column, unit] of [
      ['spend last month by model', 'amount', ''],
      ['models last month', 'amount', ''],
      ['workspaces last month', 'amount', ''],
      ['forecast last month', 'amount', ''],
      ['agents last month', 'messages', ' messages'],
      ['top-users last month', 'messages', ' le Chat messages'],
    ] as const) {
      await bot.ask(`export ${report}`, claire)
      expect(await bot.askForText(report, claire)).toContain(`${said(sumOf(column))}${unit}`)
    }
  })

  test('writes into the trail what is about to leave, and then how it ended', async () => {
    const bot = await startBot()
    await bot.ask('export spend last month by category', claire)
    // What was typed may hold a name: it lies beside the chain, which forgets nothing.
    const asked = { report: 'spend', rows: 11, text: 'spend last month by category' }
    expect(await leavings(bot)).toMatchObject([
      { action: 'report.exporting', outcome: 'done', ...asked },
      { action: 'report.exported', outcome: 'done', ...asked },
    ])
    bot.slack.faults.fail('files.completeUploadExternal', 'invalid_arguments', 9)
    expect(await bot.askForText('export spend', claire)).toContain('Slack does not answer as it should')
    expect((await leavings(bot)).at(-1)).toMatchObject({ action: 'report.exported', outcome: 'failed' })
    expect(await bot.askForText('audit exports', claire)).toMatch(/Claire Fontaine · exported a report · ⚠ failed/)
  })

  test('is for admins and billing managers', async () => {
    const bot = await startBot({ settings: { READ_ACCESS: 'workspace' } })
    for (const line of ['export', 'export spend', 'export top-users'])
      expect(await bot.askForText(line)).toContain('This needs the admin or billing role at Mistral')
    expect(bot.slack.files()).toEqual([])
  })

  test('names people for those who may see names, and for nobody where PRIVACY is anonymous', async () => {
    const named = await startBot()
    await named.ask('export top-users last month', claire)
    expect(lastFile(named).lines[0]).toBe('from,to,place,name,email,messages')
    expect(lastFile(named).lines.join()).toContain('@northwind.example')
    expect((await readTrail(named)).map(({ action }) => action)).toContain('names.viewed')
    const anonymous = await startBot({ settings: { PRIVACY: 'anonymous' } })
    await anonymous.ask('export top-users last month', claire)
    expect(lastFile(anonymous).lines[0]).toBe('from,to,first_place,last_place,people,messages')
    for (const line of lastFile(anonymous).lines.slice(1)) expect(Number(line.split(',')[4])).toBeGreaterThanOrEqual(5)
    expect(lastFile(anonymous).bytes.toString()).not.toMatch(/northwind|Okafor/)
  })

  test('lists what can be exported where it is asked for nothing, or for something else', async () => {
    const bot = await startBot()
    for (const line of ['export', 'export whoami', 'export bananas now']) {
      const text = await bot.askForText(line, claire)
      for (const name of exportable) expect(text).toContain(`/mistral export ${name}`)
    }
    expect(await bot.askForText('export whoami', claire)).toContain('`whoami` cannot be exported')
    expect(await bot.askForText('export', claire)).toContain('These reports can be exported as CSV')
    expect(await bot.askForText('export help', claire)).toContain('/mistral export <report>')
  })

  test('says what it does not understand with examples that can be typed', async () => {
    const bot = await startBot()
    expect(await bot.askForText('export spend bananas', claire)).toContain('/mistral export spend last month')
    expect(await bot.askForText('export spend workspace:nowhere', claire)).toContain('/mistral export spend workspace:')
    expect(await bot.askForText('export spend 2020-01', claire)).toContain('There is nothing to export')
    expect(bot.slack.files()).toEqual([])
  })

  test('is one click away from a report, for those who may, and the report stays', async () => {
    const bot = await startBot()
    const labels = (message: { blocks: readonly object[] } | undefined) => JSON.stringify(message?.blocks ?? [])
    const [own] = await bot.ask('spend last month')
    expect(labels(own)).not.toContain('Export')
    const [report] = await bot.ask('spend last month', claire)
    expect(labels(report)).toContain('Export')
    const action = /offer\.run-beside\.\d+/.exec(labels(report))![0]
    await bot.slack.click({ user: 'U0CLAIRE', message: report!, actionId: action })
    await bot.finished(3)
    expect(lastFile(bot).name).toBe('spend-last-month-2026-11-18.csv')
    const standing = bot.slack.messages({ channel: finops, as: 'U0CLAIRE' })
    expect(standing.some(({ ts, blocks }) => ts === report!.ts && labels({ blocks }).includes('October'))).toBe(true)
  })
})
