import { webApi } from '@slack/bolt'
import { expect, onTestFinished, test, vi } from 'vitest'
import { socketRetries } from '../../src/slack/app.ts'
import { slackLogger } from '../../src/slack/logger.ts'

test('after a night without network the socket is asked for again within half a minute', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  onTestFinished(() => void vi.useRealTimers())
  let isAway = true
  const attempts: number[] = []
  const answer = () => Promise.resolve(Response.json({ ok: true, url: 'wss://slack' }))
  const silent = { debug() {}, info() {}, warn() {}, error() {} }
  const client = new webApi.WebClient('xapp-1', {
    retryConfig: socketRetries,
    logger: slackLogger(silent),
    fetch: async () => {
      attempts.push(Date.now())
      if (isAway) throw new Error('Network request failed')
      return await answer()
    },
  })
  const opened = client.apps.connections.open({})
  await vi.advanceTimersByTimeAsync(8 * 3_600_000)
  const gaps = attempts.slice(1).map((at, index) => at - (attempts[index] ?? 0))
  expect(Math.max(...gaps)).toBeLessThanOrEqual(30_000)
  expect(gaps.at(-1)).toBeGreaterThan(5_000)
  isAway = false
  await vi.advanceTimersByTimeAsync(30_000)
  expect(await opened).toMatchObject({ ok: true })
})
