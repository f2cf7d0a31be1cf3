import { expect, test } from 'vitest'
import { startBot } from '../support/bot.ts'

test('over HTTP a bot that is told to end says so to the balancer, and answers until it has heard', async () => {
  const { bot, sandbox, askForText } = await startBot({ overHttp: true, settings: { DRAIN_SECONDS: '60' } })
  const askReadiness = () => fetch(`http://127.0.0.1:${bot.port}/readyz`).then(({ status }) => status)
  expect(await askReadiness()).toBe(200)
  const end = bot.retire()
  expect(await askReadiness()).toBe(503)
  expect(await askForText('whoami')).toContain('Sarah Lindqvist')
  sandbox.clock.advance(60_000)
  await end
  await expect(askReadiness()).rejects.toThrow()
})
