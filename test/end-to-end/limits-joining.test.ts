import { expect, test } from 'vitest'
import { approvalsChannel, startSteps } from '../support/raise.ts'
import { actionsIn } from '../support/trail.ts'

test('a smaller wish joins the open request: one card, nobody asked twice, and both are told how it ends', async () => {
  const { running, steps, slack, mistral } = await startSteps()
  await steps.request({ amount: '60000' })
  await steps.open('U0JONAS', 'limits raise')
  expect(steps.modal('U0JONAS')).toContain('A request is already open: €60,000')
  await steps.send('U0JONAS', { amount: '50000' })
  expect(steps.modal('U0JONAS')).toContain('it covers this')
  expect(slack.messages({ channel: approvalsChannel })).toHaveLength(1)
  expect(steps.cardText()).toMatch(/^€45,000 → €60,000[\s\S]*@Jonas Bauer asks for €50,000: “Batch looped/)
  await steps.request({ amount: '55000' })
  expect(steps.cardText()).toContain('@Jonas Bauer asks for €50,000')

  await steps.deny('U0CLAIRE', 'Use the batch discount.')
  expect(mistral.organization.limit).toBe(45_000)
  for (const user of ['U0SARAH', 'U0JONAS'])
    expect(steps.directTexts(user).at(-1)).toMatch(/Denied:[\s\S]*“Use the batch discount\.”/)
  expect(await actionsIn(running)).toEqual([
    'limit.requested',
    'limit.joined',
    'limit.joined',
    'limit.reviewed',
    'limit.denied',
  ])
})

test('a larger wish raises the open request: approvals lapse, and nobody whose wish it was may approve it', async () => {
  const { steps, mistral } = await startSteps({ APPROVAL_BANDS: '0:2' })
  await steps.request({ amount: '50000' })
  await steps.approve('U0CLAIRE')
  await steps.review('U0NADIA', 'approve')
  await steps.request({ amount: '60000' }, { user: 'U0MARC' })
  expect(steps.modal('U0MARC')).toContain('It now asks for your amount')
  expect(steps.cardText()).toMatch(/^€45,000 → €60,000[\s\S]*earlier approvals no longer count/)
  expect(steps.cardText()).toContain('2 approvals: @Claire Fontaine or @Nadia Benali')
  await steps.submit('U0NADIA')
  expect(steps.modal('U0NADIA')).toContain('This review has expired')
  await steps.review('U0MARC', 'approve')
  expect(steps.modal('U0MARC')).toContain('This is your own request')

  const cardOf = (user: string) => steps.directTexts(user).findLast((text) => text.includes('€60,000'))
  expect(cardOf('U0MARC')).toContain('[Withdraw]')
  expect(cardOf('U0SARAH')).not.toContain('[Withdraw]')
  await steps.approve('U0NADIA')
  expect(mistral.organization.limit).toBe(45_000)
  await steps.approve('U0CLAIRE')
  expect(mistral.organization.limit).toBe(60_000)
  for (const user of ['U0SARAH', 'U0MARC'])
    expect(steps.directTexts(user).at(-1)).toMatch(/^✅ @Nadia Benali.*@Claire Fontaine.*€45,000 → €60,000/)
})

test('who makes a request larger counts as its author: it is not made where nobody could decide it any more', async () => {
  const { steps, mistral } = await startSteps()
  mistral.setRole('marc@northwind.example', 'member')
  await steps.request({ amount: '50000' }, { user: 'U0CLAIRE' })
  await steps.request({ amount: '60000' }, { user: 'U0NADIA' })
  expect(steps.modal('U0NADIA')).toContain('Nobody but you can approve this')
  expect(steps.cardText()).toMatch(/^€45,000 → €50,000/)
})

test('another direction waits until the open request has ended, and follows nothing', async () => {
  const { running, steps } = await startSteps()
  await steps.request({ amount: '60000' })
  await steps.request({ amount: '40000' }, { user: 'U0MARC', line: 'limits lower' })
  expect(steps.modal('U0MARC')).toContain('Another change of the limit is under way')
  await steps.request({}, { user: 'U0MARC', line: 'limits remove' })
  expect(steps.modal('U0MARC')).toContain('Another change of the limit is under way')
  expect(steps.cardText()).not.toMatch(/asks for/)
  expect(await actionsIn(running)).toEqual(['limit.requested'])
})

test('two who ask at the same moment make one request', async () => {
  const { running, steps, slack } = await startSteps()
  const people = ['U0SARAH', 'U0JONAS', 'U0MARC']
  for (const user of people) await steps.open(user, 'limits raise')
  const before = running.outcomes.length
  await Promise.all(
    people.map((user) =>
      slack.submitView({
        user,
        viewId: slack.views(user).at(-1)!.id,
        values: { amount: '60000', reason: 'The same outage.' },
      }),
    ),
  )
  await running.finished(before + people.length)
  await running.bot.settle()
  expect(slack.messages({ channel: approvalsChannel })).toHaveLength(1)
  expect(steps.cardText()).toMatch(/asks for €60,000: “The same outage\.”[\s\S]*asks for €60,000: “The same outage\.”/)
})

test('a limit that somebody set meanwhile closes the request at the next look, and lowers nothing', async () => {
  const { steps, mistral } = await startSteps()
  await steps.request({ amount: '60000' })
  mistral.setLimit(70_000, 'Marc Delacroix')
  await steps.review('U0CLAIRE', 'approve')
  expect(steps.modal('U0CLAIRE')).toContain('The limit is already')
  expect(steps.cardText()).toMatch(/^✅ The limit is already/)
  expect(steps.directTexts('U0SARAH').at(-1)).toContain('The limit is already')
  expect(mistral.requests.filter(({ method }) => method === 'POST')).toEqual([])
})

test('a stranger to the request keeps nobody from approving it: a larger wish stands beside it, and lapses nothing', async () => {
  const { steps, mistral } = await startSteps()
  await steps.request({ amount: '50000' })
  await steps.review('U0CLAIRE', 'approve')
  for (const amount of ['50001', '999999999']) {
    await steps.request({ amount, reason: 'Mine is larger.' }, { user: 'U0JONAS' })
    expect(steps.modal('U0JONAS')).toContain('Your amount and reason now stand on its card')
  }
  expect(steps.cardText()).toMatch(/^€45,000 → €50,000[\s\S]*@Jonas Bauer asks for €999,999,999: “Mine is larger\.”/)
  await steps.submit('U0CLAIRE')
  expect(mistral.organization.limit).toBe(50_000)
})

test('who is first stays on the card, and asks again once the larger wish is taken back', async () => {
  const { steps, slack, mistral } = await startSteps()
  await steps.request({ amount: '50000', reason: 'Batch looped.' })
  await steps.request({ amount: '60000', reason: 'The launch as well.' }, { user: 'U0MARC' })
  expect(steps.cardText()).toMatch(/^€45,000 → €60,000[\s\S]*@Sarah Lindqvist asks for €50,000: “Batch looped\.”/)
  const copy = slack
    .messages({ channel: slack.directMessage('U0MARC') })
    .findLast(({ blocks }) => JSON.stringify(blocks).includes('limits.withdraw'))!
  expect(JSON.stringify(copy.blocks)).toContain('Withdraw this request?')
  await steps.andSettle(() =>
    slack.click({ user: 'U0MARC', channel: copy.channel, ts: copy.ts, actionId: 'limits.withdraw' }),
  )
  expect(steps.cardText()).toMatch(/^€45,000 → €50,000[\s\S]*“Batch looped\.”/)
  expect(steps.cardText()).toContain('taken back')
  expect(steps.cardText()).not.toContain('The launch as well')
  await steps.approve('U0MARC')
  expect(mistral.organization.limit).toBe(50_000)
})

test('nobody amends more than three times within an hour', async () => {
  const { steps, sandbox } = await startSteps()
  for (const amount of ['50000', '51000', '52000', '53000', '54000']) await steps.request({ amount })
  expect(steps.modal('U0SARAH')).toContain('three times within an hour')
  expect(steps.cardText()).toMatch(/^€45,000 → €53,000/)
  sandbox.clock.advance(3_600_001)
  await steps.request({ amount: '54000' })
  expect(steps.cardText()).toMatch(/^€45,000 → €54,000/)
})

test('whoever takes the only place with an absurd amount and leaves it leaves the wishes of the others behind', async () => {
  const { steps, slack, mistral } = await startSteps()
  await steps.request({ amount: '999999999', reason: 'Because.' }, { user: 'U0JONAS' })
  await steps.request({ amount: '50000', reason: 'Batch looped.' })
  const copy = slack
    .messages({ channel: slack.directMessage('U0JONAS') })
    .findLast(({ blocks }) => JSON.stringify(blocks).includes('limits.withdraw'))!
  await steps.andSettle(() =>
    slack.click({ user: 'U0JONAS', channel: copy.channel, ts: copy.ts, actionId: 'limits.withdraw' }),
  )
  expect(steps.cardText()).toMatch(/^€45,000 → €50,000[\s\S]*@Sarah Lindqvist[\s\S]*“Batch looped\.”/)
  expect(steps.cardText()).not.toContain('999,999,999')
  await steps.approve('U0CLAIRE')
  expect(mistral.organization.limit).toBe(50_000)
})
