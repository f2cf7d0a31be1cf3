import { describe, expect, test } from 'vitest'
import type { ReadContext } from '../../../src/chatops/context.ts'
import { keys as feature } from '../../../src/features/keys/index.ts'
import { renderKeys } from '../../../src/features/keys/view.ts'
import { reader, sketch } from '../sketch.ts'
import { key, now, oneOfEach, report } from './sources.ts'

const admin = reader({ seesNames: true, isDecider: true })
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => key(`k${String(index).padStart(3, '0')}`, { lastUsedOn: '2026-01-05' }))

describe('keys', () => {
  test('says what there is to do about which key', () => {
    expect(sketch(renderKeys(report(oneOfEach), admin))).toMatchSnapshot()
  })

  test('in French', () => {
    const french = { language: 'fr', locale: 'fr-FR' } as const
    const decider = reader({ ...french, seesNames: true, isDecider: true })
    expect(sketch(renderKeys(report(oneOfEach), decider))).toMatchSnapshot()
    expect(sketch(renderKeys(report(oneOfEach), reader(french)))).toMatchSnapshot()
  })

  test('names no key and nobody to those who may not see names, nor in a channel', () => {
    for (const view of [reader(), reader({ isShared: true })]) {
      const shown = sketch(renderKeys(report(oneOfEach), view))
      expect(shown).toMatchSnapshot()
      expect(shown).not.toMatch(/key (soon|left|today)|Claire|viktor/)
    }
  })

  test('shows an admin the keys where PRIVACY shows nobody’s name, without who made them', () => {
    const shown = sketch(renderKeys(report(oneOfEach), reader({ isDecider: true })))
    expect(shown).toContain('*key soon*')
    expect(shown).not.toMatch(/Claire|viktor|made by (?!somebody)/)
  })

  test('shows one kind alone', () => {
    expect(sketch(renderKeys(report(oneOfEach, 'left'), admin))).toMatchSnapshot()
    expect(sketch(renderKeys(report([key('a')], 'left'), admin))).toContain('No such key among 1 API key')
  })

  test('keeps a long list short, and says how much more there is', () => {
    const shown = sketch(renderKeys(report(many(500)), admin))
    expect(shown).toContain('490 more')
    expect(sketch(renderKeys(report(many(500), 'unused'), admin))).toContain('460 more')
    const spread = many(300).map((one, index) => ({ ...one, workspace: `Team ${index % 100}` }))
    expect(sketch(renderKeys(report(spread), reader()))).toContain('90 other Workspaces: 270 unused')
  })

  test('says when all is in order, when there is none, and when some could not be read', () => {
    expect(sketch(renderKeys(report([key('a'), key('b')]), admin))).toMatchSnapshot()
    expect(sketch(renderKeys(report([]), admin))).toMatchSnapshot()
    expect(sketch(renderKeys(report([key('a')], undefined, 2), admin))).toContain('2 rows that I could not read')
  })

  test('says where Mistral does not list keys, and what does', () => {
    expect(sketch(renderKeys('notOffered', admin))).toMatchSnapshot()
  })

  test('takes hostile names', () => {
    const hostile = { name: '<!channel> *now* `x`', workspace: '<@U0EVIL>', createdBy: '<mailto:x@y|z>' }
    const shown = sketch(renderKeys(report([key('a', { ...hostile, lastUsedOn: null })]), admin))
    expect(shown).toContain('&lt;!channel&gt;')
  })
})

test('the Home and the digest have one line, and none where there is nothing to do', async () => {
  const draw = async (email: string) => {
    const at = { fetchedAt: now }
    const mistral = {
      apiKeys: async () => ({ ...at, value: { keys: [key('a', { expiresOn: '2026-11-20' })], unreadable: 0 } }),
      members: async () => ({ ...at, value: { members: [{ email, name: null }] } }),
    }
    const context = { mistral, clock: { now: () => now } } as unknown as ReadContext
    const sections = [feature.home?.[0], feature.digest]
    return Promise.all(sections.map(async (part) => (await part?.prepare(context))?.render(reader({ isShared: true }))))
  }
  const [home, digest] = await draw('nobody@acme.example')
  const finding = '1 API key expires within 30 days, 1 was made by somebody who left'
  expect(JSON.stringify(home)).toContain(`⚠ ${finding}`)
  expect(JSON.stringify(digest)).toContain(`*To do:* ${finding}`)
  expect(JSON.stringify([home, digest])).not.toMatch(/key a|claire/)
  expect(JSON.stringify(await draw('claire@acme.example'))).not.toContain('somebody who left')
})
