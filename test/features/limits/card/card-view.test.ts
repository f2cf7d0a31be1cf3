import { describe, expect, test } from 'vitest'
import { isFinal, type RaiseState } from '../../../../src/domain/limit/raise.ts'
import { Decimal } from '../../../../src/domain/money/decimal.ts'
import { inCurrency } from '../../../../src/domain/money/money.ts'
import {
  type Audience,
  cardThreadProof,
  renderCard,
  requesterNotice,
} from '../../../../src/features/limits/card/card-view.ts'
import type { CardData, RaiseRemark } from '../../../../src/features/limits/store/types.ts'
import { limitsWords } from '../../../../src/features/limits/words.ts'
import { validateBlocks } from '../../../../src/sandbox/slack/index.ts'
import { reader, sketch } from '../../sketch.ts'
import { approval, card, cards, claire, facts, forecastUnder, hostileTexts, marc, person, states } from '../cards.ts'

const audiences: readonly Audience[] = ['channel', 'decider', 'requester']
const show = (data: CardData, audience: Audience = 'decider', seesFigures = true) => {
  const message = renderCard(data, audience, reader(), seesFigures)
  expect(validateBlocks(message.blocks)).toMatchObject({ ok: true })
  return sketch(message)
}
const buttonsOf = (data: CardData, audience: Audience) =>
  renderCard(data, audience, reader()).blocks.flatMap((block) =>
    block.type === 'actions' ? block.elements.map(({ action_id }) => action_id) : [],
  )

describe('a card in each state', () => {
  for (const state of states) test(state, () => expect(show(cards[state])).toMatchSnapshot())
})

describe('its other readers see the same card', () => {
  const linesOf = (data: CardData, audience: Audience) => show(data, audience).split('\n')
  /** What this reader has in place of what a decider has. */
  function differences(state: RaiseState, audience: Audience) {
    const [decider, other] = [linesOf(cards[state], 'decider'), linesOf(cards[state], audience)]
    return {
      without: decider.filter((line) => line && !other.includes(line)),
      instead: other.filter((line) => line && !decider.includes(line)),
    }
  }
  const same = { without: [], instead: [] }
  const told: Partial<Record<RaiseState, Partial<Record<Audience, object>>>> = {
    open: {
      // The chart lies in the card's thread, and only the channel has one.
      channel: {
        without: [expect.stringMatching(/18:00>$/)],
        instead: [expect.stringMatching(/18:00> · chart in the thread$/)],
      },
      requester: { without: ['[Approve… → r-1] [Deny… → r-1]'], instead: ['[Withdraw → r-1]'] },
    },
    approved: { requester: { without: [], instead: ['[Withdraw → r-1]'] } },
    byHand: {
      requester: {
        without: [
          expect.stringMatching(/^lock screen: .* then press Done\.$/),
          'Open the Admin Panel, set exactly `50000`, then press Done.',
          '[Open the Admin Panel → undefined] [Done → r-1]',
        ],
        instead: [
          expect.stringMatching(/^lock screen: .* · Somebody with the Admin Panel sets it; you will be told\.$/),
          'Somebody with the Admin Panel sets it; you will be told.',
          '[Withdraw → r-1]',
        ],
      },
    },
  }
  for (const state of states)
    test(state, () => {
      for (const audience of ['channel', 'requester'] as const)
        expect(differences(state, audience), audience).toEqual(told[state]?.[audience] ?? same)
    })
})

describe('in French', () => {
  const french = reader({ language: 'fr', locale: 'fr-FR' })
  const told: readonly RaiseState[] = ['open', 'byHand', 'applied', 'denied', 'expired', 'unclear']
  for (const state of told)
    test(state, () => expect(sketch(renderCard(cards[state], 'decider', french))).toMatchSnapshot())
})

describe('buttons', () => {
  test('deciders approve and deny what is open', () =>
    expect(buttonsOf(cards.open, 'channel')).toEqual(['limits.approve', 'limits.deny']))
  test('whoever has the Admin Panel does by hand what I may not', () =>
    expect(buttonsOf(cards.byHand, 'decider')).toEqual(['panel.billing', 'limits.done']))
  test('the requester can withdraw until the write begins', () => {
    const withdrawable = states.filter((state) => buttonsOf(cards[state], 'requester').length > 0)
    expect(withdrawable).toEqual(['open', 'approved', 'byHand'] satisfies RaiseState[])
    expect(buttonsOf(cards.open, 'requester')).toEqual(['limits.withdraw'])
  })
  test('nothing can be pressed once it is over', () => {
    for (const state of states.filter(isFinal))
      for (const audience of audiences) expect(buttonsOf(cards[state], audience)).toEqual([])
  })
})

describe('an open card', () => {
  test('with one approval of two, and people who joined', () =>
    expect(
      show(
        card(
          {},
          {
            approvals: [approval(claire, { note: 'Fine by me.', roleSource: 'map' })],
            approvalsNeeded: 2,
            deciders: ['UMARC'],
            followers: [
              { slackId: 'U0JONAS', target: Decimal.of('48000'), reason: 'Our launch needs it, too.' },
              { slackId: null, target: undefined, reason: null },
            ],
          },
        ),
      ),
    ).toMatchSnapshot())
  test('that nobody else can decide says so', () =>
    expect(show(card({}, { deciders: [] }))).toContain('1 approval: ⚠ nobody else here can decide now'))
  test('names five who can decide, and counts the others', () =>
    expect(show(card({}, { deciders: ['U1', 'U2', 'U3', 'U4', 'U5', 'U6', 'U7'] }))).toContain(
      '<@U4>, <@U5>, or 2 others',
    ))
  test('while Mistral gives no figures', () =>
    expect(show(card({}, { facts: undefined, forecastWith: undefined }))).toMatchSnapshot())
  test('for somebody who may not see figures', () => {
    const shown = show(card({}, { approvals: [approval(claire)], approvalsNeeded: 2 }), 'requester', false)
    expect(shown).toMatchSnapshot()
    expect(shown).not.toMatch(/43,|46,|25,000/)
  })
  test('without a forecast', () =>
    expect(show(card({}, { facts: facts({ forecast: undefined }), forecastWith: undefined }))).toContain('No forecast'))
  test('in an unknown currency', () => {
    const data = card({ currency: null }, { facts: facts({ currency: null }) })
    expect(show(data)).toContain('*43,600 → 50,000, November only?*')
    expect(show(data)).toContain('⚠ Mistral does not say in which currency')
  })
  test('without a picture does not promise one', () =>
    expect(show(card({}, { facts: facts({ spent: inCurrency(Decimal.zero, 'EUR') }) }), 'channel')).not.toContain(
      'chart in the thread',
    ))
  test('once access is suspended', () =>
    expect(
      show(card({}, { facts: facts({ isReached: true, use: Decimal.of(43_610) }), suspendsNow: false })),
    ).toMatchSnapshot())
  test('that would hold neither way', () => {
    const shown = show(card({ target: Decimal.of(44_000) }, { forecastWith: forecastUnder(Decimal.of(44_000)) }))
    expect(shown).toContain('*With:* API stops ≈ <!date')
  })
  test('that might just not hold', () =>
    expect(show(card({ target: Decimal.of(47_000) }))).toContain(
      '*With:* €46,100 at month’s end; at €47,300, still possible, API stops',
    ))
})

describe('the change asked for', () => {
  test('permanently', () => {
    const shown = show(card({ term: { kind: 'permanent' } }))
    expect(shown).toContain('*€43,600 → €50,000, permanently?*')
    expect(shown).not.toContain('Returns to')
  })
  test('to keep what was temporary', () => {
    const limit = Decimal.of(50_000)
    const shown = show(
      card(
        { change: 'set', before: limit, term: { kind: 'permanent' } },
        { facts: facts({ limit, forecast: forecastUnder(limit) }) },
      ),
    )
    expect(shown).toContain('*Keep €50,000, permanently?*')
    expect(shown).toContain('*With:* €46,100 at month’s end')
    expect(shown).not.toContain('Without')
  })
  test('until a date', () =>
    expect(show(card({ term: { kind: 'date', endsAt: new Date('2026-12-14T23:00:00Z') } }))).toMatchSnapshot())
  test('in December names the next year', () =>
    expect(show(card({ createdAt: new Date('2026-12-10T10:00:00Z') }))).toContain(
      'Returns to €43,600 on 1 Jan 2027, when Mistral resets its counter',
    ))
  test('no limit at all', () => {
    const data = card({ change: 'remove', target: 'unlimited', term: { kind: 'permanent' } })
    expect(show(data)).toMatchSnapshot()
    expect(show({ ...data, raise: { ...data.raise, state: 'byHand' } })).toContain('set exactly “no monthly limit”')
  })
  test('a limit where there was none', () => {
    const data = card({ change: 'set', before: 'unlimited' }, { facts: facts({ limit: 'unlimited' }) })
    expect(show(data)).toMatchSnapshot()
  })
  test('one that suspends access at once, below a workspace’s cap', () => {
    const target = Decimal.of(20_000)
    const data = card({ change: 'lower', target }, { suspendsNow: true, forecastWith: forecastUnder(target) })
    expect(show(data)).toMatchSnapshot()
  })
})

describe('remarks', () => {
  const remarks: readonly [RaiseState, readonly RaiseRemark[]][] = [
    ['open', ['limitMoved', 'sawDifferent', 'roleLost', 'notConfirmed', 'tooOld', 'amended']],
    ['byHand', ['writesOff', 'noApi']],
    ['refused', ['mistralRefused', 'keyRefused']],
    ['unclear', ['foreignChange', 'thirdValue', 'restored']],
    ['expired', ['restored']],
  ]
  const all = remarks.flatMap(([state, whys]) => whys.map((why) => [state, why] as const))
  test.each(all)('%s: %s', (state, why) => {
    const data = { ...cards[state], raise: { ...cards[state].raise, why } }
    const { remark } = limitsWords(reader())
    expect(show(data)).toContain(remark[why])
    expect(show(data, 'requester')).toContain(remark[why])
  })
})

describe('what cannot be taken for granted', () => {
  test('break-glass is loud in every state', () => {
    for (const state of states) {
      const data = { ...cards[state], approvals: [], raise: { ...cards[state].raise, isBreakGlass: true } }
      const { text, blocks } = renderCard(data, 'channel', reader())
      expect(text).toMatch(/^🚨 Break-glass · /)
      expect(blocks[0]).toMatchObject({ text: { text: expect.stringMatching(/^🚨 \*BREAK-GLASS.*<@USARAH>/) } })
    }
    expect(show(card({ ...cards.applied.raise, isBreakGlass: true }), 'channel')).toMatchSnapshot()
  })
  test('people who were erased', () => {
    const gone = person(null)
    const data = card({ ...cards.applied.raise, requester: gone, reason: null }, { approvals: [approval(gone)] })
    expect(show(data)).toMatchSnapshot()
  })
  test('what was done by hand is somebody’s word', () => {
    const data = card({ ...cards.applied.raise, proof: 'stated' }, { approvals: [approval(claire)] })
    expect(show({ ...data, statedBy: marc })).toContain('stated by <@UMARC>, <!date')
    expect(show(data)).toContain('stated by a person, <!date')
  })
  test('a lost read-back is not called one', () =>
    expect(show(card({ ...cards.applied.raise, proof: 'answered' }))).toContain('confirmed by Mistral’s answer'))
  test('the end of a temporary limit, which nobody asks for', () =>
    expect(
      show(
        card({
          ...cards.applied.raise,
          change: 'revert',
          before: Decimal.of(50_000),
          target: Decimal.of(43_600),
          requester: null,
          reason: null,
        }),
      ),
    ).toMatchSnapshot())

  test.each(hostileTexts)('words that mean ill: %j', (text) => {
    for (const state of states) {
      const data = {
        ...cards[state],
        raise: { ...cards[state].raise, reason: text },
        approvals: [approval(claire, { note: text }), approval(marc, { note: text })],
        denial: { ...claire, at: cards.open.raise.createdAt, reason: text },
        facts: facts({
          driver: { name: text, share: 0.5 },
          caps: [1, 2, 3, 4].map((cap) => ({ workspace: text, cap: inCurrency(Decimal.of(cap * 20_000), 'EUR') })),
        }),
      }
      for (const audience of audiences) show(data, audience)
      sketch(requesterNotice(data, reader()))
      sketch(cardThreadProof(data, 'abc', reader()))
    }
  })
})

describe('what the requester and those who joined are told', () => {
  for (const state of states)
    test(state, () => {
      expect(sketch(requesterNotice(cards[state], reader()))).toMatchSnapshot()
      expect(sketch(requesterNotice(cards[state], reader(), false))).not.toContain('43,600')
    })
})

describe('the proof in the thread', () => {
  test('says before and after, how it is known, who approved by what right, and the head of the trail', () => {
    const data = card(
      {
        ...cards.applied.raise,
        attempt: {
          id: 'a',
          leaseUntil: cards.open.raise.createdAt,
          lookedAt: cards.open.raise.createdAt,
          from: Decimal.of(43_700),
        },
      },
      { approvals: [approval(claire), approval(marc, { role: 'billing', roleSource: 'group', sawUse: null })] },
    )
    expect(sketch(cardThreadProof(data, 'f3a9c1'.repeat(8), reader()))).toMatchSnapshot()
  })
  test('without a trail claims none', () =>
    expect(sketch(cardThreadProof(cards.applied, undefined, reader()))).not.toContain('Audit trail'))
})
