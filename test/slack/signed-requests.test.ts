import { once } from 'node:events'
import { createServer, request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { signRequest } from '../../src/sandbox/slack/index.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { startBot, type TestBot } from '../support/bot.ts'

const formType = 'application/x-www-form-urlencoded'
const nowSeconds = () => Math.floor(Date.now() / 1_000)

/** A command as Slack would send it, with what a test wants to be different. */
function commandBody({ slack }: TestBot, change: Readonly<Record<string, string>> = {}): string {
  return new URLSearchParams({
    team_id: slack.teamId,
    user_id: 'U0SARAH',
    channel_id: sandboxChannels.finops.id,
    command: '/mistral',
    text: 'spend',
    trigger_id: `1.${Math.random()}`,
    api_app_id: 'A0SANDBOX1',
    ...change,
  }).toString()
}

interface Letter {
  readonly body: string
  readonly timestamp?: number
  readonly signature?: string
  readonly type?: string
}

function send({ bot, slack }: TestBot, { body, timestamp = nowSeconds(), signature, type = formType }: Letter) {
  return fetch(`http://127.0.0.1:${bot.port}/slack/events`, {
    method: 'POST',
    body,
    headers: {
      'content-type': type,
      'x-slack-request-timestamp': String(timestamp),
      'x-slack-signature': signature ?? signRequest(slack.signingSecret, timestamp, body),
    },
  })
}

const refusals = ({ logLines }: TestBot) =>
  logLines.filter((line) => line.includes('refused a request')).map((line) => JSON.parse(line).reason)

describe('a request to /slack/events', () => {
  test('that Slack signed just now is taken', async () => {
    const bot = await startBot({ overHttp: true })
    const answer = await send(bot, { body: commandBody(bot) })
    expect(answer.status).toBe(200)
    await bot.finished(1)
    expect(refusals(bot)).toEqual([])
  })

  test.each([
    [
      'forged',
      (bot: TestBot) => ({ body: commandBody(bot), signature: signRequest('another secret', nowSeconds(), 'x') }),
    ],
    ['forged', (bot: TestBot) => ({ body: commandBody(bot), signature: 'v0=nonsense' })],
    [
      'forged',
      (bot: TestBot) => ({
        body: `${commandBody(bot)}&x=1`,
        signature: signRequest(bot.slack.signingSecret, nowSeconds(), commandBody(bot)),
      }),
    ],
    ['stale', (bot: TestBot) => ({ body: commandBody(bot), timestamp: nowSeconds() - 400 })],
    ['stale', (bot: TestBot) => ({ body: commandBody(bot), timestamp: nowSeconds() + 400 })],
    ['unsigned', (bot: TestBot) => ({ body: commandBody(bot), signature: '' })],
  ] as const)('that is %s is refused with 401 and one line in the log', async (reason, write) => {
    const bot = await startBot({ overHttp: true })
    const answer = await send(bot, write(bot))
    expect(answer.status).toBe(401)
    expect(refusals(bot)).toEqual([reason])
    expect(bot.slack.journal().filter(({ method }) => method === 'users.info')).toEqual([])
    expect(bot.mistral.requests).toEqual([])
  })

  test('without any signature is refused', async () => {
    const bot = await startBot({ overHttp: true })
    const answer = await fetch(`http://127.0.0.1:${bot.bot.port}/slack/events`, { method: 'POST', body: 'x=1' })
    expect(answer.status).toBe(401)
    expect(refusals(bot)).toEqual(['unsigned'])
  })

  test('that is sent a second time is refused', async () => {
    const bot = await startBot({ overHttp: true })
    const letter = { body: commandBody(bot), timestamp: nowSeconds() }
    expect((await send(bot, letter)).status).toBe(200)
    expect((await send(bot, letter)).status).toBe(401)
    expect(refusals(bot)).toEqual(['replayed'])
    await bot.finished(1)
    expect(bot.outcomes).toHaveLength(1)
  })

  test('that is too large is refused with 413, whether it says its length or not', async () => {
    const bot = await startBot({ overHttp: true })
    const large = 'x'.repeat(1_500_000)
    expect((await send(bot, { body: large })).status).toBe(413)
    expect(await sendInChunks(bot, large)).toBe(413)
    expect(refusals(bot)).toEqual(['too large', 'too large'])
  })

  test('with anything behind its signature is refused, so that no copy passes as new', async () => {
    const bot = await startBot({ overHttp: true })
    const letter = { body: commandBody(bot), timestamp: nowSeconds() }
    const signature = signRequest(bot.slack.signingSecret, letter.timestamp, letter.body)
    expect((await send(bot, letter)).status).toBe(200)
    for (const copy of [`${signature}=x`, `${signature}0`, signature.toUpperCase(), ` ${signature}=`])
      expect((await send(bot, { ...letter, signature: copy })).status).toBe(401)
    await bot.finished(1)
    expect(bot.outcomes).toHaveLength(1)
  })

  test('that another instance saw, or this one before a restart, is a copy', async () => {
    const first = await startBot({ overHttp: true })
    const DATABASE_URL = `sqlite:${join(first.dataDir, 'shared.sqlite')}`
    const one = await startBot({ overHttp: true, sandbox: first.sandbox, settings: { DATABASE_URL } })
    const letter = { body: commandBody(one), timestamp: nowSeconds() }
    expect((await send(one, letter)).status).toBe(200)
    await one.finished(1)
    const other = await startBot({ overHttp: true, sandbox: first.sandbox, settings: { DATABASE_URL } })
    // Slack has its answer before the database is asked; what counts is that nothing is done.
    expect((await send(other, letter)).status).toBe(200)
    while (refusals(other).length === 0) await new Promise((resolve) => setImmediate(resolve))
    expect(refusals(other)).toEqual(['replayed'])
    expect(other.outcomes).toEqual([])
    await one.stop()
    await other.stop()
  })

  test('whose body is JSON and no object, or holds an event that is none, ends nothing', async () => {
    const bot = await startBot({ overHttp: true })
    for (const body of ['null', '1', '[]', '"x"', '{', '{"type":"event_callback","event":null}'])
      expect((await send(bot, { body, type: 'application/json' })).status).toBe(400)
    for (const payload of ['null', '1', '[]', '{'])
      expect((await send(bot, { body: new URLSearchParams({ payload }).toString() })).status).toBe(400)
    expect((await send(bot, { body: commandBody(bot) })).status).toBe(200)
    await bot.finished(1)
  })

  test('is read only as far as all of them together fit', async () => {
    const bot = await startBot({ overHttp: true })
    const unfinished = Array.from({ length: 40 }, () => beginLarge(bot))
    const first = await Promise.any(unfinished.map(({ status }) => status))
    expect(first).toBe(503)
    expect((await send(bot, { body: commandBody(bot) })).status, 'meanwhile, from Slack').toBe(200)
    for (const { end } of unfinished) end()
    await bot.finished(1)
  })

  test('that names an address for answers that is not Slack’s gets its answer another way', async () => {
    const bot = await startBot({ overHttp: true })
    const visits: (string | undefined)[] = []
    const elsewhere = createServer((request, response) => {
      visits.push(request.url)
      response.end('ok')
    }).listen(0, '127.0.0.1')
    onTestFinished(() => void elsewhere.close())
    await once(elsewhere, 'listening')
    const { port } = elsewhere.address() as AddressInfo
    const response_url = `http://127.0.0.1:${port}/take-the-figures`
    expect((await send(bot, { body: commandBody(bot, { response_url }) })).status).toBe(200)
    await bot.finished(1)
    expect(visits).toEqual([])
    expect(bot.logLines.join('')).toContain('ignored a response_url that is not Slack’s')
  })

  test('from another workspace, though well signed, asks nothing of Slack or Mistral', async () => {
    const bot = await startBot({ overHttp: true })
    expect((await send(bot, { body: commandBody(bot, { team_id: 'T0STRANGE1' }) })).status).toBe(200)
    const click = {
      type: 'block_actions',
      team: { id: bot.slack.teamId },
      user: { id: 'U0SAM', team_id: 'T0STRANGE1' },
      trigger_id: '1.2',
      container: { type: 'message', channel_id: sandboxChannels.shared.id, message_ts: '1.0' },
      actions: [{ action_id: 'offer.run.1', block_id: 'b', type: 'button', value: 'x' }],
    }
    const body = new URLSearchParams({ payload: JSON.stringify(click) }).toString()
    expect((await send(bot, { body })).status).toBe(200)
    const lines = () => bot.logLines.filter((line) => line.includes('refused somebody from another workspace'))
    while (lines().length < 2) await new Promise((resolve) => setImmediate(resolve))
    expect(bot.slack.journal().filter(({ method }) => method === 'users.info')).toEqual([])
    expect(bot.mistral.requests).toEqual([])
  })

  test('that comes while the bot stops is turned away, and what is under way is finished', async () => {
    const bot = await startBot({ overHttp: true })
    bot.mistral.faults.delay(300)
    await send(bot, { body: commandBody(bot) })
    while (bot.mistral.requests.length === 0) await new Promise((resolve) => setImmediate(resolve))
    const stopped = bot.bot.stop()
    expect((await send(bot, { body: commandBody(bot) })).status).toBe(503)
    await stopped
    expect(bot.outcomes).toHaveLength(1)
  })

  test('by which Slack verifies the address is answered', async () => {
    const bot = await startBot({ overHttp: true })
    const body = JSON.stringify({ type: 'url_verification', token: 'x', challenge: 'sesame' })
    const answer = await send(bot, { body, type: 'application/json' })
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('sesame')
  })

  test('finds nobody where the bot uses Socket Mode', async () => {
    const bot = await startBot()
    expect((await send(bot, { body: commandBody(bot) })).status).toBe(404)
  })
})

/** Its headers look right, and nobody can tell before the body has arrived that they are not. */
const unsignedRequest = ({ bot }: TestBot) => ({
  port: bot.port,
  host: '127.0.0.1',
  path: '/slack/events',
  method: 'POST',
  headers: { 'x-slack-request-timestamp': String(nowSeconds()), 'x-slack-signature': `v0=${'0'.repeat(64)}` },
})

/** Almost all that a body may hold, and never its end. */
function beginLarge(bot: TestBot) {
  const answered = Promise.withResolvers<number | undefined>()
  const sending = httpRequest(unsignedRequest(bot), (answer) => {
    answer.resume()
    answered.resolve(answer.statusCode)
  })
  sending.on('error', () => {})
  sending.write('x'.repeat(1_000_000))
  return { status: answered.promise, end: () => sending.destroy() }
}

/** Without a content-length, as nobody but an attacker sends it. */
function sendInChunks(bot: TestBot, body: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sending = httpRequest(unsignedRequest(bot), (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    })
    sending.on('error', reject)
    for (let at = 0; at < body.length; at += 100_000) sending.write(body.slice(at, at + 100_000))
    sending.end()
  })
}
