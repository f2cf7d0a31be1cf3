import { describe, expect, test } from 'vitest'
import http from '../manifest/http.json' with { type: 'json' }
import socketMode from '../manifest/socket-mode.json' with { type: 'json' }
import { coreScopes, optionalScopesOf, scopesOf } from '../src/chatops/scopes.ts'
import { features } from '../src/features/index.ts'

describe.each([
  { name: 'socket-mode.json', manifest: socketMode },
  { name: 'http.json', manifest: http },
])('$name', ({ manifest }) => {
  test('asks for the permissions that the features declare, and no others', () => {
    expect(manifest.oauth_config.scopes.bot).toEqual(scopesOf(features))
    expect(manifest.oauth_config.scopes.bot_optional).toEqual(optionalScopesOf(features))
  })

  test('keeps within what Slack accepts', () => {
    const { name, description, long_description, background_color } = manifest.display_information
    expect(name.length).toBeLessThanOrEqual(35)
    expect(description.length).toBeLessThanOrEqual(140)
    expect(long_description.length).toBeGreaterThanOrEqual(174)
    expect(long_description.length).toBeLessThanOrEqual(4_000)
    expect(background_color).toMatch(/^#[0-9a-f]{6}$/)
    expect(manifest.features.bot_user.display_name).toMatch(/^[a-z0-9._-]{1,80}$/)
    for (const { command, description, usage_hint, should_escape } of manifest.features.slash_commands) {
      expect(command).toMatch(/^\/[a-z0-9_-]{1,31}$/)
      expect(description.length).toBeLessThanOrEqual(2_000)
      expect(usage_hint.length).toBeLessThanOrEqual(1_000)
      // Escaped, a typed name would arrive as an id with a name that anybody can choose.
      expect(should_escape).toBe(false)
    }
  })
})

test('the two manifests differ in the transport alone', () => {
  const { settings: overSocket, features: socketFeatures, ...socketRest } = socketMode
  const { settings: overHttp, features: httpFeatures, ...httpRest } = http
  expect(httpRest).toEqual(socketRest)
  const url = 'https://bot.example.com/slack/events'
  expect(httpFeatures).toEqual({
    ...socketFeatures,
    slash_commands: socketFeatures.slash_commands.map((command) => ({ ...command, url })),
  })
  expect(overHttp).toEqual({
    ...overSocket,
    socket_mode_enabled: false,
    interactivity: { is_enabled: true, request_url: url },
  })
  expect(overSocket.socket_mode_enabled).toBe(true)
})

test('every permission comes with a reason', () => {
  const reasons = [coreScopes, ...features.map(({ scopes }) => scopes ?? {})].flatMap((scopes) => Object.values(scopes))
  for (const reason of reasons) expect(reason).not.toBe('')
})
