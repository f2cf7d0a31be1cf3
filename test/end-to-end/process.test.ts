import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import manifest from '../../manifest/socket-mode.json' with { type: 'json' }
import { createSandboxClock } from '../../src/sandbox/clock.ts'
import { createSandbox, type Sandbox } from '../../src/sandbox/index.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { read } from './support.ts'

const sourceFile = (name: string) => fileURLToPath(new URL(`../../src/${name}`, import.meta.url))
const sarah = { user: 'U0SARAH', channel: sandboxChannels.finops.id }

/** `npm start` without npm: the program in a process of its own, in an empty folder. */
function run(settings: Readonly<Record<string, string>>) {
  const cwd = mkdtempSync(join(tmpdir(), 'chatops-process-'))
  const env = { PATH: process.env.PATH ?? '', DATA_DIR: cwd, PORT: '0', ...settings }
  const child = spawn(process.execPath, [sourceFile('launch.js'), sourceFile('main.ts')], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = { out: '', err: '' }
  child.stdout.on('data', (chunk) => {
    output.out += chunk
  })
  child.stderr.on('data', (chunk) => {
    output.err += chunk
  })
  const ended = once(child, 'close').then(([code]) => Number(code))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
    rmSync(cwd, { recursive: true, force: true })
  })
  return { child, output, ended }
}

async function startSandbox(): Promise<Sandbox> {
  const sandbox = await createSandbox({
    scopes: manifest.oauth_config.scopes.bot,
    clock: createSandboxClock(new Date()),
  })
  onTestFinished(() => sandbox.close())
  return sandbox
}

/** Reads the line that says so, and the port in it. */
async function isReady({ child, output }: { child: ChildProcess; output: { out: string } }): Promise<number> {
  while (!output.out.includes('"msg":"ready"')) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`)
    await new Promise((resolve) => child.stdout?.once('data', resolve))
  }
  return Number(/"port":(\d+)/.exec(output.out)?.[1])
}

describe('SIGTERM', () => {
  test.each([
    { name: 'Socket Mode', settings: {} },
    { name: 'signed HTTP', settings: { SLACK_APP_TOKEN: '', DRAIN_SECONDS: '0' } },
  ])('lets the answer under way be delivered, and ends well, over $name', async ({ settings }) => {
    const { slack, mistral, environment } = await startSandbox()
    const bot = run({ ...environment, ...settings })
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
    const bot = run(environment)
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
    const bot = run(environment)
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

describe('the log', () => {
  test.each([
    // The watch of the limit may have asked Mistral something by then.
    [
      'info',
      /^\{.*"subscribed DIGEST_CHANNEL.*"\}\n\{.*"ready"\}\n(\{.*"Mistral accepted the key"\}\n)?\{.*"stopped"\}\n$/,
    ],
    ['warn', /^$/],
    ['silent', /^$/],
  ])('with LOG_LEVEL=%s', async (level, lines) => {
    const { slack, environment } = await startSandbox()
    const PORT = await findFreePort()
    const bot = run({ ...environment, ALERTS_CHANNEL: '', PORT, LOG_LEVEL: level })
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
  const bot = run(environment)
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
  test('says all that is wrong with the settings in one message, without their values', async () => {
    const bot = run({ SLACK_BOT_TOKEN: 'wrong-token-value', READ_ACCESS: 'everybody', PORT: 'http' })
    expect(await bot.ended).toBe(1)
    expect(bot.output.out).toBe('')
    const names = bot.output.err.split('\n').flatMap((line) => /^ {2}([A-Z_]+):/.exec(line)?.[1] ?? [])
    expect(names).toEqual(['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'PORT', 'MISTRAL_ADMIN_API_KEY', 'READ_ACCESS'])
    expect(bot.output.err).not.toContain('wrong-token-value')
  })

  test('names the token that Slack refuses', async () => {
    const { environment } = await startSandbox()
    const bot = run({ ...environment, SLACK_BOT_TOKEN: 'xoxb-revoked' })
    expect(await bot.ended).toBe(1)
    expect(bot.output.err).toMatch(/^SLACK_BOT_TOKEN: Slack refuses it \(invalid_auth\)\. Copy .*\n$/)
  })

  test.each(['missing_scope', 'token_revoked', 'access_denied', 'not_allowed_token_type'])(
    'names the app token where Slack says %s',
    async (code) => {
      const { slack, environment } = await startSandbox()
      slack.faults.fail('apps.connections.open', code, 99)
      const bot = run(environment)
      expect(await bot.ended).toBe(1)
      expect(bot.output.err).toMatch(/^SLACK_APP_TOKEN: Slack refuses it \(\w+\)\. Make .* connections:write .*\n$/)
    },
  )

  test('ends on SIGTERM while Slack gives no socket', async () => {
    const { slack, environment } = await startSandbox()
    slack.faults.refuseSockets(true)
    const bot = run(environment)
    await slack.waitFor(() => slack.journal().some(({ method }) => method === 'apps.connections.open'), {
      timeoutMs: 15_000,
    })
    bot.child.kill('SIGTERM')
    expect(await bot.ended).toBe(1)
    expect(bot.output.err).toBe('SIGTERM came before the bot was ready.\n')
  })

  test('ends on SIGTERM while a database accepts it and says nothing', async () => {
    const { environment } = await startSandbox()
    const silent = createServer().listen(0, '127.0.0.1')
    onTestFinished(() => void silent.close())
    await once(silent, 'listening')
    const { port } = silent.address() as AddressInfo
    const bot = run({ ...environment, DATABASE_URL: `postgres://me@127.0.0.1:${port}/x` })
    await once(silent, 'connection')
    bot.child.kill('SIGTERM')
    expect(await bot.ended).toBe(1)
    expect(bot.output.err).toBe('SIGTERM came before the bot was ready.\n')
  })

  test('names the database that cannot be reached, without its password', async () => {
    const { environment } = await startSandbox()
    const bot = run({ ...environment, DATABASE_URL: 'postgres://me:hunter2secret@127.0.0.1:9/x' })
    expect(await bot.ended).toBe(1)
    expect(bot.output.err).toMatch(/^DATABASE_URL: /)
    expect(bot.output.err + bot.output.out).not.toContain('hunter2secret')
  })
})
