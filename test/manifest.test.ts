import { describe, expect, test } from 'vitest'
import http from '../manifest/http.json' with { type: 'json' }
import socketMode from '../manifest/socket-mode.json' with { type: 'json' }
import { manifestFor } from '../src/chatops/manifest.ts'
import { coreScopes } from '../src/chatops/scopes.ts'
import { features } from '../src/features/index.ts'

describe.each([
  { name: 'socket-mode.json', manifest: socketMode, transport: 'socket' },
  { name: 'http.json', manifest: http, transport: 'http' },
] as const)('$name', ({ manifest, transport }) => {
  test('is what the features declare (npm run manifest writes it)', () => {
    expect(manifest).toEqual(manifestFor(features, transport))
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

test('every permission comes with a reason', () => {
  const reasons = [coreScopes, ...features.map(({ scopes }) => scopes ?? {})].flatMap((scopes) => Object.values(scopes))
  for (const reason of reasons) expect(reason).not.toBe('')
})
