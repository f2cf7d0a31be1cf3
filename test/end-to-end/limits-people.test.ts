import { describe, expect, test } from 'vitest'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import type { TestBot } from '../support/bot.ts'
import { approvalsChannel, startSteps } from '../support/raise.ts'
import { actionsIn, refusalsIn } from '../support/trail.ts'

const general = sandboxChannels.general.id
const dayMs = 24 * 3_600_000

const becomeClaire = ({ slack }: Pick<TestBot, 'slack'>, user: string) => {
  slack.updatePerson('U0CLAIRE', { email: 'claire.old@northwind.example' })
  slack.updatePerson(user, { email: 'claire@northwind.example' })
}

describe('a raise is asked for', () => {
  test('by every full member of the workspace, also without a role at Mistral and without any figures', async () => {
    const { steps } = await startSteps()
    await steps.open('U0JONAS', 'limits raise 60k')
    expect(steps.modal('U0JONAS')).toContain('You can ask without seeing the figures')
    expect(steps.modal('U0JONAS')).not.toMatch(/45,000|26,\d{3}/)
    await steps.send('U0JONAS', {})
    expect(steps.modal('U0JONAS')).toContain('Sent.')
    const [copy] = steps.directTexts('U0JONAS')
    expect(copy).toMatch(/^New limit €60,000, November only\?/)
    expect(copy).not.toMatch(/45,000|26,\d{3}|Without:/)

    await steps.approve('U0CLAIRE')
    const told = steps.directTexts('U0JONAS').join('\n')
    expect(told).toMatch(/✅ @Claire Fontaine.*New limit €60,000/)
    expect(told).not.toMatch(/45,000|26,\d{3}/)
  })

  test('not by guests, bots and deactivated people, who hear why; the refusal is in the trail', async () => {
    const { running, steps, slack } = await startSteps()
    slack.updatePerson('U0JONAS', { kind: 'deactivated' })
    slack.updatePerson('U0SARAH', { kind: 'bot' })
    for (const user of ['U0GABI', 'U0JONAS', 'U0SARAH']) await steps.open(user, 'limits raise')
    expect(steps.modal('U0GABI')).toContain('Guests of this workspace cannot use me')
    expect(steps.modal('U0JONAS')).toContain('Your Slack account is deactivated')
    expect(steps.modal('U0SARAH')).toContain('I answer people only')
    expect(await refusalsIn(running)).toEqual(['limits raise guest', 'limits raise deactivated', 'limits raise bot'])
  })

  test('not by another company, and nobody is asked anything for them', async () => {
    const { slack, mistral } = await startSteps()
    const channel = sandboxChannels.shared.id
    await slack.command({ user: 'U0SAM', channel, text: 'limits raise' })
    await slack.waitFor(() => slack.messages({ channel, as: 'U0SAM' })[0])
    expect(slack.views('U0SAM')).toEqual([])
    expect(mistral.requests).toEqual([])
  })

  test('not where nobody but the asker could decide, nor where too few could, and says the way out', async () => {
    const { mistral, steps } = await startSteps({ APPROVAL_BANDS: '0:1,60000:2' })
    mistral.setRole('marc@northwind.example', 'member')
    await steps.request({ amount: '60000' }, { user: 'U0CLAIRE' })
    expect(steps.modal('U0CLAIRE')).toMatch(/There are not enough approvers.*admin\.mistral\.ai/)
    mistral.setRole('nadia@northwind.example', 'member')
    await steps.request({ amount: '50000' }, { user: 'U0CLAIRE' })
    expect(steps.modal('U0CLAIRE')).toMatch(/Nobody but you can approve this.*admin\.mistral\.ai/)
    expect(steps.modal('U0CLAIRE')).toContain('50000')
  })

  test('although an id that Slack does not know stands in ROLE_MAP', async () => {
    const { steps, slack } = await startSteps({ ROLE_MAP: 'U0LONGGONE:admin' })
    await steps.request({ amount: '50000' })
    expect(slack.messages({ channel: approvalsChannel })).toHaveLength(1)
  })
})

describe('a raise is decided', () => {
  test('by admins and billing managers alone, never by whoever asked; each refusal says why and is in the trail', async () => {
    const { running, steps, slack, mistral } = await startSteps()
    await steps.request({ amount: '50000' }, { user: 'U0NADIA' })
    await steps.review('U0NADIA', 'approve')
    expect(steps.modal('U0NADIA')).toContain('This is your own request')
    await steps.review('U0SARAH', 'approve')
    expect(steps.modal('U0SARAH')).toContain('needs the admin or billing role at Mistral')
    await steps.review('U0JONAS', 'deny')
    expect(steps.modal('U0JONAS')).toContain('no member of your Organization at Mistral has your Slack e-mail')
    await steps.review('U0GABI', 'approve')
    expect(steps.modal('U0GABI')).toContain('Guests of this workspace')
    slack.updatePerson('U0MARC', { kind: 'deactivated' })
    await steps.review('U0MARC', 'approve')
    expect(steps.modal('U0MARC')).toContain('deactivated')
    expect(await refusalsIn(running)).toEqual([
      'limits.approve ownRequest',
      'limits.approve needsDecider',
      'limits.deny needsDecider',
      'limits.approve guest',
      'limits.approve deactivated',
    ])
    expect(mistral.organization.limit).toBe(45_000)
  })

  test('by a billing manager as well', async () => {
    const { steps, mistral } = await startSteps()
    await steps.request({ amount: '50000' })
    await steps.approve('U0NADIA')
    expect(mistral.organization.limit).toBe(50_000)
    expect(steps.cardText()).toContain('@Nadia Benali: billing manager at Mistral, by e-mail address')
  })

  test('not by a second Slack account of the same member, whether mapped or by address', async () => {
    const { slack, steps, mistral } = await startSteps({ ROLE_MAP: 'U0CLAIRE2:admin' })
    const [claire] = slack.people().filter(({ id }) => id === 'U0CLAIRE')
    if (!claire) throw new Error('Claire is gone')
    slack.addPerson({ ...claire, id: 'U0CLAIRE2', name: 'claire2', email: 'Claire@Northwind.example' })
    await steps.request({ amount: '50000' }, { user: 'U0CLAIRE' })
    await steps.review('U0CLAIRE2', 'approve')
    expect(steps.modal('U0CLAIRE2')).toMatch(/This is your own request|now match a different member at Mistral/)
    mistral.faults.fail(503, { path: '/users' })
    await steps.review('U0CLAIRE2', 'approve')
    expect(steps.modal('U0CLAIRE2')).toContain('Mistral’s Admin API does not answer')
    expect(mistral.organization.limit).toBe(45_000)
  })

  test('by its own author up to SELF_APPROVAL_UP_TO of the resulting limit, also without a channel', async () => {
    const { steps, slack, mistral } = await startSteps({ SELF_APPROVAL_UP_TO: '50000', APPROVALS_CHANNEL: '' })
    await steps.request({ amount: '50001' }, { user: 'U0CLAIRE' })
    const channel = slack.directMessage('U0CLAIRE')
    expect(steps.directTexts('U0CLAIRE').join('\n')).not.toContain('[Approve…]')
    await steps.andSettle(() =>
      slack.click({ user: 'U0CLAIRE', message: slack.messages({ channel }).at(-1)!, actionId: 'limits.withdraw' }),
    )
    await steps.request({ amount: '50000' }, { user: 'U0CLAIRE' })
    const card = slack.messages({ channel }).findLast(({ blocks }) => JSON.stringify(blocks).includes('limits.approve'))
    await steps.review('U0CLAIRE', 'approve', card)
    await steps.submit('U0CLAIRE')
    expect(mistral.organization.limit).toBe(50_000)
  })

  test('by two where APPROVAL_BANDS says so, nobody twice, and both have to see the same limit', async () => {
    const { steps, mistral } = await startSteps({ APPROVAL_BANDS: '0:1,50000:2' })
    await steps.request({ amount: '50000' })
    expect(steps.cardText()).toContain('2 approvals: @Claire Fontaine, @Marc Delacroix, or @Nadia Benali')
    await steps.approve('U0CLAIRE')
    expect(steps.modal('U0CLAIRE')).toContain('One more person has to approve')
    expect(steps.cardText()).toMatch(
      /Claire Fontaine \(admin.*1 of 2[\s\S]*1 more approval: @Marc Delacroix or @Nadia Benali/,
    )
    await steps.review('U0CLAIRE', 'approve')
    expect(steps.modal('U0CLAIRE')).toContain('You approved this already')

    mistral.setLimit(46_000, 'Marc Delacroix')
    await steps.approve('U0MARC')
    expect(steps.modal('U0MARC')).toContain('saw different limits, so neither approval counts')
    expect(steps.cardText()).toContain('please look and decide again')
    expect(mistral.organization.limit).toBe(46_000)
    await steps.approve('U0MARC')
    await steps.approve('U0NADIA')
    expect(mistral.organization.limit).toBe(50_000)
    expect(mistral.requests.filter(({ method }) => method === 'POST')).toHaveLength(1)
  })

  test('with the role of that moment: one that was taken away between review and decision is gone', async () => {
    const { steps, mistral } = await startSteps()
    await steps.request({ amount: '50000' })
    await steps.review('U0CLAIRE', 'approve')
    mistral.setRole('claire@northwind.example', 'member')
    await steps.submit('U0CLAIRE', { note: 'Fine with me.' })
    expect(steps.modal('U0CLAIRE')).toMatch(/needs the admin or billing role[\s\S]*You wrote: “Fine with me\.”/)
    expect(mistral.organization.limit).toBe(45_000)
  })
})

test('whoever takes over an admin’s address in Slack is held for a day, and the other admins are told', async () => {
  const { running, steps, sandbox, mistral } = await startSteps()
  for (const user of ['U0CLAIRE', 'U0SARAH']) await running.askForText('whoami', { user, channel: general })
  becomeClaire(running, 'U0SARAH')
  await steps.request({ amount: '50000' }, { user: 'U0JONAS' })
  await steps.review('U0SARAH', 'approve')
  expect(steps.modal('U0SARAH')).toContain('You can decide 24 hours after the change')
  expect(steps.directTexts('U0MARC').join('\n')).toContain('@Sarah Lindqvist now matches a different Mistral member')
  expect(steps.directTexts('U0SARAH').join('\n')).not.toContain('different Mistral member')
  expect(await actionsIn(running)).toContain('person.rebound')
  expect(await refusalsIn(running)).toEqual(['limits.approve held'])

  sandbox.clock.advance(dayMs + 60_000)
  await running.bot.settle()
  await steps.review('U0SARAH', 'approve')
  expect(steps.modal('U0SARAH')).toContain('Yours is the last approval needed')
  expect(mistral.organization.limit).toBe(45_000)
})

test('also somebody who never was a member is held when they become one by an address that another one had', async () => {
  const { running, steps } = await startSteps()
  await running.askForText('whoami', { user: 'U0CLAIRE', channel: general })
  becomeClaire(running, 'U0JONAS')
  await steps.request({ amount: '50000' })
  await steps.review('U0JONAS', 'approve')
  expect(steps.modal('U0JONAS')).toContain('You can decide 24 hours after the change')
})

test('also when the bot knows of them as no member, and has not met the owner of the address', async () => {
  const { running, steps, mistral } = await startSteps()
  expect(await running.askForText('whoami', { user: 'U0JONAS', channel: general })).toContain(
    'I cannot find a role for you',
  )
  becomeClaire(running, 'U0JONAS')
  await steps.request({ amount: '50000' })
  await steps.review('U0JONAS', 'approve')
  expect(steps.modal('U0JONAS')).toContain('You can decide 24 hours after the change')
  expect(mistral.organization.limit).toBe(45_000)
  expect(await actionsIn(running)).toContain('person.rebound')
})

test('whoever changes the address is held also where they were met only while Mistral did not answer', async () => {
  const { running, steps, mistral } = await startSteps()
  mistral.faults.fail(503, { path: '/users' })
  await running.askForText('whoami', { user: 'U0JONAS', channel: general })
  mistral.faults.clear()
  becomeClaire(running, 'U0JONAS')
  await steps.request({ amount: '50000' })
  await steps.review('U0JONAS', 'approve')
  expect(steps.modal('U0JONAS')).toContain('You can decide 24 hours after the change')
})

test('an address with a letter that only looks like another is nobody else’s', async () => {
  const { running, slack, mistral } = await startSteps()
  mistral.addMember({ name: 'Mark', email: 'mark@northwind.example', role: 'admin' })
  slack.updatePerson('U0JONAS', { email: 'mar\u212a@northwind.example' })
  expect(await running.askForText('whoami', { user: 'U0JONAS', channel: general })).toContain(
    'I cannot find a role for you',
  )
})
