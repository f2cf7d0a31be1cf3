import type { Origin } from '../../../domain/fetched.ts'
import type { MonthForecast } from '../../../domain/forecast/month-forecast.ts'
import type { CapUse } from '../../../domain/limit/cap-use.ts'
import type { LimitValue } from '../../../domain/limit/limit-value.ts'
import type { Change, RaiseState, Term } from '../../../domain/limit/raise.ts'
import type { Decimal } from '../../../domain/money/decimal.ts'
import type { Currency, Money } from '../../../domain/money/money.ts'
import type { Role } from '../../../domain/person/person.ts'
import type { DailyAmount } from '../../../domain/usage/usage.ts'

/** A request as it is stored, with the people in it by their Slack ids. */
export interface Raise {
  readonly id: string
  /** Grows with each change of the amount: decisions hold for one version. */
  readonly version: number
  readonly state: RaiseState
  readonly change: Change | 'revert'
  readonly target: LimitValue
  /** The limit when it was asked for. */
  readonly before: LimitValue
  readonly currency: Currency
  readonly term: Term
  /** null: erased, or the bot's own (a revert). */
  readonly reason: string | null
  /** null: the bot itself. */
  readonly requester: Party | null
  readonly isBreakGlass: boolean
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly closedAt: Date | null
  /** Why it stands where it stands, where the state alone does not say. */
  readonly why: RaiseRemark | null
  /** How we know that the limit stands. */
  readonly proof: 'readBack' | 'answered' | 'stated' | null
  readonly attempt: Attempt | null
  /** For a revert: the temporary raise that it ends. */
  readonly endsRaiseId: string | null
}

export interface Party {
  /** Random; the audit trail knows no other. */
  readonly personId: string
  /** null once the person was erased. */
  readonly slackId: string | null
  readonly mistralId: string | null
}

export interface Attempt {
  readonly id: string
  readonly leaseUntil: Date
  /** What the limit was just before the write. */
  readonly from: LimitValue
  /** When that was asked. */
  readonly lookedAt: Date
}

/** Catalogue keys below `limits.remark`. */
export type RaiseRemark =
  /** Back to the card: the limit is no longer what the approvers saw. */
  | 'limitMoved'
  /** Use has passed the limit that was approved: it would suspend access, which nobody saw. */
  | 'useRose'
  /** Two approvers saw different limits. */
  | 'sawDifferent'
  /** An approver lost the role, or cannot be confirmed. */
  | 'roleLost'
  | 'notConfirmed'
  /** MAX_LIMIT was lowered below it since somebody asked. */
  | 'aboveMaximum'
  /** The decision became too old before it could be applied. */
  | 'tooOld'
  /** The amount was changed after somebody approved. */
  | 'amended'
  /** Whoever made it larger took that back. */
  | 'takenBack'
  /** Somebody else changed the limit while we did. */
  | 'foreignChange'
  /** Mistral's answer was lost and the limit is a third value. */
  | 'thirdValue'
  | 'mistralRefused'
  | 'keyRefused'
  /** The bot may not write, or there is no API for it. */
  | 'writesOff'
  | 'noApi'
  /** Mistral takes whole units alone, and this limit has cents. */
  | 'notWritable'
  /** An error of our own on the way: what it left behind is not known. */
  | 'ownError'
  /** A restored backup: what happened since is unknown. */
  | 'restored'

/** What the look just before a write comes to. */
export type Check =
  | { readonly kind: 'go'; readonly limit: LimitValue; readonly use: Decimal | null }
  /** Somebody does not answer. */
  | { readonly kind: 'later' }
  /** The limit is there, or beyond. */
  | { readonly kind: 'there'; readonly limit: LimitValue }
  /** It is moot, and was closed. */
  | { readonly kind: 'dropped' }
  /** The approvers have to look again. */
  | { readonly kind: 'back'; readonly why: RaiseRemark }

export interface Approval extends Party {
  readonly at: Date
  readonly role: Role
  /** "map", "group", "email". */
  readonly roleSource: string
  readonly note: string | null
  readonly sawLimit: LimitValue
  readonly sawUse: Decimal | null
}

export interface Denial extends Party {
  readonly at: Date
  readonly reason: string | null
}

/** Where the Organization stands at this moment, for modals, cards and `limits`. */
export interface LimitFacts {
  readonly now: Date
  readonly fetchedAt: Date
  /** undefined: Mistral's Admin API. */
  readonly origin?: Origin | undefined
  /** undefined: Mistral did not say. */
  readonly limit: LimitValue | undefined
  /** What Mistral counts against it. */
  readonly use: Decimal | undefined
  readonly currency: Currency
  /** API access is suspended. */
  readonly isReached: boolean
  /** Mistral could not collect what was due last. */
  readonly hasPaymentFailed?: boolean
  /** By our own sum, in the currency of the usage. */
  readonly spent: Money
  /** What each day of this month cost, for the picture; none without it. */
  readonly daily?: readonly DailyAmount[]
  /** undefined: too early, or the usage could not be read. */
  readonly forecast: MonthForecast | undefined
  /** What costs most this month, of which workspace where that is known. */
  readonly driver: { readonly name: string; readonly share: number; readonly workspaceId?: string } | undefined
  /** Workspaces with a cap of their own. */
  readonly caps: readonly WorkspaceCap[]
  /** The sum of usage at its prices, beside Mistral's own counter; none where the usage could not be read. */
  readonly computed?: { readonly spent: Money; readonly isAtLeast: boolean }
}

export interface WorkspaceCap {
  readonly workspace: string
  readonly cap: Money
  /** Of this month, where it was asked for. */
  readonly use?: CapUse
}

/** What somebody who joined wants, as the card tells it. */
export interface Joined extends Pick<Party, 'slackId'> {
  readonly target: LimitValue | undefined
  readonly reason: string | null
}

/** Everything that a card shows; pure data, made new for each of its states. */
export interface CardData {
  readonly raise: Raise
  readonly approvals: readonly Approval[]
  readonly denial: Denial | undefined
  readonly approvalsNeeded: number
  /** Slack ids of those who can decide and have not. */
  readonly deciders: readonly string[]
  /** undefined: Mistral could not be asked; the card then shows what was known at the request. */
  readonly facts: LimitFacts | undefined
  /** The same future under the limit asked for. */
  readonly forecastWith: MonthForecast | undefined
  /** The decision suspends API access at once. */
  readonly suspendsNow: boolean
  /** People who joined the request. */
  readonly followers: readonly Joined[]
  /** Where the limit goes when a temporary raise ends. */
  readonly returnsTo: LimitValue | undefined
  /** Who pressed Done, where a limit was set by hand. */
  readonly statedBy?: Party | undefined
}
