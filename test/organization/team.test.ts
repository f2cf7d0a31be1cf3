import { expect, test } from 'vitest'
import { systemClock } from '../../src/domain/time/clock.ts'
import { createLog } from '../../src/log.ts'
import { findTeam } from '../../src/organization/team.ts'
import type { SlackCalls } from '../../src/slack/calls.ts'

/** A Slack that answers auth.test so. */
const answering = (answer: object): SlackCalls => ({
  repeatable: async () => answer as never,
  once: async () => answer as never,
  download: async () => undefined,
})

const find = (answer: object) => findTeam(answering(answer), systemClock, createLog('silent', []), undefined)

const answer = { team_id: 'T0NORTH', team: 'Northwind', bot_id: 'B0BOT', user_id: 'U0BOT' }

test('a token of one workspace says whose it is, and what it may', async () => {
  const scopes = ['chat:write', 'commands']
  expect(await find({ ...answer, is_enterprise_install: false, response_metadata: { scopes } })).toEqual({
    id: 'T0NORTH',
    name: 'Northwind',
    bot: { id: 'B0BOT', userId: 'U0BOT' },
    scopes,
  })
})

test('a token of a whole Enterprise organization is refused with what to do, instead of refusing everybody later', async () => {
  await expect(find({ ...answer, team_id: 'E0NORTH', is_enterprise_install: true })).rejects.toThrow(
    /^SLACK_BOT_TOKEN: it belongs to a whole Enterprise organization, which is not supported\. Install the app in one/,
  )
})
