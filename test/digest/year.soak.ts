import { expect, test } from 'vitest'
import manifest from '../../manifest/socket-mode.json' with { type: 'json' }
import { type formatDays, nameOfPeriod } from '../../src/domain/time/dates.ts'
import type { Tables } from '../../src/features/digest/store/schema.ts'
import { cronOf, periodOf, type When } from '../../src/features/digest/when.ts'
import { nextOccurrence } from '../../src/scheduler/occurrences.ts'
import { createRandom, takeSeed } from '../limits/support/soak.ts'
import { startBot } from '../support/bot.ts'
import { lookInto } from '../support/trail.ts'
import { channels, makeSubscription, titlesIn } from './support.ts'

const { bot, bot_optional } = manifest.oauth_config.scopes
const hourMs = 3_600_000
const dayMs = 24 * hourMs

const monday = { rhythm: 'weekly', weekday: 1, time: '09:00' } as const
/** Two of each: at nine on Mondays, and on Sundays in the hour that the clocks skip or repeat. */
const wanted: readonly When[] = ['Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'].flatMap(
  (zone) => [
    { ...monday, zone },
    { ...monday, weekday: 0, time: '02:30', zone },
  ],
)

test('a year of weekly digests in four zones: none twice, none missed, no day left out', {
  timeout: 30 * 60_000,
}, async () => {
  const random = createRandom(takeSeed('year of digests'))
  // With the permissions to read back: what a timeout left open is found out, and not left as it is.
  const first = await startBot({ scopes: [...bot, ...bot_optional] })
  const { sandbox, slack } = first
  const began = sandbox.clock.now()
  const places = wanted.map((when, index) => {
    const id = `C0YEAR${index}`
    slack.addChannel({ id, name: `year-${index}`, members: ['U0CLAIRE'] })
    return { channel: id, when }
  })
  for (const place of places) await lookInto(first, (db) => makeSubscription(db, place))
  const settings = { DATABASE_URL: `sqlite:${first.dataDir}/chatops.sqlite` }
  let running = first
  const until = began.getTime() + 366 * dayMs
  while (sandbox.clock.now().getTime() < until) {
    // Now and then it is away for two days: what was due meanwhile comes afterwards, once.
    if (random.below(20) === 0) {
      await running.stop()
      sandbox.clock.advance(2 * dayMs)
      running = await startBot({ settings, sandbox })
    }
    sandbox.clock.advance((1 + random.below(40)) * hourMs)
    await running.bot.settle()
  }
  // What a busy machine made fail for a moment is tried again within minutes.
  for (let again = 0; again < 4; again += 1) {
    sandbox.clock.advance(20 * 60_000)
    await running.bot.settle()
  }
  expect(await lookInto(running, (db) => db.query<Tables>().selectFrom('jobs').selectAll().execute())).toEqual([])
  const ended = sandbox.clock.now()
  for (const { channel, when } of places) {
    const expected: string[] = []
    const rule = { cron: cronOf(when), zone: when.zone }
    for (let at = nextOccurrence(rule, began); at <= ended; at = nextOccurrence(rule, at)) {
      const { of } = periodOf(when, at)
      expected.push(nameDays(of))
    }
    // A name has no year where it is of the year in which it was posted.
    expect(titlesIn(slack, channel).map(withoutYear)).toEqual(expected.map(withoutYear))
    expect(expected.length).toBeGreaterThanOrEqual(52)
  }
  expect(channels.flatMap((channel) => titlesIn(slack, channel))).toEqual([])
})

const nameDays = ({
  from,
  to,
}: {
  from: Parameters<typeof formatDays>[0]
  to: Parameters<typeof formatDays>[1]
}): string => nameOfPeriod({ kind: 'days', from, to }, 'en-GB', from.slice(0, 4))

const withoutYear = (title: string): string => title.replaceAll(/ 20\d\d/g, '')
