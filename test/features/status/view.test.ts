import { describe, expect, test } from 'vitest'
import { registerFeatures } from '../../../src/chatops/routing/registry.ts'
import type { CallHealth } from '../../../src/domain/call-health.ts'
import { languages } from '../../../src/domain/language.ts'
import { features } from '../../../src/features/index.ts'
import type { StatusData } from '../../../src/features/status/gather.ts'
import { renderStatus } from '../../../src/features/status/view.ts'
import { statusWords } from '../../../src/features/status/words.ts'
import { cacheNames } from '../../../src/mistral/client.ts'
import { reader, sketch } from '../sketch.ts'

const early = new Date('2026-11-18T08:00:00Z')
const late = new Date('2026-11-18T09:00:00Z')
const answered: CallHealth = { lastSuccess: late, lastFailure: null }

const base: StatusData['installation'] = {
  version: '1.2.3',
  startedAt: early,
  teamName: 'Northwind',
  transport: 'socket',
  missingScopes: { needed: [], optional: [] },
  storageEngine: 'sqlite',
}

const show = (change: Partial<StatusData> = {}): string => {
  const data: StatusData = {
    installation: base,
    isSlackConnected: true,
    reach: { host: 'console.mistral.ai', authMode: null, analytics: {}, calls: { spendLimit: answered } },
    mappedRoles: { kind: 'none' },
    approvals: undefined,
    posts: { refused: [], uncertain: 0 },
    pollMs: 300_000,
    failing: [],
    work: [],
    isForDecider: false,
    ...change,
  }
  return sketch(renderStatus(data, reader())).replace(process.versions.node, '24.0.0')
}

const reach = (calls: Readonly<Record<string, CallHealth>>): Partial<StatusData> => ({
  reach: { host: 'console.mistral.ai', authMode: 'x-api-key', analytics: { code: 'analytics' }, calls },
})

describe('status', () => {
  test('when all is well', () => expect(show()).toMatchSnapshot())

  test('says that use is compared with the limit too seldom, where Mistral is asked at all', () => {
    const seldom = show({ pollMs: 3 * 3_600_000 })
    expect(seldom).toContain('Something needs attention')
    expect(seldom).toContain('⚠ `POLL_INTERVAL`: I compare use with the limit every 3 hours only')
    expect(show({ pollMs: 179 * 60_000 })).not.toContain('POLL_INTERVAL')
    expect(show({ pollMs: 3 * 3_600_000, reach: undefined })).not.toContain('POLL_INTERVAL')
  })

  test('names permissions that are missing, the optional ones for those who decide', () => {
    const lacking = { ...base, missingScopes: { needed: ['files:read'], optional: ['im:history'] } }
    expect(show({ installation: lacking })).toContain('⚠ Slack did not grant `files:read`')
    expect(show({ installation: lacking })).not.toContain('im:history')
    expect(show({ installation: lacking, isForDecider: true })).toContain('not granted: `im:history`')
    expect(show({ installation: { ...base, missingScopes: undefined } })).not.toContain('grant')
  })

  test('calls the change of the limit by a word of ours', () =>
    expect(show(reach({ setSpendLimit: answered }))).toContain('✅ Change of the limit, last answered'))

  test('when calls fail, once did, or have nothing to tell', () => {
    const failure = (reason: 'keyRefused' | 'down' | 'notOffered', at: Date) => ({ reason, at })
    expect(
      show(
        reach({
          usage: { lastSuccess: early, lastFailure: failure('down', late) },
          spendLimit: { lastSuccess: late, lastFailure: failure('down', early) },
          members: { lastSuccess: null, lastFailure: failure('keyRefused', late) },
          rateLimit: { lastSuccess: null, lastFailure: failure('notOffered', late) },
          newCall: answered,
        }),
      ),
    ).toMatchSnapshot()
  })

  test('lists what runs in the background, and its last error to those who decide', () => {
    const work = [
      { kind: 'limits.watch', lastAt: early, nextAt: late, lastError: undefined },
      { kind: 'limits.unusual-day', lastAt: undefined, nextAt: late, lastError: undefined },
      { kind: 'limits.alert', lastAt: early, nextAt: late, lastError: 'UpstreamError: channel_not_found' },
      { kind: 'new.kind', lastAt: early, nextAt: undefined, lastError: 'TypeError: x' },
    ]
    expect(show({ work, isForDecider: true })).toMatchSnapshot()
    expect(show({ work })).toContain('the last run failed')
    expect(show({ work })).not.toContain('channel_not_found')
  })

  test('when Slack is away', () =>
    expect(show({ isSlackConnected: false })).toContain('Slack: not connected to Northwind'))

  test('without a key', () => expect(show({ reach: undefined })).toContain('Mistral: no Admin API key (`none`)'))

  test('when the approvals channel is of no use, or Slack does not say', () => {
    expect(show({ approvals: 'external' })).toMatch(/needs attention[\s\S]*can be read by another company/)
    expect(show({ approvals: 'archived' })).toMatch(/needs attention[\s\S]*is archived/)
    expect(show({ approvals: 'unreachable' })).toMatch(/needs attention[\s\S]*no channel that I am in/)
    expect(show({ approvals: 'unknown' })).toMatch(/needs attention[\s\S]*could not be checked/)
  })

  test('of messages that did not arrive, or of which nobody can tell', () => {
    const posts = { refused: [{ code: 'messages_tab_disabled', count: 2 }], uncertain: 1 }
    expect(show({ posts })).toMatch(/needs attention[\s\S]*Slack refused 2 messages[\s\S]*Messages Tab/)
    expect(show({ posts })).toContain('1 message may be missing or posted twice')
  })

  test('of what fails again and again: the error for those who decide alone', () => {
    const job = { kind: 'limits.tell', failures: 24, lastError: 'slack down', isGivenUp: true }
    expect(show({ failing: [job] })).toMatch(
      /needs attention[\s\S]*Telling how a request ended failed 24 times, so I stopped trying until/,
    )
    expect(show({ failing: [job] })).not.toContain('slack down')
    expect(show({ failing: [{ ...job, isGivenUp: false }], isForDecider: true })).toContain('keep trying: `slack down`')
  })

  test('of roles that Mistral does not confirm: how many, and for those who decide, whose', () => {
    const mappedRoles = { kind: 'unconfirmed', entries: [{ slackUserId: 'U0JONAS', role: 'admin' }] } as const
    expect(show({ mappedRoles })).toContain('that Mistral does not confirm: 1')
    expect(show({ mappedRoles })).not.toContain('U0JONAS')
    expect(show({ mappedRoles, isForDecider: true })).toContain('<@U0JONAS> (admin)')
    expect(show({ mappedRoles: { kind: 'unknown' } })).toContain('could not be checked')
    expect(show({ mappedRoles: { kind: 'confirmed', count: 3 } })).toContain('3 people, all as Mistral has them')
  })
})

test.each(languages)('whatever runs in the background has a name in %s', (language) => {
  const { jobs, schedules, occurrences } = registerFeatures(features)
  const kinds = [...Object.keys(jobs), ...Object.keys(occurrences), ...schedules.map(({ name }) => name)]
  expect(kinds.length).toBeGreaterThan(10)
  expect(kinds.filter((kind) => !(kind in statusWords({ language }).job))).toEqual([])
})

test.each(languages)('whatever Mistral is asked for has a name in %s', (language) => {
  expect(cacheNames.length).toBeGreaterThan(10)
  expect(cacheNames.filter((name) => !(name in statusWords({ language }).call))).toEqual([])
})
