import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import manifest from '../../../manifest/socket-mode.json' with { type: 'json' }
import { readConfigAsFarAsSound } from '../../../src/config/index.ts'
import { createSandbox, type Sandbox } from '../../../src/sandbox/index.ts'
import { gatherAddresses, judgeAddresses } from '../../../src/tools/doctor/addresses.ts'
import { runDoctor } from '../../../src/tools/doctor/index.ts'
import { startBot } from '../../support/bot.ts'
import { describeOnPostgres } from '../../support/databases.ts'
import { createOutside } from '../outside.ts'

const report = z.object({
  ok: z.boolean(),
  findings: z.array(z.object({ check: z.string(), level: z.string(), says: z.string(), mend: z.string().optional() })),
})

const scopes = [...manifest.oauth_config.scopes.bot, ...manifest.oauth_config.scopes.bot_optional]

async function createPlace(given: readonly string[] = scopes) {
  const sandbox = await createSandbox({ scopes: given })
  const dataDir = mkdtempSync(join(tmpdir(), 'chatops-doctor-'))
  onTestFinished(async () => {
    await sandbox.close()
    rmSync(dataDir, { recursive: true, force: true })
  })
  return { sandbox, dataDir }
}

/** What it finds, as JSON and with its exit code; no secret of the sandbox is ever in it. */
async function examine({ sandbox, ...settings }: { sandbox: Sandbox } & Record<string, string | Sandbox>) {
  const { outside, printed } = createOutside({ ...sandbox.environment, ...settings } as Record<string, string>)
  const code = await runDoctor(['--json'], outside, sandbox.clock)
  const { slack, mistral } = sandbox
  for (const secret of [slack.botToken, slack.appToken, slack.signingSecret, mistral.key])
    expect(printed()).not.toContain(secret)
  const { ok, findings } = report.parse(JSON.parse(printed()))
  expect(ok).toBe(code === 0)
  return { code, findings, of: (check: string) => findings.filter((finding) => finding.check === check) }
}

test('a sound installation has no problem, and nothing was written anywhere', async () => {
  const { sandbox, dataDir } = await startBot({
    scopes,
    settings: { HEARTBEAT_URL: 'http://127.0.0.1:9/', ALERTS_CHANNEL: 'C0FINOPS' },
  })
  const before = { slack: sandbox.slack.journal().length, mistral: sandbox.mistral.requests.length }
  const { findings, of } = await examine({ sandbox, DATA_DIR: dataDir, ROLE_MAP: 'U0CLAIRE:admin' })
  expect(findings.filter(({ level }) => level === 'problem')).toEqual([])
  expect(of('database')[0]?.says).toMatch(/^SQLite [\d.]+: reachable, writable, and its schema is up to date\.$/)
  expect(of('admin-api')[0]?.says).toMatch(/accepts the key, Organization [\w-]+, analytics below/)
  const asked = sandbox.slack.journal().slice(before.slack)
  expect(
    asked
      .map(({ method }) => method)
      .filter((method) => !/^(auth|bots|conversations|users|usergroups|apps)\./.test(method)),
  ).toEqual([])
  expect(asked.map(({ method }) => method)).not.toContain('conversations.join')
  expect(sandbox.mistral.requests.slice(before.mistral).map(({ method }) => method)).not.toContain('POST')
})

test('each planted fault is found, with the others beside it', async () => {
  const { sandbox, dataDir } = await createPlace(scopes.filter((scope) => scope !== 'usergroups:read'))
  const { slack, mistral } = sandbox
  slack.updatePerson('U0JONAS', { kind: 'deactivated' })
  slack.updateChannel('C0DIGEST', { members: ['U0CLAIRE', 'U0GABI'] })
  slack.faults.skewDates(60_000)
  mistral.faults.dateSkewMs = -60_000
  mistral.faults.fail(403, { path: '/users' })
  mistral.setLimit(50_000, 'a script')
  const { code, of } = await examine({
    ...{ sandbox, DATA_DIR: dataDir, APPROVALS_CHANNEL: 'C0NOWHERE', ALERTS_CHANNEL: 'C0CONTOSO' },
    ...{ ROLE_MAP: 'U0JONAS:admin,U0NOBODY:billing,U0GABI:member,S0GROUP:billing', PUBLIC_URL: mistral.url },
    ...{ HEARTBEAT_URL: 'http://127.0.0.1:1/secret-path', PORT: 'three' },
  })
  expect(code).toBe(1)
  const said = (check: string) => of(check).map(({ level, says }) => `${level}: ${says}`)
  expect(said('settings')).toEqual([expect.stringMatching(/^problem: PORT is not a whole number/)])
  expect(said('tokens').every((line) => line.startsWith('ok: '))).toBe(true)
  expect(said('scopes')).toEqual([expect.stringMatching(/^problem: The permission usergroups:read is missing/)])
  expect(said('channels')).toEqual([
    expect.stringMatching(/^problem: APPROVALS_CHANNEL: C0NOWHERE does not exist/),
    expect.stringMatching(/^problem: ALERTS_CHANNEL: #contoso-northwind is shared with another company/),
    expect.stringMatching(/^warning: DIGEST_CHANNEL: #mistral-digest can be read by 1 guest/),
  ])
  expect(said('people')).toEqual([
    expect.stringContaining('U0JONAS:admin is a deactivated account'),
    expect.stringContaining('U0NOBODY:billing is nobody of this workspace'),
    expect.stringContaining('U0GABI:member is a guest'),
    expect.stringContaining('S0GROUP:billing could not be checked'),
  ])
  expect(said('admin-api')).toContain('problem: The key cannot read members: Mistral forbids it.')
  expect(said('other-bots')[0]).toMatch(/^warning: 1 change of the limit within 30 days/)
  expect(said('database')[0]).toMatch(/^warning: There is no database yet/)
  expect(said('clock')).toEqual([
    expect.stringMatching(/^problem: .* behind Slack/),
    expect.stringMatching(/^problem: .* ahead of Mistral/),
  ])
  expect(said('addresses')).toEqual([
    'problem: PUBLIC_URL/charts/ is answered by something that is not the bot.',
    'problem: The host of HEARTBEAT_URL cannot be reached.',
  ])
  expect(readdirSync(dataDir)).toEqual([])
})

test.each([
  ['the bot itself', /./, 'ok: PUBLIC_URL reaches the bot from here.'],
  ['a proxy that passes pictures and events alone', /^\/(charts\/|slack\/events$)/, 'ok: PUBLIC_URL reaches the bot'],
  [
    'a proxy that passes no pictures',
    /^\/healthz$/,
    'problem: PUBLIC_URL/charts/ is answered by something that is not',
  ],
])('PUBLIC_URL leads to %s', async (_, passed, said) => {
  const { bot } = await startBot()
  const proxy = createServer(async (incoming, response) => {
    const path = incoming.url ?? ''
    const answer = passed.test(path) ? await fetch(`http://127.0.0.1:${bot.port}${path}`) : undefined
    response.writeHead(answer?.status ?? 404, Object.fromEntries(answer?.headers ?? [])).end()
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void proxy.close())
  const publicUrl = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
  const { config } = readConfigAsFarAsSound({ PUBLIC_URL: publicUrl })
  const [finding] = judgeAddresses(await gatherAddresses(config))
  expect(`${finding?.level}: ${finding?.says}`).toContain(said)
})

test('with wrong tokens, a wrong key and nothing else it still says what it can', async () => {
  const { sandbox, dataDir } = await createPlace()
  const { code, of } = await examine({
    ...{ sandbox, DATA_DIR: dataDir, SLACK_BOT_TOKEN: 'xoxb-wrong', SLACK_APP_TOKEN: 'xapp-wrong' },
    ...{ MISTRAL_ADMIN_API_KEY: 'wrong' },
  })
  expect(code).toBe(1)
  expect(of('tokens').map(({ says }) => says)).toEqual([
    'Slack refuses SLACK_BOT_TOKEN (invalid_auth).',
    'Slack refuses SLACK_APP_TOKEN (invalid_auth).',
  ])
  expect(of('admin-api')[0]?.says).toMatch(/refuses MISTRAL_ADMIN_API_KEY/)
  expect(of('charts')[0]?.level).toBe('ok')
})

test('what is wrong is never repeated: it may be a secret that was pasted into the wrong line', async () => {
  const { sandbox } = await createPlace()
  const wrong = {
    ...{ SLACK_BOT_TOKEN: 'xoxp-pasted-wrongly', SLACK_SIGNING_SECRET: 'short', PUBLIC_URL: 'xoxb-in-an-address' },
    ...{
      DATABASE_URL: 'postgres://chatops:geheim@127.0.0.1:1/chatops',
      HEARTBEAT_URL: 'https://127.0.0.1:1/p1ng-secret',
    },
  }
  for (const args of [['--json'], []]) {
    const { outside, printed } = createOutside({ ...sandbox.environment, ...wrong })
    expect(await runDoctor(args, outside, sandbox.clock)).toBe(1)
    for (const secret of ['pasted-wrongly', 'in-an-address', 'geheim', 'p1ng-secret', sandbox.mistral.key])
      expect(printed()).not.toContain(secret)
    expect(printed()).toContain('nothing listens on 127.0.0.1:1')
  }
})

test('a key that may only read is told by how the last write ended', async () => {
  const bot = await startBot({ scopes })
  const { sandbox, dataDir } = bot
  const at = sandbox.clock.now().getTime()
  const { DatabaseSync } = await import('node:sqlite')
  const file = new DatabaseSync(join(dataDir, 'chatops.sqlite'))
  file.exec(`insert into audit_entries (organization, sequence, at, action, outcome, previous_hash, hash)
    values ('main', 9001, ${at}, 'limit.refused-by-mistral', 'failed', 'x', 'y')`)
  file.close()
  const { of } = await examine({ sandbox, DATA_DIR: dataDir })
  expect(of('admin-api').map(({ says }) => says)).toContainEqual(
    expect.stringMatching(/it may be a key that only reads\.$/),
  )
})

test('says how it is called where it is called wrongly', async () => {
  const { outside, printed } = createOutside()
  expect(await runDoctor(['--fix'], outside)).toBe(2)
  expect(printed()).toMatch(/^Usage: npm run doctor/)
})

describeOnPostgres('doctor', (open, place) => {
  test('reads the server, its time and the steps of its schema', async () => {
    await open()
    const { sandbox } = await createPlace()
    const { of } = await examine({ sandbox, DATABASE_URL: place().databaseUrl ?? '' })
    expect(of('database')[0]?.says).toMatch(/behind this version by \d+ of its steps/)
    expect(of('clock')[0]?.says).toMatch(/agrees with Slack, Mistral, the database/)
    const wrong = Object.assign(new URL(place().databaseUrl ?? ''), { pathname: '/no_such_database' }).href
    const lost = await examine({ sandbox, DATABASE_URL: wrong })
    expect(lost.of('database')[0]?.says).toMatch(/has no database no_such_database/)
  })
})
