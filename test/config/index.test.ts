import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig, settingNames } from '../../src/config/index.ts'

const required = {
  SLACK_BOT_TOKEN: 'xoxb-bot',
  SLACK_APP_TOKEN: 'xapp-app',
  MISTRAL_ADMIN_API_KEY: 'admin-key',
}
const read = (variables: Record<string, string | undefined> = {}) => readConfig({ ...required, ...variables })

function refusalOf(variables: Readonly<Record<string, string | undefined>>): ConfigError {
  try {
    readConfig(variables)
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
  throw new Error('these settings were accepted')
}
const problemsOf = (variables: Record<string, string | undefined>) => refusalOf(variables).problems
const problem = (variables: Record<string, string>) => {
  const { problems } = refusalOf({ ...required, ...variables })
  expect(problems).toHaveLength(1)
  return problems[0]!
}

/** Wrong in one way for each setting that can be wrong. */
const wrong: Readonly<Record<string, string>> = {
  SLACK_BOT_TOKEN: 'xoxp-user-token',
  SLACK_APP_TOKEN: 'xoxb-not-an-app-token',
  SLACK_SIGNING_SECRET: 'too-short',
  SLACK_API_URL: 'http://slack.example/api',
  HOST: 'not an address',
  PORT: '65536',
  PUBLIC_URL: 'bot.example.com',
  DRAIN_SECONDS: 'soon',
  MISTRAL_ADMIN_API_KEY: 'two words',
  MISTRAL_ADMIN_API_URL: 'http://console.mistral.ai/api/admin',
  POLL_INTERVAL: '30s',
  HISTORY_MONTHS: 'all',
  RETENTION_MONTHS: '2',
  DATABASE_URL: 'mysql://host/database',
  TEST_DATABASE_URL: 'localhost:5432',
  REQUIRE_SERVICES: 'yes',
  ROLE_MAP: 'U012ABC:owner',
  EMAIL_MATCH: 'true',
  READ_ACCESS: 'everyone',
  PRIVACY: 'none',
  APPROVALS_CHANNEL: '#approvals',
  ALERTS_CHANNEL: 'alerts',
  DIGEST_CHANNEL: 'D0123ABCD',
  DIGEST_AT: 'Monday 9am',
  TIME_ZONE: 'Europe/Lutetia',
  LANGUAGE: 'tlh',
  APPROVAL_BANDS: '5000:2',
  SELF_APPROVAL_UP_TO: '-1',
  MAX_LIMIT: '0',
  REQUEST_TTL: '30m',
  BREAK_GLASS: 'maybe',
  LIMIT_WRITES: 'no',
  REPORT_CURRENCY: 'euro',
  RATES_FILE: 'rates.xlsx',
  RATES_URL: 'http://rates.example',
  HEARTBEAT_URL: 'ping',
  LOG_LEVEL: 'loud',
}

test.each([
  ['fr', 'fr'],
  ['en_US:en', 'en'],
  ['fr_CH.UTF-8', 'fr'],
  ['de_DE:de:fr', 'fr'],
])('LANGUAGE=%s, as a desktop sets it for all programs, is %s', (LANGUAGE, language) => {
  expect(read({ LANGUAGE })).toMatchObject({ language })
})

describe('the least that is needed', () => {
  test('is two tokens and a key; all else has the defaults of the design', () => {
    expect(read()).toEqual({
      slack: {
        botToken: 'xoxb-bot',
        appToken: 'xapp-app',
        signingSecret: undefined,
        apiUrl: 'https://slack.com/api/',
      },
      http: { port: 3000, publicUrl: undefined, drainMs: 5_000 },
      mistral: {
        key: 'admin-key',
        url: 'https://console.mistral.ai/api/admin',
        pollIntervalMs: 300_000,
        historyMonths: 60,
      },
      storage: { databaseUrl: undefined, dataDir: './data' },
      retentionMonths: 0,
      people: {
        roleMap: { users: new Map(), groups: new Map() },
        emailMatch: true,
        readAccess: 'members',
        privacy: 'roles',
      },
      places: { approvals: undefined, alerts: undefined, digest: undefined },
      digestAt: { weekday: 1, hour: 9, minute: 0 },
      timeZone: 'Europe/Paris',
      language: 'en',
      policy: {
        approvalBands: [{ from: 0, approvals: 1 }],
        selfApprovalUpTo: 0,
        maxLimit: undefined,
        requestTtlMs: 86_400_000,
        breakGlass: false,
        limitWrites: true,
      },
      reportCurrency: undefined,
      rates: { file: undefined, url: 'https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist-90d.xml' },
      heartbeatUrl: undefined,
      logLevel: 'info',
    })
  })

  test('may have a signing secret for HTTP in place of the app token', () => {
    const { slack } = read({ SLACK_APP_TOKEN: '', SLACK_SIGNING_SECRET: '0123456789abcdef' })
    expect(slack).toMatchObject({ appToken: undefined, signingSecret: '0123456789abcdef' })
  })

  test('is not there in an empty environment: every missing setting is named, with where to find it', () => {
    const { message, problems } = refusalOf({})
    expect(problems.map(({ name }) => name)).toEqual(['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'MISTRAL_ADMIN_API_KEY'])
    expect(message).toMatchInlineSnapshot(`
      "3 settings need your attention:
        SLACK_BOT_TOKEN: is missing. Copy the Bot User OAuth Token (xoxb-…) from your app’s “OAuth & Permissions” page.
        SLACK_APP_TOKEN: is missing, and so is SLACK_SIGNING_SECRET. Set the first for Socket Mode, or the second to be called over HTTP.
        MISTRAL_ADMIN_API_KEY: is missing. Make an Admin API key in Mistral’s Backoffice (Enterprise), or write none: approved limits are then set by hand.
      All settings are described in .env.example."
    `)
  })

  test('an empty value, and one of spaces, is the same as none', () => {
    const blank = (text: string) =>
      Object.fromEntries(settingNames.filter((name) => !(name in required)).map((name) => [name, text]))
    expect(read(blank(''))).toEqual(read())
    expect(read(blank('  \t'))).toEqual(read())
    expect(problemsOf({ ...required, SLACK_BOT_TOKEN: ' ' })).toMatchObject([{ name: 'SLACK_BOT_TOKEN' }])
  })

  test('spaces around a value do not belong to it, and other variables do not matter', () => {
    expect(read({ PORT: ' 8080 ', PATH: '/bin', SLACK_BOT: 'x' }).http.port).toBe(8080)
  })
})

describe('what is wrong', () => {
  test('is said all at once, each setting once, in the order of .env.example', () => {
    const { problems, message } = refusalOf(wrong)
    expect(problems.map(({ name }) => name)).toEqual(settingNames.filter((name) => name !== 'DATA_DIR'))
    for (const { name, text } of problems) expect(message).toContain(`\n  ${name}: ${text}\n`)
    expect(message).toMatch(/^37 settings need your attention:\n/)
  })

  test.each(Object.entries(wrong))('in %s is said of it alone, and how to mend it', (name, value) => {
    const { name: named, text } = problem({ [name]: value })
    expect(named).toBe(name)
    expect(text).toMatch(/^(must be one of: .+\.|(is|has|does|must) .+?\. [A-Za-z].+)$/)
  })

  test('includes what contradicts each other, beside all else', () => {
    const contradiction = { SELF_APPROVAL_UP_TO: '2000', MAX_LIMIT: '1000' }
    expect(problem(contradiction)).toEqual({
      name: 'SELF_APPROVAL_UP_TO',
      text: 'is above MAX_LIMIT. Lower it, or raise MAX_LIMIT.',
    })
    const names = problemsOf({ ...contradiction, PORT: 'x' }).map(({ name }) => name)
    expect(names).toEqual([
      'SLACK_BOT_TOKEN',
      'SLACK_APP_TOKEN',
      'PORT',
      'MISTRAL_ADMIN_API_KEY',
      'SELF_APPROVAL_UP_TO',
    ])
    expect(read({ SELF_APPROVAL_UP_TO: '1000', MAX_LIMIT: '1000' }).policy).toMatchObject({ maxLimit: 1000 })
  })

  test('never repeats a value: not in the message, the stack, JSON or a log of the error', () => {
    const secret = fc.stringMatching(/^[a-z0-9]{16}$/).map((text) => `Zq${text}`)
    const shapes = [
      '%',
      'xoxp-%',
      'xoxb-% x',
      'http://user:%@example.com/%',
      'mysql://user:%@host/x',
      'U%:admin',
      '%:1',
    ]
    const value = fc.tuple(secret, fc.constantFrom(...shapes))
    const settings = fc.dictionary(fc.constantFrom(...settingNames), value, { minKeys: 1 })
    fc.assert(
      fc.property(settings, (given) => {
        const variables = Object.entries(given).map(([name, [text, shape]]) => [name, shape.replaceAll('%', text)])
        const error = refusalOf({ ...Object.fromEntries(variables), LOG_LEVEL: 'loud' })
        const seen = [error.message, error.stack, JSON.stringify(error), inspect(error, { depth: 9 })].join('\n')
        for (const [text] of Object.values(given)) expect(seen).not.toContain(text)
      }),
    )
  })
})

describe('a value', () => {
  test.each([
    ['MISTRAL_ADMIN_API_URL', 'http://127.0.0.1:4010/api/admin'],
    ['MISTRAL_ADMIN_API_URL', 'http://localhost:4010'],
    ['SLACK_API_URL', 'http://[::1]:4020/api/'],
    ['SLACK_API_URL', 'https://slack-gov.com/api/'],
    ['APPROVAL_BANDS', '0:1,5000:2,20000:2'],
    ['DATABASE_URL', 'sqlite:/var/lib/bot.sqlite'],
    ['DATABASE_URL', 'postgresql://bot@db/bot'],
    ['TIME_ZONE', 'America/New_York'],
    ['PORT', '0'],
    ['POLL_INTERVAL', '1m'],
    ['REQUEST_TTL', '30d'],
    ['DIGEST_AT', 'Sun 23:59'],
    ['REPORT_CURRENCY', 'USD'],
    ['APPROVALS_CHANNEL', 'G0123ABCD'],
  ])('of %s may be %s', (name, value) => {
    expect(() => read({ [name]: value })).not.toThrow()
  })

  test.each([
    ['MISTRAL_ADMIN_API_URL', 'http://127.0.0.1.example.com/'],
    ['MISTRAL_ADMIN_API_URL', 'http://localhost.example.com/'],
    ['MISTRAL_ADMIN_API_URL', 'ftp://console.mistral.ai/'],
    ['PUBLIC_URL', 'javascript:alert(1)'],
    ['POLL_INTERVAL', '25h'],
    ['POLL_INTERVAL', '0m'],
    ['REQUEST_TTL', '31d'],
    ['DIGEST_AT', 'Mon 24:00'],
    ['APPROVAL_BANDS', '0:1,5000:2,5000:3'],
    ['APPROVAL_BANDS', '0:2,5000:1'],
    ['APPROVAL_BANDS', '0:0'],
    ['MAX_LIMIT', '1e6'],
    ['MAX_LIMIT', '5.5'],
    ['MAX_LIMIT', '9999999999999999'],
    ['ROLE_MAP', 'U012ABC:admin,U012ABC:billing'],
    ['ROLE_MAP', 'claire@example.com:admin'],
    ['ROLE_MAP', 'u012abc:admin'],
  ])('of %s may not be %s', (name, value) => {
    expect(problem({ [name]: value }).name).toBe(name)
  })

  test('names the entry of ROLE_MAP that is wrong by its place', () => {
    expect(problem({ ROLE_MAP: 'U012ABC:admin, U034DEF:boss' }).text).toContain('number 2')
    expect(problem({ ROLE_MAP: 'U012ABC:admin,S056GRP:billing,U012ABC:member' }).text).toContain('entry 3 twice')
  })

  test('becomes what the code works with', () => {
    const { people, policy, digestAt, mistral } = read({
      ROLE_MAP: ' U012ABC:admin, W034DEF:billing,S056GRP:billing,U078GHI:member, ',
      APPROVAL_BANDS: '0:1,5000:2',
      REQUEST_TTL: '2d',
      DIGEST_AT: 'Fri 17:30',
      MISTRAL_ADMIN_API_KEY: 'none',
      EMAIL_MATCH: 'off',
      LIMIT_WRITES: 'off',
      BREAK_GLASS: 'on',
    })
    expect([...people.roleMap.users]).toEqual([
      ['U012ABC', 'admin'],
      ['W034DEF', 'billing'],
      ['U078GHI', 'member'],
    ])
    expect([...people.roleMap.groups]).toEqual([['S056GRP', 'billing']])
    expect(people.emailMatch).toBe(false)
    expect(policy.approvalBands).toEqual([
      { from: 0, approvals: 1 },
      { from: 5000, approvals: 2 },
    ])
    expect(policy).toMatchObject({ requestTtlMs: 172_800_000, limitWrites: false, breakGlass: true })
    expect(digestAt).toEqual({ weekday: 5, hour: 17, minute: 30 })
    expect(mistral.key).toBeUndefined()
  })
})
