import { describe, expect, test } from 'vitest'
import { renderTrail } from '../../../src/features/audit/trail-view.ts'
import { reader, sketch } from '../sketch.ts'
import { marc, now, record, trailOf } from './trail.ts'

const decider = reader({ seesNames: true, isDecider: true })
const minutesAgo = (minutes: number) => now.getTime() - minutes * 60_000

describe('the audit trail', () => {
  test('says who did what, when, from what to what and why', () => {
    const records = [
      record({ sequence: 128, action: 'limit.applied', actorId: null }),
      record({ sequence: 127, at: minutesAgo(1), text: 'Customers first', textHash: 'a' }),
      record({ sequence: 126, at: minutesAgo(5), actorId: marc.personId, outcome: 'refused' }),
      record({ sequence: 125, action: 'limit.requested', at: minutesAgo(9), after: '{"limit":"unlimited"}' }),
    ]
    expect(sketch(renderTrail(trailOf(records), decider))).toMatchSnapshot()
  })

  test('says amounts as amounts, and leaves the end of an attempt to the entry after it', () => {
    const review = record({ after: '{"limit":"50000","use":"26904.04","version":3}' })
    const attempt = record({ action: 'limit.attempted', outcome: 'unknown' })
    const lost = record({ action: 'limit.answer-lost', outcome: 'unknown' })
    const shown = sketch(renderTrail(trailOf([review, attempt, lost]), decider))
    expect(shown).toContain('45,000 → 50,000, use 26,904\n')
    expect(shown).toContain('change of the limit begun · 45,000')
    expect(shown).toContain('answer of Mistral lost · ⚠ outcome unknown')
  })

  test('says roles, proofs, wishes and refusals in words', () => {
    const after = { wanted: 'limits.approve', reason: 'ownRequest', proof: 'readBack', role: 'organization_admin' }
    const shown = sketch(renderTrail(trailOf([record({ before: null, after: JSON.stringify(after) })]), decider))
    expect(shown).toContain(
      'wanted approve a request, reason their own request, proof read back from Mistral, role admin',
    )
    const later = { reason: 'neverHeardOf', source: 'some_new.place' }
    const unknown = sketch(renderTrail(trailOf([record({ before: null, after: JSON.stringify(later) })]), decider))
    expect(unknown).toContain('reason never heard of, source some new place')
  })

  test('offers what is older, and what was asked for as files', () => {
    const data = trailOf([record({ sequence: 119 })], 'claire decisions last month', { hasOlder: true })
    expect(sketch(renderTrail(data, decider))).toMatchSnapshot()
  })

  test('that is empty, or has nothing of the kind, says which', () => {
    expect(sketch(renderTrail(trailOf([], '', { head: undefined }), decider))).toMatchSnapshot()
    expect(sketch(renderTrail(trailOf([], 'marc oct'), decider))).toMatchSnapshot()
  })

  test('says on its last page that older entries were removed', () => {
    const removedBefore = new Date('2025-11-01')
    const shown = sketch(renderTrail(trailOf([record()], '', { removedBefore }), decider))
    expect(shown).toContain('Most entries from before 1 Nov 2025 were removed, as `RETENTION_MONTHS` says')
    const first = sketch(renderTrail(trailOf([record()], '', { removedBefore, hasOlder: true }), decider))
    expect(first).not.toContain('removed')
  })

  test('shows nobody’s name to whom it is not for', () => {
    const shown = sketch(renderTrail(trailOf([record(), record({ actorId: marc.personId })]), reader()))
    expect(shown).not.toMatch(/Claire|Marc|U0CLAIRE|northwind/)
    expect(shown).toContain('person `c1a14e00`')
  })

  test('shows an erased person and reason as erased', () => {
    const shown = sketch(renderTrail(trailOf([record({ actorId: 'gone-1234', textHash: 'a' })]), decider))
    expect(shown).toContain('*somebody erased `gone-123`*')
    expect(shown).toContain('_reason erased_')
  })

  test('takes long and hostile words, unknown actions and forged figures', () => {
    const hostile = record({
      text: `<!channel> *bold* \u202eback\n${'long '.repeat(400)}`,
      textHash: 'a',
      action: 'alert.muted_by-hand',
      outcome: 'odd',
      before: '{"role":"<b>","deep":{"a":1}}',
      after: '{"role":"admin","limit":"a lot"}',
    })
    const records = [hostile, record({ before: 'no json', after: '[1]' })]
    expect(sketch(renderTrail(trailOf(records), decider))).toMatchSnapshot()
  })
})
