import { describe, expect, test } from 'vitest'
import { Decimal } from '../../../../src/domain/money/decimal.ts'
import type { ChangedBy } from '../../../../src/features/limits/drift/actor.ts'
import { type DriftData, driftNotice } from '../../../../src/features/limits/drift/drift-view.ts'
import { reader, sketch } from '../../sketch.ts'

const at = new Date('2026-11-18T20:40:00Z')
const amount = (limit: number) => Decimal.of(limit)
const marc = { kind: 'HUMAN', name: 'Marc Delacroix', email: 'marc@northwind.example', id: 'm2' }

function data(change: Partial<DriftData['drift']> = {}, others: Partial<DriftData> = {}): DriftData {
  return {
    drift: {
      id: 'd1',
      from: amount(45_000),
      to: amount(60_000),
      currency: 'EUR',
      noticedAt: at,
      logged: { id: '48001', at },
      state: 'open',
      keptBy: undefined,
      ...change,
    },
    by: { actor: marc, slackId: 'U0MARC' },
    hidesNames: false,
    facts: { limit: amount(60_000), use: amount(26_940), currency: 'EUR' },
    ...others,
  }
}

const show = (shown: DriftData, seesNames = true) => sketch(driftNotice(shown, reader({ isDecider: true, seesNames })))

describe('a limit that was changed at Mistral', () => {
  test('is told with who, when and what can be done', () => {
    expect(show(data())).toMatchSnapshot()
  })

  test('says who decided to keep it, and when it is over', () => {
    expect(show(data({ state: 'kept', keptBy: 'U0CLAIRE' }))).toMatchSnapshot()
    expect(show(data({ state: 'kept', keptBy: null }))).toContain('somebody who was erased')
    expect(show(data({ state: 'over' }))).toMatchSnapshot()
  })

  test('says what Mistral’s log does not', () => {
    expect(show(data({ logged: undefined }, { by: undefined, facts: undefined }))).toMatchSnapshot()
    expect(show(data({}, { by: undefined }))).toContain('cannot be read just now')
  })

  test.each<[string, ChangedBy, RegExp]>([
    ['a key', { actor: { ...marc, kind: 'API_KEY' }, slackId: undefined }, /With an Admin API key/],
    ['somebody who is not in Slack', { actor: marc, slackId: undefined }, /By Marc Delacroix/],
    ['an address alone', { actor: { ...marc, name: null }, slackId: undefined }, /By marc@northwind/],
    ['nobody who is named', { actor: { ...marc, name: null, email: null }, slackId: undefined }, /log\n/],
    ['a hostile name', { actor: { ...marc, name: '<!channel>' }, slackId: undefined }, /&lt;!channel&gt;/],
  ])('names %s as far as it may', (_, by, words) => {
    expect(show(data({}, { by }))).toMatch(words)
  })

  test('names nobody who is not in Slack to those who may not see names', () => {
    expect(show(data({}, { by: { actor: marc, slackId: undefined } }), false)).not.toMatch(/Marc|marc@/)
  })

  test('names nobody where PRIVACY shows nobody’s name', () => {
    expect(show(data({}, { hidesNames: true }))).not.toMatch(/Marc|U0MARC|marc@/)
  })

  test('in French', () => {
    const french = reader({ language: 'fr', locale: 'fr-FR', isDecider: true })
    expect(sketch(driftNotice(data(), french))).toMatchSnapshot()
    expect(sketch(driftNotice(data({ state: 'kept', keptBy: 'U0CLAIRE' }), french))).toMatchSnapshot()
    expect(sketch(driftNotice(data({ logged: undefined }, { by: undefined }), french))).toMatchSnapshot()
  })

  test('can be no limit at all, before or after', () => {
    expect(show(data({ from: 'unlimited' }))).toContain('no limit → €60,000')
    expect(show(data({ to: 'unlimited' }))).toContain('[Keep no limit → d1]')
  })
})
