import { expect, test } from 'vitest'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { startBot } from '../support/bot.ts'

test.each([
  { name: 'Socket Mode', overHttp: false },
  { name: 'signed HTTP', overHttp: true },
])('no key or token leaves through a log or a message, whatever fails, over $name', async ({ overHttp }) => {
  const { slack, mistral, ask, bot, logLines, sandbox } = await startBot({ overHttp })
  const secrets = [slack.botToken, slack.appToken, slack.signingSecret, mistral.key]
  const troubles: (() => void)[] = [
    () => mistral.faults.fail(401, { body: { detail: `key ${mistral.key} is revoked` } }),
    () => mistral.faults.fail(500, { body: mistral.key }),
    () => mistral.faults.garbage(),
    () => mistral.faults.loseAnswer('/usage', 9),
    () => mistral.faults.redirect(`${mistral.url}/?key=${mistral.key}`),
    () => slack.faults.fail('users.info', 'invalid_auth', 3),
    () => slack.faults.loseResponse('users.info', 3),
    () => slack.faults.fail('response_url', 'invalid_blocks', 2),
    () => slack.faults.dropSockets(),
  ]
  for (const trouble of troubles) {
    trouble()
    if (slack.connectionCount() > 0 || overHttp) {
      await ask('spend')
      await ask(`spend ${mistral.key} workspace:x`)
      await ask('status')
    }
    mistral.clearFaults()
    slack.faults.clear()
    // More commands than one person may give at once.
    sandbox.clock.advance(9_000)
  }
  const metrics = await (await fetch(`http://127.0.0.1:${bot.port}/metrics`)).text()
  const seen = Object.values(sandboxChannels).flatMap(({ id }) => slack.messages({ channel: id, as: 'U0SARAH' }))
  // What somebody typed is said back to them alone.
  const told = seen.filter(({ text }) => !text.startsWith('I do not understand'))
  const written = [...logLines, metrics, JSON.stringify(told)].join('\n')
  expect(logLines.length).toBeGreaterThan(20)
  for (const secret of secrets) expect(written).not.toContain(secret)
})
