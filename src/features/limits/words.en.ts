import { plural } from '../../chatops/words/plural.ts'
import type { Term } from '../../domain/limit/raise.ts'
import { actions } from './action-words.en.ts'
import { alert } from './alert-words.en.ts'
import { drift } from './drift-words.en.ts'
import { flow } from './flow-words.en.ts'
import { ending, outcome, proof, remark } from './outcome-words.en.ts'
import { refusals } from './refusals.en.ts'
import { home, show } from './show-words.en.ts'

/** The words of the spending limit, and of requests to change it. Amounts, moments and people arrive formatted. */

const either = new Intl.ListFormat('en', { type: 'disjunction' })

const roleSources: Record<string, string> = {
  map: 'by `ROLE_MAP`',
  group: 'by a user group in `ROLE_MAP`',
  email: 'at Mistral, by e-mail address',
}

const quoted = (text: string): string => `“${text}”`
const quotedIfAny = (text: string | null): string => (text === null ? '(no text)' : quoted(text))

export const en = {
  drift,
  flow,
  refusals,

  restored: (sequence: number) =>
    `⚠ My database was restored from an older copy: the audit trail reached entry ${sequence}, and that entry is gone. I closed every open request, and leave temporary limits to you: look at the limit now, and set it by hand if it should go back.`,

  home,

  summary: 'The spending limit, whether it holds, and how to have it changed',
  noLimit: 'no limit',
  keep: (limit: string) => `Keep ${limit}`,
  newLimit: (limit: string) => `New limit ${limit}`,
  changeFor: (change: string, term: string) => `${change}, ${term}`,
  term: {
    month: (month: string) => `${month} only`,
    permanent: 'permanently',
    date: (when: string) => `until ${when}`,
  },
  erased: 'somebody who was erased',
  bot: 'the bot',
  erasedReason: 'The reason was erased.',
  quoted,
  roleFrom: (role: string, source: string) => `${role} ${roleSources[source] ?? source}`,
  whenBy: (person: string, when: string) => `${person}, ${when}`,
  unknownCurrency: '⚠ Mistral does not say in which currency',

  /** Where the Organization stands, and where it is heading. */
  situation: {
    used: (use: string, limit: string, share: string) => `${use} of ${limit} used${share ? ` (${share})` : ''}`,
    usedWithoutLimit: (use: string) => `${use} used, no limit`,
    usedOfUnknown: (use: string) => `${use} used; Mistral does not say what the limit is`,
    unknownUse: (limit: string) => `Limit: ${limit}; Mistral does not say how much of it is used`,
    unknown: 'Mistral says neither the limit nor how much of it is used',
    entered: {
      usedOfUnknown: (use: string) => `${use} used; nobody has entered the limit yet`,
      unknownUse: (limit: string) => `Limit: ${limit}; nobody has entered how much of it is used`,
      unknown: 'Nobody has entered the limit yet, nor how much of it is used',
      limitApart: (use: string, limit: string) =>
        `${use} used; the limit of ${limit} was entered in another currency, so I cannot compare them. Enter the limit in the currency of the figures`,
    },
    now: (use: string) => `Now: ${use}`,
    suspended: (use: string) => `🔴 *API access is suspended*: ${use}`,
    stops: (when: string, use: string) => `🔴 *API stops ≈ ${when}*: ${use}`,
    landing: (landing: string, low: string, high: string) => `Landing at ${landing} (${low}–${high})`,
    landingAtLeast: (landing: string) =>
      `Landing at ${landing} or more, because some usage has no price or could not be read`,
    outlook: (landing: string, verdict: string) => `${landing}: ${verdict}`,
    otherCurrency: 'the limit is in another currency, so I cannot compare them',
    cannotTell: 'I cannot say whether the limit will hold',
    holds: 'the limit should hold',
    mayNotHold: 'it may reach the limit',
    pace: (amount: string) => `Expected until the end of the month: ${amount} a day`,
    tooEarly: 'No forecast: too little usage to go by, or none that I could read',
    without: (future: string) => `*Without:* ${future}`,
    with: (future: string) => `*With:* ${future}`,
    eitherWay: (future: string) => `*With and without:* ${future}`,
    future: {
      stops: (when: string) => `API stops ≈ ${when}`,
      mayStop: (landing: string, high: string) => `${landing} at month’s end; at ${high}, still possible, API stops`,
      lands: (landing: string) => `${landing} at month’s end`,
      landsAtLeast: (landing: string) =>
        `${landing} or more at month’s end: some usage has no price or could not be read`,
      staysSuspended: 'API stays suspended',
      worksAgain: (landing: string) => `API works again${landing ? `, ${landing} at month’s end` : ''}`,
      both: (revival: string, next: string) => `${revival}; ${next}`,
    },
    suspendsNow: (use: string) => `🔴 *This suspends API access now*: ${use} used already`,
    isTooLittle: (use: string) => `🔴 *API access stays suspended with this*: ${use} used already`,
    driver: (name: string, share: string) => `Driver: ${name}${share ? `, ${share} of this month` : ''}`,
    cap: (workspace: string, cap: string) => `${workspace} ${cap}`,
    capUsed: (workspace: string, used: string, cap: string, share: string) =>
      `${workspace} ${used} of ${cap}${share ? ` (${share})` : ''}`,
    caps: (caps: string) => `Workspace caps: ${caps}`,
    capsStay: (caps: string) => `Workspace caps stay: ${caps}`,
    capsAbove: (caps: string) => `⚠ Workspace caps above the new limit: ${caps}`,
    more: (count: number) => plural(count, 'other', 'others'),
    wasWhenAsked: (limit: string) => `The limit was ${limit} when this was asked for`,
    notKnownNow: 'Mistral gives no figures just now, so none are shown.',
    source: (time: string) => `Mistral API ${time}`,
  },

  returns: {
    atReset: (limit: string, day: string) => `Returns to ${limit} on ${day}, when Mistral resets its counter`,
    atDate: (limit: string, when: string) => `Returns to ${limit} ${when}`,
  },

  show,

  request: {
    submit: 'Ask',
    busyTitle: 'Working on it',
    busy: 'Checking the limit…',
    noFigures: 'You can ask without seeing the figures. The approvers see them.',
    removes: '⚠ Without a limit nothing stops a runaway batch: API access goes on, whatever it costs.',
    lowers: '⚠ A limit at or below what is used suspends API access at once.',
    open: (target: string) =>
      `A request is already open: ${target}. Ask for no more than that and you join it; a higher amount raises it, and its approvers decide again.`,
    amount: (currency: string) => `New monthly limit${currency ? ` (${currency})` : ''}`,
    amountHint: 'Whole units: 50000, 50 000, 50k or €50,000',
    amountHintEnter: 'Whole units: 50000, 50 000, 50k or €50,000. Press Enter to see whether it holds.',
    advice: {
      suggested: (amount: string, high: string) =>
        `Suggested: *${amount}*, the smallest round amount above the upper end of the forecast (${high})`,
      presentHolds: (high: string) => `The present limit should hold: the upper end of the forecast is ${high}`,
      holds: (amount: string) => `✅ ${amount} holds this month, also at the upper end of the forecast`,
      mayStop: (amount: string, when: string) =>
        `⚠ ${amount} may not hold: at the upper end of the forecast API access stops ≈ ${when}`,
      stops: (amount: string, when: string) => `🔴 ${amount} holds until ≈ ${when}, then API access stops`,
      suspends: (amount: string) => `🔴 ${amount} is used up already: API access stops at once`,
    },
    term: 'For how long?',
    terms: {
      month: 'This month only',
      permanent: 'Until it is changed again',
      date: 'Until a date',
    } satisfies Record<Term['kind'], string>,
    until: 'Until when?',
    untilHint: 'On this day the limit goes back to what it was.',
    reason: 'Reason',
    reasonHint: 'The approvers read this first, often on a phone.',
  },

  card: {
    question: (change: string) => `*${change}?*`,
    breakGlass: (who: string) =>
      `🚨 *BREAK-GLASS: no second person approved this.* ${who} used it because API access was suspended.`,
    breakGlassText: '🚨 Break-glass',
    given: (by: string, count: number, needed: number) => `✅ ${by} · ${count} of ${needed}`,
    joined: (count: number) => (count === 1 ? '1 more person asks for it' : `${count} more people ask for it`),
    alsoAsks: (who: string, limit: string, reason: string) => `${who} asks for ${limit}${reason ? `: ${reason}` : ''}`,
    withdrawTitle: 'Withdraw this request?',
    withdrawText: 'The approvers are told. If you raised somebody else’s request, theirs stands again as it was.',
    withdrawNo: 'Keep it',
    needed: (count: number, isMore: boolean, who: string) =>
      `${count}${isMore ? ' more' : ''} ${count === 1 ? 'approval' : 'approvals'}: ${who}`,
    anyOf: (people: readonly string[], more: number) =>
      either.format(more > 0 ? [...people, plural(more, 'other', 'others')] : people),
    nobody: '⚠ nobody else here can decide now',
    openUntil: (when: string) => `open until ${when}`,
    chart: 'chart in the thread',
    askedBy: (who: string, when: string) => `Asked by ${who}, ${when}`,
    raiseEnds: 'A temporary limit ends, as approved',
    approve: 'Approve…',
    deny: 'Deny…',
    withdraw: 'Withdraw',
    done: 'Done',
  },

  outcome,
  remark,
  proof,

  alert,

  decide: {
    approve: 'Approve',
    deny: 'Deny',
    last: 'Yours is the last approval needed: the limit is set next.',
    more: (count: number) => `After yours, ${plural(count, 'more approval is', 'more approvals are')} needed.`,
    note: 'Note',
    noteHint: 'Everybody who sees the request reads it.',
    reason: 'Reason',
    reasonHint: 'The person who asked reads this. Say what they can do instead.',
    overTitle: 'Nothing left to decide',
  },

  ending,

  /** One line each in the digest. */
  digest: {
    title: 'Changes of the limit: decided and waiting',
    applied: (change: string) => `✅ Limit changed: *${change}*`,
    denied: (change: string) => `⛔ Denied: ${change}`,
    open: (change: string) => `📝 Waiting for a decision: *${change}*`,
  },

  actions,

  /** What is kept about a person. */
  personal: {
    sheet: {
      what: 'Requests that you made or joined with their reasons, your decisions with their notes, the alerts that you said you were on, your reasons for unusual days, and the cards that were sent to you',
      why: 'To decide, apply and prove changes of the limit',
      howLong: 'Until you are erased, or for `RETENTION_MONTHS`; your entries stay in the trail without a name',
      whoSees: 'Everybody who sees the request’s card; admins and billing managers in the audit trail',
    },
    asked: (id: string, reason: string | null) => `Request ${id}: ${quotedIfAny(reason)}`,
    decided: (id: string, verdict: string, note: string | null) =>
      `Decision on ${id} (${verdict === 'approve' ? 'approved' : 'denied'}): ${quotedIfAny(note)}`,
    expected: (day: string, because: string | null) => `Expected day ${day}: ${quotedIfAny(because)}`,
    alerts: (count: number) => `Alerts that you said you were on: ${count}`,
    drafts: (count: number) => `Requests begun and not sent: ${count}`,
  },

  chart: {
    limit: 'Limit',
    asked: 'Limit asked for',
    holds: (month: string, landing: string, target: string) =>
      `${month} is heading for ${landing}: ${target} would hold`,
    stops: (month: string, landing: string, when: string) =>
      `${month} is heading for ${landing}: API stops ≈ ${when} even so`,
    mayTouch: (month: string, landing: string, target: string) =>
      `${month} is heading for ${landing}, and may reach ${target}`,
    suspends: (target: string) => `A limit of ${target} suspends API access now`,
    headsForAtLeast: (month: string, landing: string) => `${month} is heading for at least ${landing}`,
    plain: (month: string, spent: string) => `${month}: ${spent} so far`,
  },
}
