import { holdAgainst, type MonthForecast } from '../../../src/domain/forecast/month-forecast.ts'
import type { LimitValue } from '../../../src/domain/limit/limit-value.ts'
import type { RaiseState } from '../../../src/domain/limit/raise.ts'
import { Decimal } from '../../../src/domain/money/decimal.ts'
import { inCurrency } from '../../../src/domain/money/money.ts'
import { listDays } from '../../../src/domain/time/time.ts'
import type { Approval, CardData, LimitFacts, Party, Raise } from '../../../src/features/limits/store/types.ts'

/** Friday evening: a batch has looped, and the limit will not outlast the night. */
export const now = new Date('2026-11-20T17:46:00Z')
const minutes = (count: number) => new Date(now.getTime() + count * 60_000)

export const person = (slackId: string | null): Party => ({ personId: `p-${slackId}`, slackId, mistralId: null })
export const [sarah, claire, marc] = [person('USARAH'), person('UCLAIRE'), person('UMARC')]

const forecast = {
  landing: 46_120,
  low: 44_900,
  high: 47_300,
  days: listDays('2026-11-20', '2026-11-30').map((day) => ({ day, expected: day === '2026-11-20' ? 640 : 230 })),
}

export const forecastUnder = (limit: LimitValue, use = 43_180): MonthForecast =>
  holdAgainst(forecast, { spent: 43_180, use, limit }, now)

export const facts = (change: Partial<LimitFacts> = {}): LimitFacts => {
  const limit = 'limit' in change ? change.limit : Decimal.of(43_600)
  return {
    now,
    fetchedAt: minutes(-1),
    limit,
    use: Decimal.of(43_180),
    currency: 'EUR',
    isReached: false,
    spent: inCurrency(Decimal.of(43_180), 'EUR'),
    daily: [
      { day: '2026-10-31', amount: 9_999 },
      ...listDays('2026-11-01', '2026-11-20').map((day) => ({ day, amount: 2_000 })),
    ],
    forecast: limit === undefined ? undefined : forecastUnder(limit),
    driver: { name: 'Support-bot, mistral-large-2512', share: 0.44 },
    caps: [{ workspace: 'Support-bot', cap: inCurrency(Decimal.of(25_000), 'EUR') }],
    ...change,
  }
}

export const raise = (change: Partial<Raise> = {}): Raise => ({
  id: 'r-1',
  version: 1,
  state: 'open',
  change: 'raise',
  target: Decimal.of(50_000),
  before: Decimal.of(43_600),
  currency: 'EUR',
  term: { kind: 'month' },
  reason: 'Batch looped; customers need the API.',
  requester: sarah,
  isBreakGlass: false,
  createdAt: now,
  expiresAt: new Date('2026-11-23T17:00:00Z'),
  closedAt: null,
  why: null,
  proof: null,
  attempt: null,
  endsRaiseId: null,
  ...change,
})

export const approval = (by: Party, change: Partial<Approval> = {}): Approval => ({
  ...by,
  at: minutes(5),
  role: 'admin',
  roleSource: 'email',
  note: null,
  sawLimit: Decimal.of(43_600),
  sawUse: Decimal.of(43_180),
  ...change,
})

export const card = (of: Partial<Raise> = {}, change: Partial<CardData> = {}): CardData => {
  const asked = raise(of)
  return {
    raise: asked,
    approvals: [],
    denial: undefined,
    approvalsNeeded: 1,
    deciders: ['UCLAIRE', 'UMARC'],
    facts: facts(),
    forecastWith: forecastUnder(asked.target),
    suspendsNow: false,
    followers: [],
    returnsTo: asked.term.kind === 'permanent' ? undefined : asked.before,
    ...change,
  }
}

const closedAt = minutes(6)
const approved = { approvals: [approval(claire)], deciders: ['UMARC'] }

/** A request in each of its states, as it comes to stand there. */
export const cards: Record<RaiseState, CardData> = {
  open: card(),
  approved: card({ state: 'approved' }, approved),
  applying: card({ state: 'applying' }, approved),
  unknown: card({ state: 'unknown' }, approved),
  applied: card({ state: 'applied', proof: 'readBack', closedAt }, approved),
  byHand: card({ state: 'byHand', why: 'noApi' }, approved),
  denied: card({ state: 'denied', closedAt }, { denial: { ...claire, at: closedAt, reason: 'Stop the batch first.' } }),
  withdrawn: card({ state: 'withdrawn', closedAt }),
  expired: card({ state: 'expired', closedAt }),
  alreadyThere: card({ state: 'alreadyThere', closedAt }),
  refused: card({ state: 'refused', why: 'mistralRefused', closedAt }, approved),
  unclear: card(
    { state: 'unclear', why: 'thirdValue', closedAt },
    { ...approved, facts: facts({ limit: Decimal.of(48_000) }) },
  ),
}

export const states = Object.keys(cards) as RaiseState[]

/** What somebody may write who wishes the readers ill, or just writes another script. */
export const hostileTexts = [
  '<!channel> <@U0> <https://evil.example|click>',
  '*bold* _it_ ~no~ `code`\n> quote\n\n\u202egnp.exe',
  '&'.repeat(500),
  '*'.repeat(500),
  '👩‍👩‍👧‍👦'.repeat(60),
  'מגבלה חדשה',
  '   ',
]
