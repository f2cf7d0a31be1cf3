import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { scopesOf } from '../../../src/chatops/scopes.ts'
import { readConfigAsFarAsSound } from '../../../src/config/index.ts'
import { features } from '../../../src/features/index.ts'
import { type AddressFacts, judgeAddresses } from '../../../src/tools/doctor/addresses.ts'
import { type AdminApiFacts, judgeAdminApi } from '../../../src/tools/doctor/admin-api.ts'
import { type ChannelFacts, judgeChannels } from '../../../src/tools/doctor/channels.ts'
import { judgeCharts } from '../../../src/tools/doctor/charts.ts'
import { judgeClock } from '../../../src/tools/doctor/clock.ts'
import { type DatabaseFacts, judgeDatabase } from '../../../src/tools/doctor/database.ts'
import { certainSkewMs, narrow, skewByHeader } from '../../../src/tools/doctor/date-skew.ts'
import type { Finding } from '../../../src/tools/doctor/finding.ts'
import { sayFindings } from '../../../src/tools/doctor/index.ts'
import { judgeOtherBots } from '../../../src/tools/doctor/other-bots.ts'
import { judgePeople } from '../../../src/tools/doctor/people.ts'
import { judgeScopes } from '../../../src/tools/doctor/scopes.ts'
import { judgeSettings } from '../../../src/tools/doctor/settings.ts'
import { judgeTokens } from '../../../src/tools/doctor/tokens.ts'

/** What is said, a state each; a finding that is not ok always says how to mend it. */
const say = (states: Readonly<Record<string, readonly Finding[]>>): string =>
  Object.entries(states)
    .flatMap(([state, findings]) => {
      for (const { level, mend } of findings) expect(Boolean(mend), state).toBe(level !== 'ok')
      return [`── ${state}`, ...findings.map(({ level, says, mend }) => `${level}: ${says}${mend ? ` → ${mend}` : ''}`)]
    })
    .join('\n')

describe('each finding with its mend', () => {
  test('settings', () => {
    const settings = (variables: Readonly<Record<string, string>>) =>
      judgeSettings(
        readConfigAsFarAsSound({
          ...{ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', MISTRAL_ADMIN_API_KEY: 'key' },
          ...{ APPROVALS_CHANNEL: 'C0APPROVALS', ...variables },
        }),
      )
    expect(
      say({
        sound: settings({}),
        'nothing set': judgeSettings(readConfigAsFarAsSound({})),
        'wrong values': settings({ PORT: 'abc', ROLE_MAP: 'x', SLACK_BOT_TOKEN: 'xoxp-1' }),
        'nobody has a role': settings({ EMAIL_MATCH: 'off' }),
        'no key and nobody mapped': settings({ MISTRAL_ADMIN_API_KEY: 'none' }),
        'names for everyone': settings({ READ_ACCESS: 'workspace', PRIVACY: 'names' }),
        'break-glass without writes': settings({ BREAK_GLASS: 'on', LIMIT_WRITES: 'off' }),
        bands: settings({ APPROVAL_BANDS: '0:1,5000:2', MAX_LIMIT: '4000' }),
        'self-approval in a strict band': settings({ APPROVAL_BANDS: '0:1,5000:2', SELF_APPROVAL_UP_TO: '6000' }),
        'no place to decide': settings({ APPROVALS_CHANNEL: '' }),
      }),
    ).toMatchSnapshot()
  })

  test('tokens', () => {
    const valid = { kind: 'valid', team: 'Northwind', isWholeCompany: false, isBot: true } as const
    const none = {
      transport: 'socket',
      app: { kind: 'valid' },
      appOfBot: undefined,
      appOfSocket: undefined,
      stored: undefined,
    } as const
    expect(
      say({
        valid: judgeTokens({ ...none, bot: valid }),
        missing: judgeTokens({ ...none, transport: 'none', bot: undefined, app: undefined }),
        refused: judgeTokens({
          ...{ ...none, bot: { kind: 'refused', error: 'token_revoked' } },
          app: { kind: 'refused', error: 'missing_scope' },
        }),
        'Slack is silent': judgeTokens({ ...none, bot: { kind: 'silent' }, app: { kind: 'silent' } }),
        'of a whole company': judgeTokens({ ...none, bot: { ...valid, isWholeCompany: true } }),
        'of a person': judgeTokens({ ...none, bot: { ...valid, isBot: false } }),
        'over HTTP': judgeTokens({ ...none, transport: 'http', bot: valid, app: undefined }),
        'another workspace': judgeTokens({ ...none, bot: valid, stored: { asked: 3, unknown: 3 } }),
        'of two apps': judgeTokens({ ...none, bot: valid, appOfBot: 'A01', appOfSocket: 'A02' }),
      }),
    ).toMatchSnapshot()
  })

  test('permissions', () => {
    const needed = scopesOf(features)
    const all = [...needed, 'channels:history', 'groups:history']
    expect(
      say({
        'as the manifest': judgeScopes({ granted: all }, features),
        unknown: judgeScopes({ granted: undefined }, features),
        'one is missing': judgeScopes({ granted: all.filter((scope) => scope !== 'usergroups:read') }, features),
        'optional ones are missing': judgeScopes({ granted: needed }, features),
        'too many': judgeScopes({ granted: [...all, 'admin.users:write'] }, features),
      }),
    ).toMatchSnapshot()
  })

  test('channels', () => {
    const there = {
      ...{
        kind: 'there' as const,
        name: 'finops',
        isPrivate: true,
        isMember: true,
        isArchived: false,
        isExternal: false,
      },
      ...{ members: 5, guests: { counted: 0 } },
    }
    const judge = (found: ChannelFacts['found'], namedBy = 'ALERTS_CHANNEL') =>
      judgeChannels([{ namedBy, id: 'C0FINOPS', found }])
    expect(
      say({
        none: judgeChannels([]),
        private: judge(there),
        public: judge({ ...there, isPrivate: false, isMember: false, members: 1 }),
        'guests not known': judge({ ...there, guests: { because: 'Slack did not answer about every member' } }),
        'public for approvals': judge({ ...there, isPrivate: false }, 'APPROVALS_CHANNEL'),
        guests: judge({ ...there, guests: { counted: 2 } }),
        'shared and archived': judge({ ...there, isExternal: true, isArchived: true }),
        'not a member': judge({ ...there, isMember: false }),
        unknown: judge({ kind: 'refused', error: 'channel_not_found' }),
        'no permission': judge({ kind: 'refused', error: 'missing_scope' }),
        silent: judge({ kind: 'silent' }),
      }),
    ).toMatchSnapshot()
  })

  test('ROLE_MAP', () => {
    const role = 'admin' as const
    const standings = ['full', 'unknown', 'deactivated', 'guest', 'bot', 'silent'] as const
    const groups = ['enabled', 'disabled', 'unknown', 'silent'] as const
    expect(
      say({
        empty: judgePeople({ users: [], groups: [] }),
        sound: judgePeople({
          users: [{ id: 'U1', role, standing: 'full' }],
          groups: [{ id: 'S1', role, standing: 'enabled', members: 3 }],
        }),
        users: judgePeople({ users: standings.map((standing) => ({ id: 'U1', role, standing })), groups: [] }),
        groups: judgePeople({
          users: [],
          groups: groups.map((standing) => ({ id: 'S1', role, standing, members: 0 })),
        }),
      }),
    ).toMatchSnapshot()
  })

  test('the Admin API', () => {
    const reads: AdminApiFacts['reads'] = {
      ...{ 'spend limit': 'read', usage: 'read', members: 'read', Workspaces: 'read', 'audit log': 'read' },
      ...{ 'API keys': 'read', 'rate limits': 'read', 'le Chat analytics': 'read', 'Vibe Code analytics': 'read' },
    }
    const each = (reason: AdminApiFacts['reads']['usage']) =>
      Object.fromEntries(Object.keys(reads).map((family) => [family, reason])) as AdminApiFacts['reads']
    const facts: AdminApiFacts = {
      ...{ key: 'there', host: 'console.mistral.ai', headers: 'both', folders: ['/analytics/lechat/usage'] },
      ...{ organizationId: '7b1e', reads, deciders: 3, limitWrites: true, lastWrite: undefined },
    }
    const written = { on: '2026-11-02', worked: true }
    expect(
      say({
        sound: judgeAdminApi({ ...facts, lastWrite: written }),
        'before the first write': judgeAdminApi({
          ...facts,
          headers: 'bearer',
          folders: [],
          organizationId: undefined,
        }),
        'no key, as set': judgeAdminApi({ ...facts, key: 'none' }),
        'no usable key': judgeAdminApi({ ...facts, key: 'missing' }),
        refused: judgeAdminApi({ ...facts, reads: each('keyRefused') }),
        'not an admin key': judgeAdminApi({ ...facts, reads: each('notEnterprise') }),
        down: judgeAdminApi({ ...facts, reads: each('down') }),
        'reads a part': judgeAdminApi({
          ...facts,
          reads: { ...reads, members: 'notEnterprise', 'audit log': 'notEnterprise', usage: 'notUnderstood' },
          deciders: undefined,
        }),
        'an older dialect': judgeAdminApi({ ...facts, reads: { ...reads, 'API keys': 'notOffered' } }),
        'one decider': judgeAdminApi({ ...facts, deciders: 1 }),
        'only reads': judgeAdminApi({ ...facts, lastWrite: { ...written, worked: false } }),
        'a pilot': judgeAdminApi({ ...facts, limitWrites: false }),
      }),
    ).toMatchSnapshot()
  })

  test('other bots', () => {
    const at = Date.UTC(2026, 10, 20, 12)
    expect(
      say({
        'no key': judgeOtherBots(undefined),
        'no log': judgeOtherBots({ byKey: undefined, own: [] }),
        'no database': judgeOtherBots({ byKey: [at], own: undefined }),
        'only ours': judgeOtherBots({ byKey: [at], own: [at - 2_000] }),
        'another key': judgeOtherBots({ byKey: [at, at - 86_400_000], own: [at - 86_400_000] }),
      }),
    ).toMatchSnapshot()
  })

  test('the database', () => {
    const there = {
      ...{
        kind: 'there' as const,
        engine: 'sqlite' as const,
        version: '3.50.0',
        freeBytes: 10 ** 10,
        fileBytes: 10 ** 6,
      },
      ...{ isOpenToOthers: false, notWritable: undefined, applied: ['a', 'b'], deadJobs: 0, instances: undefined },
    }
    const judge = (found: DatabaseFacts['found']) => judgeDatabase({ found, known: ['a', 'b'] })
    expect(
      say({
        sound: judge(there),
        postgres: judge({
          ...there,
          engine: 'postgres',
          version: '17.2',
          freeBytes: undefined,
          fileBytes: undefined,
          instances: 2,
        }),
        unreachable: judge({ kind: 'unreachable', why: 'nothing listens on db:5432.' }),
        absent: judge({ kind: 'absent', path: '/data/chatops.sqlite', canBeMade: true }),
        'absent, and not to be made': judge({ kind: 'absent', path: '/data/chatops.sqlite', canBeMade: false }),
        empty: judge({ ...there, applied: undefined }),
        behind: judge({ ...there, applied: ['a'] }),
        ahead: judge({ ...there, applied: ['a', 'b', 'c'] }),
        'read-only': judge({ ...there, notWritable: 'attempt to write a readonly database' }),
        'a standby': judge({ ...there, engine: 'postgres', notWritable: 'cannot execute CREATE TABLE' }),
        'little room': judge({ ...there, freeBytes: 100 * 1024 ** 2 }),
        'no room': judge({ ...there, freeBytes: 1024 ** 2 }),
        'open to others, and dead jobs': judge({ ...there, isOpenToOthers: true, deadJobs: 2 }),
      }),
    ).toMatchSnapshot()
  })

  test('clocks', () => {
    const near = { from: -900, to: 300 }
    const ahead = { from: 4_100, to: 5_200 }
    expect(
      say({
        agree: judgeClock({ slack: near, mistral: near, database: near }),
        'nobody to compare with': judgeClock({
          slack: undefined,
          mistral: { from: -9_000, to: 9_000 },
          database: undefined,
        }),
        ahead: judgeClock({ slack: ahead, mistral: ahead, database: undefined }),
        'the database is off': judgeClock({ slack: near, mistral: near, database: { from: -9_100, to: -9_000 } }),
      }),
    ).toMatchSnapshot()
  })

  test('charts', () => {
    expect(
      say({
        sound: judgeCharts({ failure: undefined, pngBytes: 20_000, missing: [] }),
        'not loaded': judgeCharts({
          failure: 'Cannot find module @napi-rs/canvas\nRequire stack:',
          pngBytes: 0,
          missing: [],
        }),
        empty: judgeCharts({ failure: undefined, pngBytes: 100, missing: [] }),
        'without a glyph': judgeCharts({ failure: undefined, pngBytes: 20_000, missing: ['€'] }),
      }),
    ).toMatchSnapshot()
  })

  test('addresses', () => {
    const judge = (facts: Partial<AddressFacts>) =>
      judgeAddresses({ transport: 'socket', publicUrl: undefined, heartbeat: undefined, ...facts })
    expect(
      say({
        'not set': judge({}),
        reached: judge({ publicUrl: 'bot', heartbeat: 'reachable' }),
        'another program, and silence': judge({ publicUrl: 'other', heartbeat: 'silent' }),
        'silence where Slack calls': judge({ publicUrl: 'silent', transport: 'http' }),
      }),
    ).toMatchSnapshot()
  })

  test('all of it, as it is printed', () => {
    const [finding] = judgeCharts({ failure: 'no canvas', pngBytes: 0, missing: [] })
    expect(
      sayFindings([
        { check: 'charts', ...finding! },
        { check: 'settings', level: 'ok', says: 'Every setting is understood.' },
      ]),
    ).toMatchInlineSnapshot(`
      "settings
        ✓ Every setting is understood.

      charts
        ✗ No chart can be drawn: no canvas
            → Run npm ci --omit=dev again, on this machine and for its platform.

      1 problem, 0 warnings"
    `)
  })
})

describe('by how much a clock is off', () => {
  test('is only said where it is certain, whatever the network takes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -60_000, max: 60_000 }),
        fc.integer({ min: 0, max: 3_000 }),
        fc.integer({ min: 0, max: 3_000 }),
        fc.integer({ min: 1_700_000_000_000, max: 1_800_000_000_000 }),
        (skewMs, thereMs, backMs, serverTime) => {
          const sentAt = serverTime - thereMs + skewMs
          const header = new Date(serverTime).toUTCString()
          const skew = skewByHeader(header, sentAt, serverTime + backMs + skewMs)
          expect(skew?.from).toBeLessThanOrEqual(skewMs)
          expect(skew?.to).toBeGreaterThanOrEqual(skewMs)
          const certain = skew ? certainSkewMs(skew) : 0
          expect(Math.abs(certain)).toBeLessThanOrEqual(Math.abs(skewMs))
          if (Math.abs(skewMs) <= 2_000) expect(certain).toBe(0)
          if (Math.abs(skewMs) > 2_000 + 1_000 + thereMs + backMs) expect(Math.sign(certain)).toBe(Math.sign(skewMs))
        },
      ),
    )
  })

  test('several answers narrow it, and one without a date says nothing', () => {
    expect(
      narrow([
        { from: -900, to: 800 },
        { from: -300, to: 1_400 },
      ]),
    ).toEqual({ from: -300, to: 800 })
    expect(
      narrow([
        { from: 0, to: 10 },
        { from: 5_000, to: 5_100 },
      ]),
    ).toEqual({ from: 5_000, to: 5_100 })
    expect(skewByHeader(undefined, 0, 0)).toBeUndefined()
  })
})
