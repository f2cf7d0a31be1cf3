import { describe, expect, test } from 'vitest'
import { type Listed, renderList } from '../../../src/features/digest/list-view.ts'
import type { Subscription } from '../../../src/features/digest/store/subscriptions.ts'
import { reader, sketch } from '../sketch.ts'

const nextAt = new Date('2026-11-23T08:00:00Z')
const listed = (change: Partial<Subscription> = {}): Listed => {
  const subscription: Subscription = {
    id: 'd1',
    channel: 'C0FINOPS',
    when: { rhythm: 'weekly', weekday: 1, time: '09:00', zone: 'Europe/Paris' },
    language: 'en',
    workspaces: [],
    leftOut: [],
    state: 'active',
    pausedWhy: null,
    maker: { personId: 'p', slackId: 'U0CLAIRE' },
    silentSince: null,
    ...change,
  }
  return { subscription, nextAt: subscription.state === 'active' ? nextAt : undefined }
}
const show = (all: readonly Listed[], isDecider = true) => sketch(renderList(all, reader({ isDecider })))

describe('the list of digests', () => {
  test('is empty for those who decide, and for the others', () => {
    expect(show([])).toMatchSnapshot()
    expect(show([], false)).toMatchSnapshot()
  })

  test('shows one of each kind', () => {
    const monthly = { rhythm: 'monthly', weekday: 1, time: '17:30', zone: 'Asia/Kathmandu' } as const
    expect(
      show([
        listed(),
        listed({ when: monthly, workspaces: ['w1', 'w2'], maker: undefined, silentSince: '2026-11-15' }),
        ...(['person', 'external', 'archived', 'unreachable'] as const).map((pausedWhy) =>
          listed({ state: 'paused', pausedWhy }),
        ),
      ]),
    ).toMatchSnapshot()
  })

  test('of forty comes in three pages, each of them once', () => {
    const forty = Array.from({ length: 40 }, (_, index) => listed({ id: `d${index}`, channel: `C0N${index}` }))
    const pages = [0, 15, 30].map((from) => sketch(renderList(forty, reader({ isDecider: true }), from)))
    expect(pages[0]).toContain('[Show 25 more → 15]')
    expect(pages[1]).toContain('[Show 10 more → 30]')
    expect(pages[2]).not.toContain('more →')
    const shown = pages.flatMap((page) => [...page.matchAll(/Preview → (d\d+)/g)].map(([, id]) => id))
    expect(shown).toEqual(forty.map(({ subscription }) => subscription.id))
  })
})

test('in French it says of each how often, what about and what can be done', () => {
  const monthly = { rhythm: 'monthly', weekday: 1, time: '17:30', zone: 'Asia/Kathmandu' } as const
  const all = [listed(), listed({ when: monthly, workspaces: ['w1', 'w2'], state: 'paused', pausedWhy: 'external' })]
  expect(sketch(renderList(all, reader({ isDecider: true, language: 'fr', locale: 'fr-FR' })))).toMatchSnapshot()
})
