import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Sandbox } from '../../src/sandbox/index.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { canAskToEnd, isReady, runBot, startSandbox } from '../support/process.ts'
import { read } from './support.ts'

const sarah = { user: 'U0SARAH', channel: sandboxChannels.finops.id }

function mistralIsAsked(mistral: Sandbox['mistral']): Promise<void> {
  return new Promise((resolve) => {
    if (mistral.requests.length > 0) return resolve()
    const stop = mistral.on(({ type }) => {
      if (type === 'request') {
        stop()
        resolve()
      }
    })
  })
}

describe.skipIf(!canAskToEnd)('SIGTERM', () => {
  test.each([
    { name: 'Socket Mode', settings: {} },
    { name: 'signed HTTP', settings: { SLACK_APP_TOKEN: '', DRAIN_SECONDS: '0' } },
  ])('lets the answer under way be delivered, and ends well, over $name', async ({ settings }) => {
    const { slack, mistral, environment } = await startSandbox()
    const bot = runBot({ ...environment, ...settings })
    const port = await isReady(bot)
    if ('SLACK_APP_TOKEN' in settings) slack.setRequestUrl(`http://127.0.0.1:${port}/slack/events`)
    mistral.faults.delay(300)
    await slack.command({ ...sarah, text: 'spend' })
    await mistralIsAsked(mistral)
    bot.child.kill('SIGTERM')
    expect(await bot.ended).toBe(0)
    // A busy machine may take long enough for the notice that it takes a moment.
    const answer = slack.messages({ channel: sarah.channel, as: sarah.user }).at(-1)
    expect(answer && read(slack, answer)).toMatch(/^\w+: €/)
    expect(bot.output.out).toContain('"msg":"stopped"')
    expect(bot.output.err).toBe('')
  })

  test('ends the bot while Slack is away', async () => {
    const { slack, environment } = await startSandbox()
    const bot = runBot(environment)
    const port = await isReady(bot)
    slack.faults.refuseSockets(true)
    slack.faults.fail('apps.connections.open', 'internal_error', 99)
    slack.faults.dropSockets()
    while ((await fetch(`http://127.0.0.1:${port}/readyz`)).status === 200) await new Promise(setImmediate)
    bot.child.kill('SIGTERM')
    expect(await bot.ended).toBe(0)
  })

  test('gives up a start that waits for Slack', async () => {
    const { slack, environment } = await startSandbox()
    slack.faults.fail('auth.test', 'internal_error', 99)
    const bot = runBot(environment)
    while (!bot.output.out.includes('trying again'))
      await new Promise((resolve) => bot.child.stdout?.once('data', resolve))
    bot.child.kill('SIGTERM')
    expect(await bot.ended).toBe(1)
    expect(bot.output.err).toBe('SIGTERM came before the bot was ready.\n')
  })
})

async function findFreePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return String(port)
}

const isAnswering = (port: string): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/readyz`).then(
    ({ status }) => status === 200,
    () => false,
  )

describe.skipIf(!canAskToEnd)('the log', () => {
  test.each([
    // The watch of the limit may have asked Mistral something by then.
    [
      'info',
      /^\{.*"Slack lets nothing be read back.*"\}\n\{.*"subscribed DIGEST_CHANNEL.*"\}\n\{.*"ready"\}\n(\{.*"Mistral accepted the key"\}\n)?\{.*"stopped"\}\n$/,
    ],
    ['warn', /^$/],
    ['silent', /^$/],
  ])('with LOG_LEVEL=%s', async (level, lines) => {
    const { slack, environment } = await startSandbox()
    const PORT = await findFreePort()
    const bot = runBot({ ...environment, ALERTS_CHANNEL: '', PORT, LOG_LEVEL: level })
    await slack.waitFor(() => slack.connectionCount() === 1, { timeoutMs: 15_000 })
    // It tells that it is ready in no other way where it logs nothing.
    while (!(await isAnswering(PORT))) await new Promise(setImmediate)
    bot.child.kill('SIGTERM')
    expect(await bot.ended).toBe(0)
    expect(bot.output).toEqual({ out: expect.stringMatching(lines), err: '' })
  })
})

test('what no Slack should send ends nothing, and is in the log', async () => {
  const { slack, environment } = await startSandbox()
  const bot = runBot(environment)
  await isReady(bot)
  for (const payload of [1, null, [], { event: null }])
    slack.faults.sendRaw({ envelope_id: 'x', type: 'events_api', payload })
  slack.faults.sendRaw({ envelope_id: 'y', type: 'slash_commands', payload: null })
  slack.faults.sendRaw({ envelope_id: 'z', type: 'interactive', payload: 1 })
  await slack.command({ ...sarah, text: 'whoami' })
  await slack.waitFor(() => slack.messages({ channel: sarah.channel, as: sarah.user })[0], { timeoutMs: 10_000 })
  expect(bot.output.out).toContain('a promise failed that nobody waited for')
  bot.child.kill('SIGTERM')
  expect(await bot.ended).toBe(0)
})

describe('a start that cannot work', () => {
  test('names the token that Slack refuses', async () => {
    const { environment } = await startSandbox()
    const bot = runBot({ ...environment, SLACK_BOT_TOKEN: 'xoxb-revoked' })
    expect(await bot.ended).toBe(1)
    expect(bot.output.err).toMatch(/^SLACK_BOT_TOKEN: Slack refuses it \(invalid_auth\)\. Copy .*\n$/)
  })

  test.each(['missing_scope', 'token_revoked', 'access_denied', 'not_allowed_token_type'])(
    'names the app token where Slack says %s',
    async (code) => {
      const { slack, environment } = await startSandbox()
      slack.faults.fail('apps.connections.open', code, 99)
      const bot = runBot(environment)
      expect(await bot.ended).toBe(1)
      expect(bot.output.err).toMatch(/^SLACK_APP_TOKEN: Slack refuses it \(\w+\)\. Make .* connections:write .*\n$/)
    },
  )

  test.skipIf(!canAskToEnd)('ends on SIGTERM while Slack gives no socket', async () => {
    const { slack, environment } = await startSandbox()
    slack.faults.refuseSockets(true)
    const bot = runBot(environment)
    await slack.waitFor(() => slack.journal().some(({ method }) => method === 'apps.connections.open'), {
      timeoutMs: 15_000,
    })
    bot.child.kill('SIGTERM')
    expect(await bot.ended).toBe(1)
    expect(bot.output.err).toBe('SIGTERM came before the bot was ready.\n')
  })

  test.skipIf(!canAskToEnd)('ends on SIGTERM while a database accepts it and says nothing', async () => {
    const { environment } = await startSandbox()
    const silent = createServer().listen(0, '127.0.0.1')
    onTestFinished(() => void silent.close())
    await once(silent, 'listening')
    const { port } = silent.address() as AddressInfo
    const bot = runBot({ ...environment, DATABASE_URL: `postgres://me@127.0.0.1:${port}/x` })
    await once(silent, 'connection')
    bot.child.kill('SIGTERM')
    expect(await bot.ended).toBe(1)
    expect(bot.output.err).toBe('SIGTERM came before the bot was ready.\n')
  })

  test('names the database that cannot be reached, without its password', async () => {
    const { environment } = await startSandbox()
    const bot = runBot({ ...environment, DATABASE_URL: 'postgres://me:hunter2secret@127.0.0.1:9/x' })
    expect(await bot.ended).toBe(1)
    expect(bot.output.err).toMatch(/^DATABASE_URL: /)
    expect(bot.output.err + bot.output.out).not.toContain('hunter2secret')
  })
})
