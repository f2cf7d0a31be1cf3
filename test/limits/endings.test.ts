import { expect, test } from 'vitest'
import type { Tables } from '../../src/features/limits/store/store.ts'
import { printMessage } from '../../src/sandbox/print-message.ts'
import { describeOnSqlite } from '../support/databases.ts'
import { approvalsChannel } from '../support/raise.ts'
import { day, hour, minute, pass } from './support/acts.ts'
import { type Fleet, startFleet } from './support/fleet.ts'

/** The demo begins on Wednesday 18 November 2026, 09:12 UTC. */
const untilDecember = 12 * day + 14 * hour + 48 * minute

async function raise(fleet: Fleet, amount: number, { line = 'limits raise', ...values }: Record<string, string> = {}) {
  await fleet.steps.request({ amount: String(amount), ...values }, { line })
  await fleet.steps.approve('U0CLAIRE')
}

const limitOf = ({ mistral }: Fleet) => mistral.organization.limit

const statesOf = async (fleet: Fleet) => (await fleet.temporaries()).map(({ state }) => state).join(' ')

/** Everything in the approvals channel and its threads. */
function said({ slack }: Fleet): string {
  const messages = slack.messages({ channel: approvalsChannel })
  const threads = messages.flatMap(({ channel, ts }) => slack.thread({ channel, ts }).slice(1))
  return [...messages, ...threads].map((message) => printMessage(message, slack)).join('\n')
}

async function press(fleet: Fleet, user: string, actionId: string): Promise<void> {
  const { slack } = fleet
  const messages = slack.messages({ channel: approvalsChannel })
  const all = [...messages, ...messages.flatMap(({ channel, ts }) => slack.thread({ channel, ts }).slice(1))]
  const notice = all.findLast(({ blocks }) => JSON.stringify(blocks).includes(`"${actionId}"`))
  if (!notice) throw new Error(`no button ${actionId}`)
  await fleet.steps.andSettle(() => slack.click({ user, channel: notice.channel, ts: notice.ts, actionId }))
}

describeOnSqlite('a raise for this month only', (open, place) => {
  test('is reminded of a day before, and ends once the counter was seen to start again', async () => {
    const fleet = await startFleet(open, place)
    await raise(fleet, 50_000)
    await pass(fleet, untilDecember - day + hour, day)
    expect(said(fleet)).toContain('€50,000 ends soon: the limit returns to €45,000')
    // Mistral's counter lags behind the calendar.
    fleet.mistral.faults.counterLagMs = 3 * hour
    await pass(fleet, day + hour, hour)
    expect(limitOf(fleet)).toBe(50_000)
    await pass(fleet, 3 * hour, 20 * minute)
    expect(limitOf(fleet)).toBe(45_000)
    expect(await statesOf(fleet)).toBe('ended')
    expect(said(fleet)).toContain('€50,000 → €45,000: the temporary limit has ended')
    expect(fleet.writes()).toHaveLength(2)
    expect(await fleet.isTrailWhole()).toBe(true)
  })

  test('that was applied when little was used ends as well', async () => {
    const fleet = await startFleet(open, place)
    await pass(fleet, untilDecember + hour, day)
    await raise(fleet, 50_000)
    await pass(fleet, 31 * day, 12 * hour)
    expect(limitOf(fleet)).toBe(45_000)
  })

  test('is left alone when somebody changed the limit since', async () => {
    const fleet = await startFleet(open, place)
    await raise(fleet, 50_000)
    fleet.mistral.setLimit(55_000, 'Marc Delacroix')
    await pass(fleet, untilDecember + hour, day)
    expect(limitOf(fleet)).toBe(55_000)
    expect(await statesOf(fleet)).toBe('left')
    expect(said(fleet)).toContain('somebody has changed the limit since')
  })

  test('stays until Mistral can be asked', async () => {
    const fleet = await startFleet(open, place)
    await raise(fleet, 50_000)
    await pass(fleet, untilDecember - hour, day)
    fleet.mistral.faults.fail(500, {})
    await pass(fleet, 3 * hour, hour)
    expect(limitOf(fleet)).toBe(50_000)
    fleet.mistral.clearFaults()
    await pass(fleet, hour, 20 * minute)
    expect(limitOf(fleet)).toBe(45_000)
  })

  test('that cannot be taken back is said, and stays a question', async () => {
    const fleet = await startFleet(open, place)
    await raise(fleet, 50_000)
    await pass(fleet, untilDecember - hour, day)
    fleet.mistral.faults.fail(403, { path: '/spend-limit', method: 'POST' })
    await pass(fleet, 2 * hour, hour)
    expect(limitOf(fleet)).toBe(50_000)
    expect(said(fleet)).toContain('Mistral refuses my key')
  })

  test('is to be taken back by hand where the bot may no longer write', async () => {
    const fleet = await startFleet(open, place)
    await raise(fleet, 50_000)
    await fleet.bots[0]?.stop()
    fleet.bots.length = 0
    await fleet.startOne({ LIMIT_WRITES: 'off' })
    await pass(fleet, untilDecember + hour, day)
    expect(limitOf(fleet)).toBe(50_000)
    expect(await statesOf(fleet)).toBe('byHand')
    expect(said(fleet)).toContain('Set the limit back to €45,000')
    expect(fleet.writes()).toHaveLength(1)
  })
})

describeOnSqlite('a raise until a date', (open, place) => {
  const until = { term: 'date', until: '2026-11-21' }
  const afterIt = 2 * day + 16 * hour

  test('ends at its date, in the zone of the settings', async () => {
    const fleet = await startFleet(open, place)
    await raise(fleet, 50_000, until)
    // Midnight in Paris is 23:00 UTC.
    await pass(fleet, 2 * day + 13 * hour + 40 * minute, day)
    expect(limitOf(fleet)).toBe(50_000)
    await pass(fleet, 20 * minute)
    expect(limitOf(fleet)).toBe(45_000)
  })

  test('stays when going back would suspend access, and goes back after the reset when asked to', async () => {
    const fleet = await startFleet(open, place)
    await raise(fleet, 60_000, until)
    fleet.mistral.burn({ amount: 18_500 })
    await pass(fleet, afterIt, day)
    expect(limitOf(fleet)).toBe(60_000)
    expect(await statesOf(fleet)).toBe('running')
    expect(said(fleet)).toContain('The limit stays at €60,000 for now')
    await press(fleet, 'U0CLAIRE', 'limits.try-later')
    await pass(fleet, 11 * day, 12 * hour)
    expect(limitOf(fleet)).toBe(45_000)
    expect(await fleet.actions()).toContain('end-postponed')
    expect(await fleet.isTrailWhole()).toBe(true)
  })

  test('stays for good when that is asked for and approved', async () => {
    const fleet = await startFleet(open, place)
    await raise(fleet, 60_000, until)
    fleet.mistral.burn({ amount: 18_500 })
    await pass(fleet, afterIt, day)
    await press(fleet, 'U0SARAH', 'limits.keep')
    await fleet.steps.approve('U0MARC')
    expect(await statesOf(fleet)).toBe('kept')
    await pass(fleet, 14 * day, day)
    expect(limitOf(fleet)).toBe(60_000)
    expect(fleet.writes()).toHaveLength(1)
  })

  test('that lowered the limit goes back up', async () => {
    const fleet = await startFleet(open, place)
    await raise(fleet, 40_000, { ...until, line: 'limits lower' })
    expect(limitOf(fleet)).toBe(40_000)
    await pass(fleet, afterIt, day)
    expect(limitOf(fleet)).toBe(45_000)
  })
})

describeOnSqlite('a raise over a limit with cents', (open, place) => {
  test('is to be taken back by hand, said once, and no job goes on about it', async () => {
    const fleet = await startFleet(open, place)
    fleet.mistral.setLimit(45_000.5, 'Marc Delacroix')
    await raise(fleet, 50_000, { term: 'date', until: '2026-11-21' })
    await pass(fleet, 3 * day, day)
    await pass(fleet, 10 * minute)
    expect(limitOf(fleet)).toBe(50_000)
    expect(await statesOf(fleet)).toBe('byHand')
    expect(said(fleet).match(/Set the limit back to €45,000.50/g)).toHaveLength(1)
    expect(fleet.writes()).toHaveLength(1)
    expect((await fleet.raises()).map(({ state }) => state)).toEqual(['applied'])
    const jobs = await fleet.db.query<Tables>().selectFrom('jobs').select(['kind', 'failures']).execute()
    expect(jobs).toEqual([])
  })
})

describeOnSqlite('a request for a limit with cents', (open, place) => {
  test('that was approved goes to a person, with the figure to set', async () => {
    const fleet = await startFleet(open, place)
    await fleet.steps.request({ amount: '50000' })
    await fleet.db.query<Tables>().updateTable('raises').set({ target: '50000.5' }).execute()
    await fleet.steps.approve('U0CLAIRE')
    expect([await fleet.state(), fleet.writes().length]).toEqual(['byHand', 0])
    expect(fleet.steps.cardText()).toContain('I can only set whole amounts')
    expect(fleet.steps.cardText()).toContain('set exactly `50000.5`')
    expect(fleet.steps.directTexts('U0SARAH').at(-1)).toContain('to be set by hand')
  })
})

describeOnSqlite('overlapping temporary raises', (open, place) => {
  const first = { term: 'date', until: '2026-11-25' }
  const second = { term: 'date', until: '2026-11-21' }

  test('leave the highest that still runs, whichever ends first', async () => {
    const fleet = await startFleet(open, place)
    await raise(fleet, 50_000, first)
    await raise(fleet, 60_000, second)
    await pass(fleet, 2 * day + 16 * hour, day)
    expect(limitOf(fleet)).toBe(50_000)
    await pass(fleet, 4 * day, day)
    expect(limitOf(fleet)).toBe(45_000)
    expect(await statesOf(fleet)).toBe('ended ended')
  })

  test('end without a write where a higher one runs on', async () => {
    const fleet = await startFleet(open, place)
    await raise(fleet, 50_000, second)
    await raise(fleet, 60_000, first)
    await pass(fleet, 2 * day + 16 * hour, day)
    expect(limitOf(fleet)).toBe(60_000)
    expect(fleet.writes()).toHaveLength(2)
    expect(said(fleet)).toContain('€50,000 has ended; the limit stays at €60,000')
    await pass(fleet, 4 * day, day)
    expect(limitOf(fleet)).toBe(45_000)
  })

  test('return to what somebody set by hand between them', async () => {
    const fleet = await startFleet(open, place)
    await raise(fleet, 50_000, first)
    fleet.mistral.setLimit(52_000, 'Marc Delacroix')
    await raise(fleet, 60_000, second)
    await pass(fleet, 8 * day, day)
    expect(limitOf(fleet)).toBe(52_000)
    expect(await statesOf(fleet)).toBe('left ended')
  })

  test('end on what was set to stay meanwhile', async () => {
    const fleet = await startFleet(open, place)
    await raise(fleet, 50_000, second)
    await raise(fleet, 55_000, { term: 'permanent' })
    await pass(fleet, 8 * day, day)
    expect(limitOf(fleet)).toBe(55_000)
    const standing = await fleet.db.query<Tables>().selectFrom('standing_limits').select('permanent').execute()
    expect(standing).toEqual([{ permanent: '55000' }])
  })
})
