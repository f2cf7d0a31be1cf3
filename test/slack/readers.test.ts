import { describe, expect, test } from 'vitest'
import type { SlackCalls } from '../../src/slack/calls.ts'
import { createSlackPeople } from '../../src/slack/people.ts'

/** Slack, which says this of a person. */
function readerOf(facts: Readonly<Record<string, unknown>>) {
  const user = { id: 'U0SARAH', team_id: 'T0', name: 'sarah', ...facts }
  const calls = { repeatable: async () => ({ user }) } as Partial<SlackCalls> as SlackCalls
  return createSlackPeople(calls, 'T0').profile('U0SARAH')
}

describe('how somebody reads', () => {
  test('is as Slack says where this machine knows it', async () => {
    expect(await readerOf({ tz: 'Europe/Paris', locale: 'fr-FR' })).toMatchObject({
      timeZone: 'Europe/Paris',
      locale: 'fr-FR',
    })
  })

  test.each(['Mars/Olympus_Mons', '', '../../etc/localtime', 'Europe/Paris\0', undefined])(
    'is in the zone of posts where theirs is %j: else no date could be written for them',
    async (tz) => {
      expect((await readerOf({ tz })).timeZone).toBeUndefined()
    },
  )

  test.each(['en_GB.UTF-8', '', 'en-', 'x'.repeat(300), undefined])(
    'is in English where theirs is %j',
    async (locale) => {
      expect((await readerOf({ locale })).locale).toBe('en-US')
    },
  )
})
