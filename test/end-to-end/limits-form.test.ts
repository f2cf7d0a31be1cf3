import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { approvalsChannel, startSteps } from '../support/raise.ts'
import { lookInto } from '../support/trail.ts'

describe('the form of a request', () => {
  test('says at the field what is wrong, from what it showed, and asks nobody for it', async () => {
    const { steps, mistral } = await startSteps({ MAX_LIMIT: '80000' })
    await steps.open('U0SARAH', 'limits raise')
    await steps.choose('U0SARAH', 'date')
    const asked = mistral.requests.length
    const amount = async (typed: string) => (await steps.send('U0SARAH', { amount: typed, until: '2026-12-24' })).amount
    for (const typed of ['lots', '-60000', '60000.50', '12,34', '1e6', '0x10'])
      expect(await amount(typed), typed).toContain('Give a whole amount')
    expect(await amount('44 999')).toBe('That is not above the present limit.')
    expect(await amount('45000')).toBe('That is the present limit already.')
    expect(await amount('80001')).toContain('The highest limit allowed here is 80000')
    expect(await amount('$60,000')).toBe('The limit is in EUR. Give the amount in it.')
    const wrong = { amount: '60000' }
    expect(await steps.send('U0SARAH', { ...wrong, until: '2026-11-18' })).toEqual({
      until: 'Choose a day after today.',
    })
    expect(await steps.send('U0SARAH', { ...wrong, until: '2026-02-31' })).toEqual({
      until: 'Choose a day after today.',
    })
    expect(await steps.send('U0SARAH', { ...wrong, until: '2026-12-24', reason: '   ' })).toEqual({
      reason: 'Say why. The approvers read this.',
    })
    expect(await steps.send('U0SARAH', { ...wrong, until: '2026-12-24', reason: 'x'.repeat(501) })).toHaveProperty(
      'reason',
    )
    expect(mistral.requests).toHaveLength(asked)
  })

  test.each(['60 000', '€60,000', '60k'])('takes %j for sixty thousand', async (amount) => {
    const { steps } = await startSteps()
    await steps.request({ amount })
    expect(steps.cardText()).toMatch(/^€45,000 → €60,000/)
  })

  test('comes filled with the amount that was typed in the command, and refuses one that is none', async () => {
    const { steps } = await startSteps()
    await steps.open('U0SARAH', 'limits raise 60k')
    expect(steps.modal('U0SARAH')).toContain('[60k]')
    await steps.open('U0SARAH', 'limits raise sixty')
    expect(steps.modal('U0SARAH')).toMatch(/I do not understand the amount “sixty”.*limits raise 50000/)
  })

  test('comes back with everything typed when the limit moved meanwhile', async () => {
    const { steps, mistral, slack } = await startSteps()
    await steps.open('U0SARAH', 'limits raise')
    mistral.setLimit(70_000, 'Marc Delacroix')
    await steps.send('U0SARAH', { amount: '60000', term: 'date', until: '2026-12-24', reason: 'Christmas.' })
    expect(steps.modal('U0SARAH')).toMatch(/That is not above the present limit/)
    expect(steps.modal('U0SARAH')).toMatch(/26,\d{3} of €70,000/)
    for (const typed of ['60000', '2026-12-24', 'Christmas.', '[Until a date]'])
      expect(steps.modal('U0SARAH')).toContain(typed)
    expect(slack.messages({ channel: approvalsChannel })).toEqual([])
    await steps.send('U0SARAH', { amount: '75000' })
    expect(steps.cardText()).toMatch(/^€70,000 → €75,000, until/)
  })

  test('comes back with everything typed when Mistral or Slack does not answer, and can be sent again', async () => {
    const { steps, mistral, slack } = await startSteps()
    await steps.open('U0SARAH', 'limits raise')
    mistral.faults.fail(503)
    await steps.send('U0SARAH', { amount: '60000', term: 'permanent', reason: 'We grew.' })
    expect(steps.modal('U0SARAH')).toContain('Mistral’s Admin API does not answer')
    for (const typed of ['60000', 'We grew.', '[Until it is changed again]'])
      expect(steps.modal('U0SARAH')).toContain(typed)
    mistral.clearFaults()
    slack.faults.fail('users.info', 'fatal_error', 3)
    await steps.send('U0SARAH', {})
    expect(steps.modal('U0SARAH')).toContain('Slack does not answer as it should')
    slack.faults.clear()
    await steps.send('U0SARAH', { reason: 'We grew.' })
    expect(steps.cardText()).toMatch(/^€45,000 → €60,000, permanently/)
  })

  test('says that Mistral is away instead of opening, and that a trigger was too old in a message', async () => {
    const { steps, mistral, slack, running } = await startSteps()
    mistral.faults.fail(503)
    await steps.open('U0SARAH', 'limits raise')
    expect(steps.modal('U0SARAH')).toContain('Mistral’s Admin API does not answer')
    mistral.clearFaults()
    slack.faults.fail('views.open', 'expired_trigger_id')
    expect(await running.askForText('limits raise')).toContain('Slack does not answer as it should')
  })

  test('that was closed while it loaded is no failure, and the next command works', async () => {
    const { steps, slack } = await startSteps()
    slack.faults.fail('views.update', 'not_found')
    await steps.open('U0SARAH', 'limits raise')
    await steps.request({ amount: '60000' })
    expect(steps.cardText()).toMatch(/^€45,000 → €60,000/)
  })

  test('holds no figures against an asker who may not see them', async () => {
    const { steps } = await startSteps({ READ_ACCESS: 'billing' })
    await steps.open('U0SARAH', 'limits raise')
    expect(steps.modal('U0SARAH')).not.toMatch(/45,000|26,\d{3}/)
    expect(await steps.send('U0SARAH', { amount: '44000' })).toEqual({})
    expect(steps.modal('U0SARAH')).toContain('That is not above the present limit')
    expect(steps.modal('U0SARAH')).not.toMatch(/45,000|26,\d{3}/)
  })
})

describe('the form follows what is chosen and typed', () => {
  const sarah = 'U0SARAH'

  test('asks for the date only where there is one, and keeps what was typed', async () => {
    const { steps, slack } = await startSteps()
    await steps.open(sarah, 'limits raise 60k')
    expect(steps.modal(sarah)).not.toContain('Until when?')
    const { id: viewId } = slack.views(sarah).at(-1)!
    await slack.typeInto({ user: sarah, viewId, blockId: 'reason', actionId: 'reason', value: 'Christmas.' })
    await steps.choose(sarah, 'date')
    expect(steps.modal(sarah)).toContain('Until when?')
    for (const typed of ['60k', 'Christmas.', '[Until a date]']) expect(steps.modal(sarah)).toContain(typed)
    await steps.choose(sarah, 'permanent')
    expect(steps.modal(sarah)).not.toContain('Until when?')
    expect(steps.modal(sarah)).toContain('Christmas.')
    await steps.send(sarah, { reason: 'Christmas.', term: 'date', until: '2026-12-24' })
    expect(steps.cardText()).toMatch(/^€45,000 → €60,000, until/)
  })

  test('suggests the smallest round amount that holds, and says of another until when it does', async () => {
    const { steps, mistral } = await startSteps()
    mistral.setLimit(30_000, 'Marc Delacroix')
    await steps.open(sarah, 'limits raise')
    const [, suggested, high] =
      /Suggested: €(\d\d,000), the smallest round amount above the upper end of the forecast \(€(\d\d,\d00)\)/.exec(
        steps.modal(sarah),
      ) ?? []
    const number = (text = '') => Number(text.replace(',', ''))
    expect(number(suggested)).toBe(Math.floor(number(high) / 1_000) * 1_000 + 1_000)
    expect(steps.modal(sarah)).toContain(`✅ €${suggested} holds this month`)
    expect(steps.modal(sarah)).toContain(`[${number(suggested)}]`)
    await steps.weigh(sarah, '35000')
    expect(steps.modal(sarah)).toMatch(/🔴 €35,000 holds until ≈ .*2\d Nov.*then API access stops/)
    await steps.weigh(sarah, 'lots')
    expect(steps.modal(sarah)).not.toMatch(/holds until|holds this month/)
    await steps.send(sarah, { amount: '35000' })
    expect(steps.modal(sarah)).toMatch(/Sent\.[\s\S]*🔴 €35,000 holds until/)
  })

  test('shows no forecast to an asker who may not see figures, and still asks for the date', async () => {
    const { steps, mistral } = await startSteps({ READ_ACCESS: 'billing' })
    mistral.setLimit(30_000, 'Marc Delacroix')
    await steps.open(sarah, 'limits raise')
    await steps.weigh(sarah, '35000')
    await steps.choose(sarah, 'date')
    expect(steps.modal(sarah)).toContain('Until when?')
    expect(steps.modal(sarah)).not.toMatch(/Suggested|holds|upper end|30,000/)
    await steps.send(sarah, { term: 'date', until: '2026-12-24', amount: '50000' })
    expect(steps.modal(sarah)).not.toMatch(/holds|upper end/)
  })

  test('stays as it is while nobody says who uses it, and goes on afterwards', async () => {
    const { steps, mistral } = await startSteps()
    await steps.open(sarah, 'limits raise 60k')
    mistral.faults.fail(503)
    await steps.choose(sarah, 'date')
    expect(steps.modal(sarah)).not.toContain('Until when?')
    expect(steps.directTexts(sarah).at(-1)).toContain('Mistral’s Admin API does not answer')
    mistral.clearFaults()
    await steps.choose(sarah, 'date')
    expect(steps.modal(sarah)).toMatch(/26,\d{3} of €45,000[\s\S]*60k[\s\S]*Until when\?/)
  })

  test('goes on without a forecast where Mistral gives no usage', async () => {
    const { steps, mistral } = await startSteps()
    mistral.faults.fail(503, { path: '/usage' })
    await steps.open(sarah, 'limits raise 60k')
    expect(steps.modal(sarah)).not.toMatch(/holds|should hold|Suggested/)
    await steps.choose(sarah, 'date')
    expect(steps.modal(sarah)).toMatch(/26,\d{3} of €45,000[\s\S]*60k[\s\S]*Until when\?/)
  })

  test('does not draw over a form that was used again meanwhile', async () => {
    const { steps, slack } = await startSteps()
    await steps.open(sarah, 'limits raise')
    slack.faults.fail('views.update', 'hash_conflict')
    await steps.choose(sarah, 'date')
    expect(steps.modal(sarah)).not.toContain('Until when?')
    // Sent in that state, the error stands at the choice: there is no other field to show it at.
    expect(await steps.send(sarah, { amount: '60000' })).toEqual({
      term: 'The date is missing. Choose “This month only”, then “Until a date” again.',
    })
    await steps.choose(sarah, 'month')
    await steps.send(sarah, { amount: '60000', term: 'date', until: '2026-12-24' })
    expect(steps.cardText()).toMatch(/^€45,000 → €60,000, until/)
  })

  test('whose draft is gone stays as it is, and says so when it is sent', async () => {
    const { running, steps } = await startSteps()
    await steps.open(sarah, 'limits raise')
    await lookInto(running, (db) => sql`delete from limit_drafts`.execute(db.query()))
    await steps.choose(sarah, 'date')
    expect(steps.modal(sarah)).not.toContain('Until when?')
    await steps.send(sarah, { amount: '60000', term: 'month' })
    expect(steps.modal(sarah)).toMatch(/too old/)
  })
})

test('a form whose data the database lost says so, and is not left waiting', async () => {
  const { running, steps } = await startSteps()
  await steps.open('U0SARAH', 'limits raise')
  await lookInto(running, (db) => sql`drop table limit_drafts`.execute(db.query()))
  await steps.send('U0SARAH', { amount: '50000' })
  expect(steps.modal('U0SARAH')).toMatch(/something went wrong/i)
  expect(steps.modal('U0SARAH')).not.toMatch(/checking/i)
})

test('a request is not taken where it would be lost, and its author is told', async () => {
  const { running, steps, slack } = await startSteps()
  await steps.open('U0SARAH', 'limits raise')
  for (const end of ['', '-wal', '-shm']) rmSync(join(running.dataDir, `chatops.sqlite${end}`))
  // The scheduler cannot look for work either.
  await steps.send('U0SARAH', { amount: '50000' }).catch(() => {})
  await slack.waitFor(() => /in my database, so nothing was changed/.test(steps.modal('U0SARAH')) || undefined)
  expect(slack.messages({ channel: approvalsChannel })).toEqual([])
})

test('who may not decide is told so, also where the request cannot be read', async () => {
  const { running, steps } = await startSteps()
  await steps.request({ amount: '50000' })
  await lookInto(running, (db) => sql`alter table raises rename to lost`.execute(db.query()))
  await steps.review('U0SARAH', 'approve').catch(() => {})
  expect(steps.modal('U0SARAH')).toMatch(/needs the admin or billing role/)
})
