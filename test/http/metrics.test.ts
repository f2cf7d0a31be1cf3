import { expect, onTestFinished, test } from 'vitest'
import type { Log } from '../../src/domain/log.ts'
import type { Clock } from '../../src/domain/time/clock.ts'
import { createMetrics, type MetricsOptions } from '../../src/http/metrics.ts'
import { startHttpServer } from '../../src/http/server.ts'
import { partsOf } from '../support/parts.ts'

async function serve(options: MetricsOptions = {}) {
  const metrics = createMetrics(options)
  const http = await startHttpServer({ host: '127.0.0.1', port: 0 }, metrics.routes, partsOf<Log>({}))
  onTestFinished(() => http.close())
  const scrape = async () => {
    const answer = await fetch(`http://127.0.0.1:${http.port}/metrics`)
    expect(answer.status).toBe(200)
    return (await answer.text()).split('\n').filter((line) => /^chatops_(things|age|up)/.test(line))
  }
  return { metrics, scrape }
}

const never = new Promise<void>(() => {})
/** No wait on it ends, unless the test says so. */
const clockAt = (now: () => number, sleep: Clock['sleep'] = () => never): Clock => ({
  now: () => new Date(now()),
  sleep,
})

const states = { name: 'chatops_things', help: 'Things', label: { name: 'state', values: ['old', 'new'] } } as const
const age = { name: 'chatops_age_seconds', help: 'An age' } as const
const up = { name: 'chatops_up', help: 'Whether it is there', unread: 0 } as const

test('gauges are read together when somebody scrapes, and not again for some seconds', async () => {
  let at = 0
  let looks = 0
  const { metrics, scrape } = await serve({ clock: clockAt(() => at), cachedMs: 5_000 })
  metrics.watch([states, age], async () => {
    looks++
    return { chatops_things: { new: looks }, chatops_age_seconds: { '': 7 } }
  })
  const first = ['chatops_things{state="old"} 0', 'chatops_things{state="new"} 1', 'chatops_age_seconds 7']
  expect(await Promise.all([scrape(), scrape()])).toEqual([first, first])
  at = 4_999
  expect(await scrape()).toEqual(first)
  at = 5_000
  expect(await scrape()).toContain('chatops_things{state="new"} 2')
  expect(looks).toBe(2)
})

test('a scrape never fails because something cannot be read: it is left out, and comes back', async () => {
  let isAway = false
  const { metrics, scrape } = await serve({ cachedMs: 0 })
  metrics.watch([states, age], async () => {
    if (isAway) throw new Error('the database is away')
    return { chatops_things: { old: 2 }, chatops_age_seconds: {} }
  })
  const there = ['chatops_things{state="old"} 2', 'chatops_things{state="new"} 0']
  expect(await scrape()).toEqual(there)
  isAway = true
  expect(await scrape()).toEqual([])
  isAway = false
  expect(await scrape()).toEqual(there)
})

test('what cannot be read is shown as its gauge says', async () => {
  let isAway = false
  const { metrics, scrape } = await serve({ cachedMs: 0 })
  metrics.watch([up], async () => {
    if (isAway) throw new Error('the database is away')
    return { chatops_up: { '': 1 } }
  })
  expect(await scrape()).toEqual(['chatops_up 1'])
  isAway = true
  expect(await scrape()).toEqual(['chatops_up 0'])
})

test('a scrape waits two seconds for a database that hangs, shows all else, and asks it nothing more meanwhile', async () => {
  const hanging = Promise.withResolvers<void>()
  let wait: Promise<void> = Promise.resolve()
  const waits: number[] = []
  const clock = clockAt(
    () => 0,
    (ms) => {
      waits.push(ms)
      return wait
    },
  )
  const { metrics, scrape } = await serve({ clock, cachedMs: 0 })
  let looks = 0
  metrics.watch([states, up], async () => {
    looks++
    await hanging.promise
    return { chatops_things: { old: 1 }, chatops_up: { '': 1 } }
  })
  expect(await scrape()).toEqual(['chatops_up 0'])
  expect(await scrape()).toEqual(['chatops_up 0'])
  expect({ looks, waits }).toEqual({ looks: 1, waits: [2_000, 2_000] })
  wait = never
  hanging.resolve()
  expect(await scrape()).toContain('chatops_up 1')
})

test('no label takes a value that its gauge does not declare, whatever the database holds', async () => {
  const { metrics, scrape } = await serve()
  metrics.watch([states], async () => ({ chatops_things: { 'Claire Fontaine': 3 } }))
  expect((await scrape()).join('\n')).not.toContain('Claire')
})
