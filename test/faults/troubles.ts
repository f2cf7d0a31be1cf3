import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { minute } from '../limits/support/acts.ts'
import type { Place } from '../support/databases.ts'
import type { Disk } from '../support/disk.ts'
import { skewClock } from '../support/skewed-clock.ts'
import type { TcpProxy } from '../support/tcp-proxy.ts'
import type { Life } from './life.ts'

export interface Ways {
  readonly place: Place
  readonly disk: Disk
  /** Each instance's own way to PostgreSQL, in the order of the instances; none on SQLite. */
  readonly proxies: (TcpProxy & { readonly databaseUrl: string })[]
  startProxy(): Promise<TcpProxy & { readonly databaseUrl: string }>
}

/** What goes wrong at random. Some of it goes by at once; the rest stays until `heal`. */
export function createTroubles({ fleet, random, lived }: Life, ways: Ways) {
  const { mistral, slack, time } = fleet
  const { proxies, disk } = ways
  const isOnPostgres = ways.place().databaseUrl !== undefined

  async function startOne(): Promise<void> {
    if (!isOnPostgres) return void (await fleet.startOne())
    const proxy = await ways.startProxy()
    const skewMs = random.oneOf([0, 0, -3 * minute, 4 * minute])
    if (skewMs !== 0) lived.push(`  its clock is ${skewMs / minute} minutes off`)
    await fleet.startOne({ DATABASE_URL: proxy.databaseUrl }, skewClock(time.clock, skewMs))
    proxies.push(proxy)
  }

  const troubles: Readonly<Record<string, () => void | Promise<void>>> = {
    'Mistral is down': () => mistral.faults.fail(random.oneOf([500, 502, 503])),
    'Mistral limits requests': () => mistral.faults.fail(429, { retryAfterSeconds: 30, times: 20 }),
    'Mistral fails now and then': () => mistral.faults.fail(503, { times: 3 }),
    'Mistral is slow': () => mistral.faults.delay(20),
    'Mistral loses answers to writes': () => mistral.faults.loseAnswer('/spend-limit', 2, 'POST'),
    'Mistral speaks garbage': () => mistral.faults.garbage('/usage'),
    'Mistral says it otherwise': () => mistral.faults.reshape((answer) => ({ data: answer }), '/spend-limit'),
    'Mistral’s counter lags': () => {
      mistral.faults.counterLagMs = 30 * minute
    },
    'Mistral reads back late': () => {
      mistral.faults.readBackLagMs = minute
    },
    'Slack limits posts': () => slack.faults.rateLimit('chat.postMessage', { retryAfterSeconds: 1, times: 3 }),
    'Slack refuses blocks': () => slack.faults.fail('chat.postMessage', 'invalid_blocks', 1 + random.below(3)),
    'Slack fails': () => {
      for (const method of ['chat.update', 'chat.postMessage', 'conversations.info'])
        slack.faults.fail(method, random.oneOf(['internal_error', 'service_unavailable']), 2)
    },
    'Slack loses answers': () => slack.faults.loseResponse('chat.postMessage', 2),
    'Slack’s files are not ready': () => slack.faults.slowFiles(60 * 60 * minute),
    'Slack tells events twice': () => slack.faults.repeatEvents(true),
    async 'every socket drops'() {
      slack.faults.dropSockets()
      await slack.waitFor(() => slack.connectionCount() >= fleet.bots.length, { timeoutMs: 60_000 })
    },
    async 'the clock jumps ahead'() {
      await time.advance((5 + random.below(90)) * minute)
    },
    async 'the clock jumps back'() {
      await time.advance(-(1 + random.below(10)) * minute)
    },
    async 'an instance comes'() {
      if (fleet.bots.length < 3) await startOne()
    },
    async 'an instance goes'() {
      if (fleet.bots.length < 2) return
      const index = random.below(fleet.bots.length)
      const [bot] = fleet.bots.splice(index, 1)
      // Its way to the database first, now and then: then it ends as a process ends that is cut off.
      const [proxy] = isOnPostgres ? proxies.splice(index, 1) : []
      if (random.below(2) === 0) {
        proxy?.refuse(true)
        proxy?.cut()
      }
      await bot?.stop()
    },
    async 'everybody restarts'() {
      for (const bot of fleet.bots.splice(0)) await bot.stop()
      proxies.splice(0)
      await startOne()
    },
    async 'the database is locked for a moment'() {
      if (isOnPostgres) return
      const other = new DatabaseSync(join(ways.place().dataDir, 'chatops.sqlite'), { timeout: 1_000 })
      other.exec('begin immediate')
      await Promise.race([fleet.bot.settle().catch(() => {}), wait(100 + random.below(400))])
      other.exec('rollback')
      other.close()
    },
    'the disk is full': () => {
      if (!isOnPostgres) disk.setFull(true)
    },
    'connections to the database break': () => {
      for (const proxy of proxies) proxy.cut()
    },
    'the database restarts': () => {
      for (const proxy of proxies) {
        proxy.refuse(true)
        proxy.cut()
      }
    },
    'an instance loses its database': () => {
      const proxy = random.oneOf(proxies.length > 0 ? proxies : [undefined])
      proxy?.refuse(true)
      proxy?.cut()
    },
  }

  return {
    startOne,
    async begin() {
      const name = random.oneOf(Object.keys(troubles))
      lived.push(`! ${name}`)
      await troubles[name]?.()
    },
    heal() {
      lived.push('all is well')
      mistral.clearFaults()
      slack.faults.clear()
      disk.setFull(false)
      for (const proxy of proxies) proxy.refuse(false)
    },
  }
}
