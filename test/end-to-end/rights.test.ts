import { describe, expect, test } from 'vitest'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { startSteps } from '../support/raise.ts'
import { actionsIn, readTrail, refusalsIn } from '../support/trail.ts'

const general = sandboxChannels.general.id
const dayMs = 24 * 3_600_000
const minuteMs = 60_000

const group = (id: string, members: string[]) => ({
  id,
  handle: id.toLowerCase(),
  name: id,
  members,
  isDisabled: false,
})

async function startWithGroup(members: string[]) {
  const started = await startSteps({ ROLE_MAP: 'S0FINANCE:billing,S0INTERNS:member' })
  started.slack.putUserGroup(group('S0FINANCE', members))
  return started
}

describe('somebody who comes into a user group that decides', () => {
  test('after a request was made decides on it only a day later; the admins are told, and the trail knows', async () => {
    const { running, steps, slack, sandbox, mistral } = await startWithGroup(['U0MARC'])
    await steps.request({ amount: '50000' })
    slack.putUserGroup(group('S0FINANCE', ['U0MARC', 'U0JONAS']))
    await steps.review('U0JONAS', 'approve')
    expect(steps.modal('U0JONAS')).toContain('Your Slack user groups changed and made you an approver')
    expect(await refusalsIn(running)).toEqual(['limits.approve heldGroup'])
    expect(await actionsIn(running)).toContain('person.grouped')

    sandbox.clock.advance(2 * minuteMs)
    await running.bot.settle()
    expect(steps.directTexts('U0CLAIRE').join('\n')).toContain('@Jonas Bauer joined a Slack user group that can decide')
    expect(steps.directTexts('U0JONAS').join('\n')).not.toContain('joined a Slack user group')

    sandbox.clock.advance(dayMs)
    await running.bot.settle()
    await steps.review('U0JONAS', 'approve')
    await steps.submit('U0JONAS')
    expect(mistral.organization.limit).toBe(50_000)
  })

  test('before it was made decides at once', async () => {
    const { steps, mistral } = await startWithGroup(['U0JONAS'])
    await steps.request({ amount: '50000' })
    await steps.approve('U0JONAS')
    expect(mistral.organization.limit).toBe(50_000)
  })

  test('after having left counts anew', async () => {
    const { running, steps, slack } = await startWithGroup(['U0JONAS'])
    await steps.request({ amount: '50000' })
    slack.putUserGroup(group('S0FINANCE', []))
    await running.askForText('whoami', { user: 'U0JONAS', channel: general })
    slack.putUserGroup(group('S0FINANCE', ['U0JONAS']))
    await steps.review('U0JONAS', 'approve')
    expect(steps.modal('U0JONAS')).toContain('Your Slack user groups changed and made you an approver')
  })

  test('or is taken out of the lower one that kept them from deciding, is new as well', async () => {
    const { running, steps, slack } = await startWithGroup(['U0JONAS'])
    slack.putUserGroup(group('S0INTERNS', ['U0JONAS', 'U0CLAIRE']))
    await running.askForText('whoami', { user: 'U0JONAS', channel: general })
    await steps.request({ amount: '50000' }, { user: 'U0SARAH' })
    slack.putUserGroup(group('S0INTERNS', []))
    for (const user of ['U0JONAS', 'U0CLAIRE']) {
      await steps.review(user, 'approve')
      expect(steps.modal(user), user).toContain('Your Slack user groups changed and made you an approver')
    }
  })

  test.each([
    ['just now does not break the glass', [], /Your Slack user groups changed/],
    ['before the bot looked breaks the glass', ['U0JONAS'], /API access is suspended\. This raises the limit/],
  ])('%s', async (_, before, said) => {
    const settings = { ROLE_MAP: 'S0FINANCE:admin', BREAK_GLASS: 'on' }
    const { running, steps, slack, mistral } = await startSteps(settings)
    slack.putUserGroup(group('S0FINANCE', before))
    await running.askForText('whoami', { user: 'U0SARAH', channel: general })
    mistral.setLimit(1_000, 'Marc Delacroix')
    slack.putUserGroup(group('S0FINANCE', ['U0JONAS']))
    await steps.open('U0JONAS', 'limits break-glass')
    expect(steps.modal('U0JONAS')).toMatch(said)
  })

  test('and stands in a lower one as well has the lower role, and whoami says so', async () => {
    const { running, slack } = await startWithGroup(['U0JONAS'])
    slack.putUserGroup(group('S0INTERNS', ['U0JONAS']))
    expect(await running.askForText('whoami', { user: 'U0JONAS', channel: general })).toMatch(
      /you are a member\.[\s\S]*If your groups have different roles, the lowest one counts/,
    )
  })
})

test('whoever is first known to decide by e-mail address stands in the trail, and one message tells the admins', async () => {
  const { running, steps, sandbox } = await startSteps()
  await steps.request({ amount: '50000' })
  const bound = (await readTrail(running)).filter(({ action }) => action === 'person.bound')
  expect(bound).toHaveLength(3)
  sandbox.clock.advance(2 * minuteMs)
  await running.bot.settle()
  const told = steps.directTexts('U0CLAIRE').filter((text) => text.includes('can decide about the limit from now on'))
  expect(told).toHaveLength(1)
  expect(told[0]).toMatch(/@Claire Fontaine, @Marc Delacroix(,)? and @Nadia Benali can decide/)
  sandbox.clock.advance(dayMs)
  await running.bot.settle()
  expect(steps.directTexts('U0CLAIRE').filter((text) => text.includes('from now on'))).toHaveLength(1)
})

test('an admin whom Slack does not let the bot tell at first is told of it afterwards, and the others once', async () => {
  const { running, steps, slack, sandbox } = await startSteps()
  const heard = () =>
    ['U0CLAIRE', 'U0MARC'].map(
      (user) =>
        steps.directTexts(user).filter((text) => text.includes('can decide about the limit from now on')).length,
    )
  await steps.request({ amount: '50000' })
  slack.faults.fail('chat.postMessage', 'invalid_blocks')
  sandbox.clock.advance(2 * minuteMs)
  await running.bot.settle()
  expect(heard()).toContain(0)
  expect(heard()).toContain(1)
  sandbox.clock.advance(minuteMs)
  await running.bot.settle()
  expect(heard()).toEqual([1, 1])
})

test('for several deciders the groups are read once, and no member is searched for by address', async () => {
  const { running, slack, mistral } = await startWithGroup(['U0MARC', 'U0NADIA', 'U0CLAIRE'])
  const groupsRead = () => slack.journal().filter(({ method }) => method === 'usergroups.list').length
  const before = { groups: groupsRead(), members: mistral.requests.length }
  await running.askForText('limits', { channel: general })
  // One for who asks, one for all who can decide.
  expect(groupsRead() - before.groups).toBeLessThanOrEqual(2)
  const searches = mistral.requests.slice(before.members).filter(({ query }) => query.email !== undefined)
  expect(searches.length).toBeLessThanOrEqual(1)
})
