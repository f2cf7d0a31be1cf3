import { describe, expect, test } from 'vitest'
import { appendAudit } from '../../src/storage/audit/append.ts'
import type { AuditTables } from '../../src/storage/audit/schema.ts'
import { verifyExport } from '../../src/storage/audit/verify.ts'
import { openDatabase } from '../../src/storage/open.ts'
import { verifyTrail } from '../../src/tools/verify.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { raiseSteps } from '../support/raise.ts'
import { createOutside } from '../tools/outside.ts'
import { answerTo, labelsOf, press, read, seen } from './support.ts'

const claire = { user: 'U0CLAIRE' }
const finops = 'C0FINOPS'

/** As if the bot had done it: a line in the trail of a bot that runs. */
async function note(bot: TestBot, ...entries: { action: `${string}.${string}`; limit?: string }[]) {
  const db = await openDatabase(bot.config.storage, bot.sandbox.clock)
  for (const { action, limit } of entries)
    await db.transaction<AuditTables, unknown>((tx) =>
      appendAudit(tx, {
        organization: 'main',
        action,
        actorId: null,
        subject: 'request-1',
        ...(limit ? { after: { limit } } : {}),
        outcome: 'done',
        text: 'first\u2028second',
      }),
    )
  await db.close()
}

describe('/mistral audit', () => {
  test.each([
    ['a member', 'U0SARAH', /needs the admin or billing role/],
    ['somebody without a role', 'U0JONAS', /needs the admin or billing role/],
    ['a guest', 'U0GABI', /Guests of this workspace/],
  ])('refuses %s, and nothing of it is shown or exported', async (_, user, answer) => {
    const bot = await startBot()
    for (const line of ['audit', 'audit mistral', 'audit export', 'audit export mistral'])
      expect(await bot.askForText(line, { user, channel: 'C0GENERAL' }), line).toMatch(answer)
    expect(bot.slack.files()).toEqual([])
    expect(await bot.askForText('audit looks', claire)).not.toMatch(/looked at an audit log|took an audit log along/)
  })

  test.each(['U0CLAIRE', 'U0NADIA'])('shows %s what happened, and notes who looked', async (user) => {
    const bot = await startBot()
    await note(bot, { action: 'limit.requested', limit: '50000' })
    expect(await bot.askForText('audit', { user })).toMatch(/the bot · change of the limit requested · 50,000 · “first/)
    expect(await bot.askForText('audit', { user })).not.toMatch(/looked at an/)
    expect(
      (await bot.askForText('audit looks', { user })).match(/looked at an audit log · source our trail/g),
    ).toHaveLength(2)
  })

  test('turns its pages by a button', async () => {
    const bot = await startBot()
    await note(
      bot,
      ...Array.from({ length: 12 }, (_, index) => ({ action: 'limit.requested', limit: `${index}` }) as const),
    )
    const first = await answerTo(bot, 'audit limit', claire)
    expect(labelsOf(first)).toEqual(['Older', 'Export', 'Mistral’s log'])
    await press(bot.slack, first, 'Older', claire.user)
    const older = await seen(bot.slack, finops, claire.user, /requested · 1 ·/)
    expect(labelsOf(older)).toEqual(['Export', 'Mistral’s log'])
    expect(read(bot.slack, older)).toMatch(/requested · 0 ·/)
    expect(read(bot.slack, older)).not.toMatch(/requested · 2 ·/)
  })

  test('hides names from everybody where PRIVACY is anonymous, and does not tell whose entries are whose', async () => {
    const bot = await startBot({ settings: { PRIVACY: 'anonymous' } })
    await bot.ask('audit mistral ytd', claire)
    expect(await bot.askForText('audit looks', claire)).toMatch(/person `[0-9a-f-]{8}` · looked/)
    expect(await bot.askForText('audit @claire', claire)).toMatch(/There is no person “@claire”/)
    expect(await bot.askForText('audit mistral ytd', claire)).not.toMatch(/Claire|Marc|northwind/)
    await bot.ask('audit export', claire)
    await bot.ask('audit export mistral ytd', claire)
    for (const { name, bytes } of bot.slack.files()) expect(bytes.toString(), name).not.toMatch(/claire|northwind/i)
  })

  test('exports the trail into direct messages, and it verifies', async () => {
    const bot = await startBot()
    await note(bot, { action: 'limit.requested', limit: '50000' }, { action: 'limit.applied', limit: '50000' })
    expect(await bot.askForText('audit export decisions', claire)).toMatch(/0 entries as CSV[\s\S]*our direct messages/)
    expect(await bot.askForText('audit export', claire)).toMatch(/6 entries as CSV/)
    const [, , table, chain] = bot.slack.files()
    expect(bot.slack.files().map(({ shares }) => shares[0]?.channel)).toEqual(
      Array.from({ length: 4 }, () => bot.slack.directMessage('U0CLAIRE')),
    )
    const lines = chain?.bytes.toString().trimEnd().split('\n') ?? []
    expect(await verifyExport(lines)).toMatchObject({ whole: true, head: { sequence: 6 } })
    expect(lines.at(-1)).toContain('"action":"audit.exporting"')
    expect(table?.bytes.toString()).toContain('Claire Fontaine,claire@northwind.example,U0CLAIRE,audit.exporting')
  })

  test('says that files could not be sent, and keeps on record that they were asked for', async () => {
    const bot = await startBot()
    bot.slack.faults.fail('files.completeUploadExternal', 'invalid_arguments', 9)
    expect(await bot.askForText('audit export', claire)).toMatch(/Slack does not answer as it should/)
    expect(bot.outcomes.at(-1)).toMatchObject({ command: 'audit export', result: 'failed' })
    expect(await bot.askForText('audit', claire)).toMatch(
      /Claire Fontaine · exported the audit log · ⚠ failed[\s\S]*asked for an export of the audit log/,
    )
  })
})

describe('/mistral audit mistral', () => {
  test('tells our change from a person’s and from another program’s', async () => {
    const bot = await startBot()
    const { clock } = bot.sandbox
    const post = (amount: number) =>
      fetch(`${bot.mistral.url}/spend-limit`, {
        method: 'POST',
        headers: { 'x-api-key': bot.mistral.key, 'content-type': 'application/json' },
        body: JSON.stringify({ amount }),
      })
    await note(bot, { action: 'limit.attempted', limit: '50000' })
    await post(50_000)
    clock.advance(600_000)
    bot.mistral.setLimit(48_000, 'Marc Delacroix')
    clock.advance(600_000)
    await post(47_000)
    const text = await bot.askForText('audit mistral limit', claire)
    expect(text).toMatch(/Another program changes the limit: Admin key of the Backoffice, once/)
    expect(text).toMatch(/45,000 → 50,000 · ✅ our change/)
    expect(text).toMatch(/Marc Delacroix · billing monthly limit updated · 50,000 → 48,000 · by hand/)
    expect(text).toMatch(/48,000 → 47,000 · ⚠ another program/)
  })

  test('knows a raise that was approved here as ours, which the trail tells from request to proof', async () => {
    const bot = await startBot()
    const steps = raiseSteps(bot)
    await steps.request({ amount: '50000' })
    await steps.review('U0CLAIRE', 'approve')
    await steps.submit('U0CLAIRE')
    expect(bot.mistral.organization.limit).toBe(50_000)
    expect(await bot.askForText('audit mistral limit', claire)).toMatch(/45,000 → 50,000 · ✅ our change/)
    const told = (await bot.askForText('audit limit', claire)).match(/UTC · (.*?) · 45,000/g)
    expect(told).toEqual([
      'UTC · the bot · limit changed · 45,000',
      'UTC · the bot · change taken by Mistral · 45,000',
      'UTC · the bot · change of the limit begun · 45,000',
      'UTC · @Claire Fontaine · request approved · 45,000',
      'UTC · @Claire Fontaine · request reviewed · 45,000',
      'UTC · @Sarah Lindqvist · change of the limit requested · 45,000',
    ])
    const [head = ''] = /[0-9a-f]{64}/.exec(steps.threadTexts().join('')) ?? []
    const { outside, printed } = createOutside({ DATA_DIR: bot.dataDir })
    expect(await verifyTrail(['--head', head], outside), printed()).toBe(0)
  })

  test('finds by words and period, and exports what it finds', async () => {
    const bot = await startBot()
    expect(await bot.askForText('audit mistral monthly_limit ytd', claire)).toMatch(/1–3 of 3/)
    const found = await answerTo(bot, 'audit mistral sarah 2023-01-01..2024-12-31', claire)
    expect(read(bot.slack, found)).toMatch(/Sarah Lindqvist · user organization join/)
    const done = bot.outcomes.length + 1
    await press(bot.slack, found, 'Export', claire.user)
    await bot.finished(done)
    const [table] = bot.slack.files()
    expect(table?.bytes.toString().trimEnd().split('\r\n')).toHaveLength(2)
    expect(await bot.askForText('audit looks', claire)).toMatch(
      /exported the audit log · entries `1`, source Mistral’s log/,
    )
  })

  test('says so where Mistral has no such log, or there is no API', async () => {
    const bot = await startBot()
    bot.mistral.faults.fail(404, { path: '/audit-logs' })
    expect(await bot.askForText('audit mistral', claire)).toMatch(/no such data/)
    const without = await startBot({ settings: { MISTRAL_ADMIN_API_KEY: 'none', ROLE_MAP: 'U0CLAIRE:admin' } })
    expect(await without.askForText('audit mistral', claire)).toMatch(/no Admin API key/)
    expect(await without.askForText('audit', claire)).toMatch(/The audit trail is empty/)
  })
})
