import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { registerFeatures } from '../../src/chatops/routing/registry.ts'
import { transitions } from '../../src/domain/limit/raise.ts'
import { callResults } from '../../src/domain/measures.ts'
import { features } from '../../src/features/index.ts'
import { cacheNames } from '../../src/mistral/client.ts'
import { operations } from '../../src/mistral/http.ts'
import { sandboxMembers, sandboxPeople } from '../../src/sandbox/world.ts'
import { startBot } from '../support/bot.ts'
import { raiseSteps } from '../support/raise.ts'

interface Sample {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

const readSamples = (text: string): Sample[] =>
  text.split('\n').flatMap((line) => {
    const [, name = '', labels = '', value = ''] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? []
    if (name === '' || line.startsWith('#')) return []
    const pairs = [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', word = '']) => [key, word])
    return [{ name, labels: Object.fromEntries(pairs), value: Number(value) }]
  })

const { commands, acts, clicks, forms } = registerFeatures(features)
const buckets = /^(\+Inf|\d+(\.\d+)?)$/
const closed: Readonly<Record<string, (value: string) => boolean>> = {
  command: (value) =>
    value === 'unknown' ||
    [...commands, ...acts].some(({ name }) => name === value) ||
    [...Object.keys(clicks), ...Object.keys(forms)].includes(value),
  service: (value) => ['mistral', 'slack'].includes(value),
  operation: (value) =>
    operations.some((name) => name === value) ||
    /^(auth|chat|conversations|users|usergroups|files|views)\.[a-zA-Z0-9.]+$/.test(value) ||
    ['response_url', 'file-download', 'file-upload'].includes(value),
  result: (value) =>
    ['answered', 'failed', 'limited', 'hit', 'miss', 'shared'].includes(value) ||
    callResults.some((known) => known === value),
  cache: (value) => cacheNames.includes(value),
  state: (value) =>
    Object.keys(transitions).includes(value) || ['waiting', 'due', 'running', 'failing', 'dead'].includes(value),
  le: (value) => buckets.test(value),
}

test('after a lively session the metrics tell it, with labels of closed sets and nothing about anybody', async () => {
  const bot = await startBot({ isWatching: true, settings: { ALERTS_CHANNEL: 'C0FINOPS' } })
  const { slack, mistral, sandbox } = bot
  await bot.ask('spend')
  await bot.ask('spend by claire@northwind.example')
  await bot.ask('whoami', { user: 'U0CLAIRE' })
  await bot.ask('northwind')
  mistral.faults.fail(503, { path: '/workspaces', times: 1 })
  await bot.ask('workspaces')
  slack.faults.loseResponse('users.info')
  await bot.ask('help')
  await bot.ask('top-users', { user: 'U0CLAIRE' })
  await bot.ask('spend', { user: 'U0GABI' })
  const steps = raiseSteps(bot)
  await steps.request({ amount: '50000' })
  await steps.approve('U0CLAIRE')
  mistral.burn({ amount: 17_000 })
  sandbox.clock.advance(6 * 60_000)
  await bot.bot.settle()
  // More at once than anybody may give, however much a busy machine gives back meanwhile.
  const many = bot.outcomes.length + 40
  await Promise.all(
    Array.from({ length: 40 }, () => slack.command({ user: 'U0MARC', channel: 'C0FINOPS', text: 'help' })),
  )
  await bot.finished(many)
  const text = await (await fetch(`http://127.0.0.1:${bot.bot.port}/metrics`)).text()
  const samples = readSamples(text)
  const value = (name: string, labels: Readonly<Record<string, string>> = {}) =>
    samples.find(
      (sample) => sample.name === name && Object.entries(labels).every(([key, word]) => sample.labels[key] === word),
    )?.value

  expect(value('chatops_commands_total', { command: 'spend', result: 'answered' })).toBe(1)
  const limited = value('chatops_commands_total', { command: 'help', result: 'limited' }) ?? 0
  expect(limited).toBeGreaterThan(0)
  expect(limited).toBe(bot.outcomes.filter(({ result }) => result === 'limited').length)
  expect(value('chatops_calls_total', { service: 'mistral', operation: 'workspaces', result: '5xx' })).toBe(1)
  expect(value('chatops_call_retries_total', { operation: 'workspaces' })).toBe(1)
  expect(value('chatops_call_retries_total', { operation: 'users.info' })).toBe(1)
  expect(value('chatops_calls_total', { operation: 'set-spend-limit', result: '2xx' })).toBe(1)
  expect(value('chatops_calls_total', { operation: 'response_url', result: '2xx' })).toBeGreaterThan(5)
  expect(value('chatops_cache_looks_total', { cache: 'usage', result: 'hit' })).toBeGreaterThan(0)
  expect(value('chatops_cache_answers', { cache: 'usage' })).toBeGreaterThan(0)
  expect(value('chatops_jobs', { state: 'dead' })).toBe(0)
  expect(value('chatops_jobs', { state: 'waiting' })).toBeGreaterThan(0)
  expect(value('chatops_jobs', { state: 'failing' })).toBe(0)
  expect(value('chatops_database_up')).toBe(1)
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const [, alarms = ''] = /Worth an alarm:\n\n((?: {4}.*\n)+)/.exec(readme) ?? []
  const alarming = [...alarms.matchAll(/(chatops_\w+)(?:\{state="(\w+)"\})?/g)]
  expect(alarming).toHaveLength(5)
  for (const [expression, name = '', state] of alarming)
    expect(value(name, state ? { state } : {}), `README: ${expression}`).toBeDefined()
  expect(value('chatops_limit_requests', { state: 'applied' })).toBe(1)
  expect(value('chatops_last_good_poll_timestamp_seconds')).toBeGreaterThan(1.7e9)
  expect(value('chatops_alert_delay_seconds_count')).toBeGreaterThan(0)
  expect(value('chatops_charts_waiting')).toBe(0)
  expect(value('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0)

  const own = samples.filter(({ name }) => name.startsWith('chatops_'))
  for (const { name, labels } of own)
    for (const [label, word] of Object.entries(labels))
      expect(closed[label]?.(word), `${name}: ${label}="${word}"`).toBe(true)
  const people = sandboxPeople.flatMap(({ id, name, realName, email }) => [id, name, realName, email])
  const channels = slack.channels().flatMap(({ id, name }) => [id, name])
  const workspaces = mistral.organization.workspaces.flatMap(({ id, name }) => [id, name])
  const secrets = [
    slack.botToken,
    slack.appToken,
    slack.signingSecret,
    mistral.key,
    ...sandboxMembers.map(({ email }) => email),
  ]
  const words = new Set(own.flatMap(({ labels }) => Object.values(labels)))
  for (const hidden of [...people, ...channels, ...workspaces, ...secrets, '50000', '45000', '€'])
    expect(words).not.toContain(hidden)
  for (const hidden of [...secrets, ...sandboxPeople.map(({ id }) => id)]) expect(text).not.toContain(hidden)
}, 60_000)
