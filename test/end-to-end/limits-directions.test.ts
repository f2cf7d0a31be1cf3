import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { Tables } from '../../src/features/limits/store/store.ts'
import { createDemoClock } from '../../src/sandbox/index.ts'
import { startBot } from '../support/bot.ts'
import { raiseSteps, startSteps } from '../support/raise.ts'
import { actionsIn, lookInto, readTrail, refusalsIn } from '../support/trail.ts'

const bands = { APPROVAL_BANDS: '0:1,48000:2' }

describe('the limit is lowered', () => {
  test('above present use like any other change', async () => {
    const { steps, mistral } = await startSteps(bands)
    expect(await steps.request({ amount: '46000' }, { line: 'limits lower' })).toEqual({
      amount: 'That is not below the present limit.',
    })
    await steps.send('U0SARAH', { amount: '40000', term: 'permanent' })
    expect(steps.cardText()).toMatch(/^€45,000 → €40,000, permanently\?[\s\S]*1 approval/)
    await steps.approve('U0CLAIRE')
    expect(mistral.organization.limit).toBe(40_000)
  })

  test('below present use only by the highest band, with what it does said on the card and in the modal', async () => {
    const { steps, mistral } = await startSteps({ ...bands, SELF_APPROVAL_UP_TO: '40000' })
    await steps.request({ amount: '20000', term: 'permanent' }, { user: 'U0CLAIRE', line: 'limits lower' })
    expect(steps.cardText()).toMatch(/This suspends API access now[\s\S]*2 approvals/)
    await steps.review('U0CLAIRE', 'approve')
    expect(steps.modal('U0CLAIRE')).toContain('This is your own request')
    await steps.review('U0MARC', 'approve')
    expect(steps.modal('U0MARC')).toContain('This suspends API access now')
    await steps.submit('U0MARC')
    expect(mistral.organization.limit).toBe(45_000)
    await steps.approve('U0NADIA')
    expect(mistral.organization).toMatchObject({ limit: 20_000, isSuspended: true })
  })
})

describe('the limit is set', () => {
  test('to any amount but the present one, and to an amount where there was none', async () => {
    const { steps, mistral } = await startSteps()
    mistral.setLimit(null, 'Marc Delacroix')
    expect(await steps.request({ amount: '50000' })).toEqual({ amount: 'That is not above the present limit.' })
    await steps.request({ amount: '45000', term: 'permanent' }, { line: 'limits set' })
    expect(steps.cardText()).toMatch(/^no limit → €45,000, permanently/)
    await steps.approve('U0CLAIRE')
    expect(mistral.organization.limit).toBe(45_000)
    expect(await steps.request({ amount: '45000' }, { line: 'limits set' })).toEqual({
      amount: 'That is the present limit already.',
    })
  })
})

describe('the limit is removed', () => {
  test('by the highest band, never by its own author', async () => {
    const { steps, mistral } = await startSteps({ ...bands, SELF_APPROVAL_UP_TO: '1000000' })
    await steps.open('U0CLAIRE', 'limits remove')
    expect(steps.modal('U0CLAIRE')).toMatch(/Without a limit nothing stops a runaway batch/)
    await steps.send('U0CLAIRE', { term: 'permanent' })
    expect(steps.cardText()).toMatch(/^€45,000 → no limit, permanently\?[\s\S]*2 approvals: @Marc Delacroix or @Nadia/)
    await steps.review('U0CLAIRE', 'approve')
    expect(steps.modal('U0CLAIRE')).toContain('This is your own request')
    await steps.approve('U0MARC')
    await steps.approve('U0NADIA')
    expect(mistral.organization.limit).toBeNull()
  })

  test('nowhere that MAX_LIMIT is set', async () => {
    const { steps } = await startSteps({ MAX_LIMIT: '90000' })
    expect(await steps.request({}, { line: 'limits remove' })).toEqual({
      reason: expect.stringContaining('The highest limit allowed here is 90000'),
    })
  })
})

describe('the glass is broken', () => {
  const on = { BREAK_GLASS: 'on', MAX_LIMIT: '80000', APPROVAL_BANDS: '0:2' }
  const line = 'limits break-glass'

  test('nowhere by default, not before access is suspended, and by admins alone; each refusal is in the trail', async () => {
    const off = await startSteps()
    await off.steps.open('U0CLAIRE', line)
    expect(off.steps.modal('U0CLAIRE')).toContain('Break-glass is off here')
    const { running, steps, mistral } = await startSteps(on)
    await steps.open('U0CLAIRE', line)
    expect(steps.modal('U0CLAIRE')).toContain('API access is not suspended')
    mistral.burn({ amount: 20_000 })
    await steps.open('U0NADIA', line)
    expect(steps.modal('U0NADIA')).toContain('Only a Mistral admin')
    await steps.open('U0SARAH', line)
    expect(steps.modal('U0SARAH')).toContain('Only a Mistral admin')
    expect(await refusalsIn(running)).toEqual([`${line} notSuspended`, `${line} adminOnly`, `${line} adminOnly`])
  })

  test('by one admin, within MAX_LIMIT, loudly, until the month ends, and marked in the trail', async () => {
    const { running, steps, mistral, slack } = await startSteps(on)
    mistral.burn({ amount: 20_000 })
    await steps.open('U0CLAIRE', line)
    expect(await steps.send('U0CLAIRE', { amount: '80001' })).toHaveProperty('amount')
    expect(await steps.send('U0CLAIRE', { amount: '60000', reason: ' ' })).toHaveProperty('reason')
    mistral.faults.fail(503)
    await steps.send('U0CLAIRE', { amount: '60000', reason: 'Shop is down.' })
    expect(steps.modal('U0CLAIRE')).toMatch(/Admin API does not answer[\s\S]*You wrote: “Shop is down\.”/)
    mistral.clearFaults()
    await steps.open('U0CLAIRE', line)
    await steps.send('U0CLAIRE', { amount: '60000', reason: 'Shop is down.' })
    expect(mistral.organization).toMatchObject({ limit: 60_000, isSuspended: false })
    const posts = JSON.stringify(slack.messages({ channel: steps.card().channel }).map(({ blocks }) => blocks))
    expect(posts).toMatch(/Break-glass\*: <@U0CLAIRE> raises the limit now[\s\S]*Shop is down/)
    expect(posts).toMatch(/BREAK-GLASS: no second person approved this[\s\S]*November only/)
    const broken = (await readTrail(running)).find(({ action }) => action === 'limit.break-glass')
    expect(broken).toMatchObject({ outcome: 'done', text: 'Shop is down.' })
    expect(await actionsIn(running)).toEqual([
      'limit.requested',
      'limit.break-glass',
      'limit.attempted',
      'limit.written',
      'limit.applied',
    ])
  })

  test('not at all where its decision cannot be stored: no request is left behind for others to join', async () => {
    const { running, steps, mistral } = await startSteps(on)
    mistral.burn({ amount: 20_000 })
    await steps.open('U0CLAIRE', line)
    await lookInto(running, (db) => sql`drop table raise_decisions`.execute(db.query()))
    await steps.send('U0CLAIRE', { amount: '60000', reason: 'Shop is down.' })
    expect(steps.modal('U0CLAIRE')).toMatch(/something went wrong[\s\S]*Shop is down/i)
    const left = await lookInto(running, (db) => db.query<Tables>().selectFrom('raises').select('id').execute())
    expect(left).toEqual([])
    expect(mistral.organization.limit).toBe(45_000)
  })

  test.each(['50000', '70000'])('also over somebody’s open request for %s, which follows it', async (amount) => {
    const { steps, mistral, slack } = await startSteps(on)
    await steps.request({ amount })
    mistral.burn({ amount: 20_000 })
    await steps.open('U0CLAIRE', line)
    await steps.send('U0CLAIRE', { amount: '60000', reason: 'Shop is down.' })
    expect(mistral.organization.limit).toBe(60_000)
    expect(steps.directTexts('U0SARAH').at(-1)).toMatch(/€45,000 → €60,000/)
    await steps.request({ amount: '75000' })
    expect(JSON.stringify(slack.messages({ channel: steps.card().channel }).at(-1)?.blocks)).toContain('75,000')
  })
})

describe('where the bot may not write', () => {
  const off = { LIMIT_WRITES: 'off' }

  test('the approved change is set by hand: the exact figure, the way there, and Done only once Mistral shows it', async () => {
    const { running, steps, mistral, slack } = await startSteps(off)
    await steps.request({ amount: '50000' })
    await steps.approve('U0CLAIRE')
    expect(steps.modal('U0CLAIRE')).toContain('I cannot write the limit myself')
    expect(steps.cardText()).toMatch(
      /to be set by hand[\s\S]*set exactly `50000`[\s\S]*\[Open the Admin Panel\] \[Done\]/,
    )
    expect(steps.directTexts('U0SARAH').at(-1)).toContain('Somebody with the Admin Panel sets it')
    const done = (user: string) =>
      steps.andSettle(() => slack.click({ user, message: steps.card(), actionId: 'limits.done' }))
    await done('U0SARAH')
    await done('U0MARC')
    expect(steps.cardText()).toContain('[Done]')
    expect(await refusalsIn(running)).toEqual(['limits.done needsDecider', 'limits.done notThereYet'])
    mistral.setLimit(50_000, 'Marc Delacroix')
    const waiting = steps.card()
    await done('U0MARC')
    expect(steps.cardText()).toMatch(/^✅ @Claire Fontaine.*€45,000 → €50,000.*read back from Mistral/)
    await steps.andSettle(() => slack.click({ user: 'U0NADIA', message: waiting, actionId: 'limits.done' }))
    const [told] = slack.messages({ channel: waiting.channel, as: 'U0NADIA' }).slice(-1)
    expect(told).toMatchObject({ visibleTo: 'U0NADIA', text: expect.stringContaining('read back from Mistral') })
    expect(mistral.requests.filter(({ method }) => method === 'POST')).toEqual([])
  })

  test('and Mistral cannot be asked, it is the word of a person, and says so', async () => {
    const { running, steps, mistral, slack } = await startSteps({ ...off, ROLE_MAP: 'U0MARC:admin' })
    await steps.request({ amount: '50000' })
    await steps.approve('U0CLAIRE')
    mistral.faults.fail(503, { path: '/spend-limit' })
    await steps.andSettle(() => slack.click({ user: 'U0MARC', message: steps.card(), actionId: 'limits.done' }))
    expect(steps.cardText()).toMatch(/stated by @Marc Delacroix.*not verified/)
    const actions = await actionsIn(running)
    expect(actions.filter((action) => /done-by-hand|stated/.test(action))).toEqual([
      'limit.done-by-hand',
      'limit.stated',
    ])
  })
})

test('what nobody does by hand expires, and no longer keeps others from asking', async () => {
  const clock = createDemoClock()
  const bot = await startBot({ clock, settings: { LIMIT_WRITES: 'off' } })
  const steps = raiseSteps(bot)
  await steps.request({ amount: '50000' })
  await steps.approve('U0CLAIRE')
  expect(steps.cardText()).toContain('[Done]')
  clock.advance(3 * 24 * 3_600_000)
  await bot.bot.settle()
  expect(steps.cardText()).toMatch(/^Expired/)
  await steps.request({ amount: '55000' })
  expect(steps.cardText()).toMatch(/^€45,000 → €55,000/)
})
