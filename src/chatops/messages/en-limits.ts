import type { Change, Term } from '../../domain/raise.ts'

/** The words of the spending limit, and of requests to change it. Amounts, moments and people arrive formatted. */

const either = new Intl.ListFormat('en', { type: 'disjunction' })
const plain = new Intl.NumberFormat('en')
const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

const roleSources: Record<string, string> = {
  map: 'by `ROLE_MAP`',
  group: 'by a user group in `ROLE_MAP`',
  email: 'by e-mail at Mistral',
}

export const limits = {
  summary: 'The spending limit, whether it holds, and how to have it changed',
  /** Of modals that say how something ended. */
  title: 'Spending limit',
  requestTitle: {
    raise: 'Ask for a raise',
    lower: 'Lower the limit',
    set: 'Set the limit',
    remove: 'Remove the limit',
  } satisfies Record<Change, string>,
  noLimit: 'no limit',
  newLimit: (limit: string) => `New limit: ${limit}`,
  changeFor: (change: string, term: string) => `${change}, ${term}`,
  term: {
    month: (month: string) => `${month} only`,
    permanent: 'permanently',
    date: (when: string) => `until ${when}`,
  },
  erased: 'somebody who was erased',
  bot: 'the bot',
  erasedReason: 'The reason was erased.',
  roleFrom: (role: string, source: string) => `${role}, ${roleSources[source] ?? source}`,
  whenBy: (person: string, when: string) => `${person}, ${when}`,
  unknownCurrency: '⚠ Mistral does not say in which currency',
  panel: 'Open the Admin Panel',

  /** Where the Organization stands, and where it is heading. */
  standing: {
    used: (use: string, limit: string, share: string) => `${use} of ${limit} used${share ? ` (${share})` : ''}`,
    usedWithoutLimit: (use: string) => `${use} used, no limit`,
    usedOfUnknown: (use: string) => `${use} used; Mistral does not say what the limit is`,
    unknownUse: (limit: string) => `Limit: ${limit}; Mistral does not say how much of it is used`,
    unknown: 'Mistral says neither the limit nor how much of it is used',
    now: (use: string) => `Now: ${use}`,
    suspended: (use: string) => `🔴 *API access is suspended*: ${use}`,
    stops: (when: string, use: string) => `🔴 *API stops ≈ ${when}*: ${use}`,
    landing: (landing: string, low: string, high: string) => `Landing at ${landing} (${low}–${high})`,
    holds: 'the limit should hold',
    mayNotHold: 'it may touch the limit',
    pace: (amount: string) => `Expected pace: ${amount} a day`,
    tooEarly: 'No forecast: too little usage to go by, or none that I could read',
    without: (future: string) => `*Without:* ${future}`,
    with: (future: string) => `*With:* ${future}`,
    future: {
      stops: (when: string) => `API stops ≈ ${when}`,
      mayStop: (landing: string, high: string) => `${landing} at month’s end; at ${high}, still possible, API stops`,
      lands: (landing: string) => `${landing} at month’s end`,
      staysSuspended: 'API stays suspended',
      worksAgain: (landing: string) => `API works again${landing ? `, ${landing} at month’s end` : ''}`,
    },
    suspendsNow: (use: string) => `🔴 *This suspends API access now*: ${use}`,
    driver: (name: string, share: string) => `Driver: ${name}${share ? `, ${share} of this month` : ''}`,
    cap: (workspace: string, cap: string) => `${workspace} ${cap}`,
    caps: (caps: string) => `Workspace caps stay: ${caps}`,
    capsAbove: (caps: string) => `⚠ Workspace caps above the new limit: ${caps}`,
    more: (count: number) => plural(count, 'other', 'others'),
    notKnownNow: 'Mistral gives no figures just now, so none are shown.',
    source: (time: string) => `Mistral API ${time}`,
  },

  returns: {
    atReset: (limit: string, month: string) => `Returns to ${limit} once ${month}’s counter starts`,
    atDate: (limit: string, when: string) => `Returns to ${limit} ${when}`,
  },

  show: {
    running: (amount: string, end: string) => `Temporary: ${amount} ${end}`,
    untilReset: 'until Mistral’s counter starts anew',
    untilDate: (when: string) => `until ${when}`,
    afterwards: (limit: string) => `then ${limit}`,
    open: (change: string, who: string) => `📝 Open request: *${change}*, from ${who}`,
    somebody: 'a colleague',
    byHand: 'I may not change the limit here: what is approved is set by hand in the Admin Panel.',
    buttons: {
      raise: 'Ask for a raise',
      lower: 'Lower',
      set: 'Set an amount',
      remove: 'Remove',
    } satisfies Record<Change, string>,
  },

  request: {
    submit: 'Ask',
    loading: 'Asking Mistral…',
    busyTitle: 'One moment',
    busy: 'Checking with Mistral…',
    close: 'Close',
    cancel: 'Cancel',
    noFigures: 'You can ask without seeing the figures: whoever decides sees them.',
    removes: '⚠ Without a limit nothing stops a runaway batch. API access is no longer suspended, whatever it costs.',
    lowers: '⚠ A limit at or below what is used suspends API access at once.',
    open: (target: string) =>
      `A request is already open: ${target}. Ask for no more than that and you join it; a higher amount raises it, and whoever approved decides again.`,
    amount: (currency: string) => `New monthly limit${currency ? ` (${currency})` : ''}`,
    amountHint: 'Whole units: 50000, 50 000, 50k or €50,000',
    term: 'For how long?',
    terms: {
      month: 'This month only',
      permanent: 'Until it is changed again',
      date: 'Until a date',
    } satisfies Record<Term['kind'], string>,
    until: 'Until when?',
    untilHint: 'Only for “Until a date”',
    reason: 'Reason',
    reasonHint: 'Whoever decides reads it first, on a phone.',
  },

  /** Beside a field of the request, or above it where Mistral had to be asked: plain text, nothing is formatted there. */
  field: {
    notANumber: 'Write a whole amount, such as 50000.',
    objection(objection: 'notAbove' | 'notBelow' | 'same' | 'aboveMaximum', most: number | undefined): string {
      const said = {
        notAbove: 'That is below the present limit: ask for more, or use “limits lower”.',
        notBelow: 'That is above the present limit: ask for less, or use “limits raise”.',
        same: 'That is the present limit already.',
        aboveMaximum: `More than can be asked for here: at most ${plain.format(most ?? 0)} (MAX_LIMIT).`,
      }
      return said[objection]
    },
    limitUnknown: 'Mistral does not say what the limit is just now, so nothing was asked for. Try again in a minute.',
    reasonMissing: 'Say why: whoever decides needs it.',
    reasonTooLong: (most: number) => `At most ${most} characters.`,
    pastDate: 'Choose a day to come.',
  },

  /** How a wish was taken. */
  result: {
    sent: '✅ *Asked.* Whoever can decide has it now; you get a copy to follow, and are told what came of it.',
    joined: '✅ *Joined.* A request was open already; you are told what came of it.',
    amended:
      '✅ *Raised.* A request was open already, and asks for your amount now. Whoever had approved decides again.',
    alreadyThere: '*Nothing to do:* that is the limit already.',
    busy: '*Not asked:* another request has to be settled first. Look at `limits`, then try again.',
  },

  card: {
    question: (change: string) => `*${change}?*`,
    breakGlass: (who: string) =>
      `🚨 *BREAK-GLASS: no second person approved this.* ${who} used it because API access was suspended.`,
    breakGlassText: '🚨 Break-glass',
    given: (by: string, count: number, needed: number) => `✅ ${by} · ${count} of ${needed}`,
    joined: (count: number) => (count === 1 ? '1 colleague joined' : `${count} colleagues joined`),
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

  /** How a request stands: a headline, and what it means. */
  outcome: {
    open: (change: string) => `📝 *Waits for a decision: ${change}*`,
    approved: (change: string) => `⏳ *Approved: ${change}*`,
    approvedMeans: 'I set it at Mistral now.',
    applying: (change: string) => `⏳ *Being set: ${change}*`,
    applyingMeans: 'Mistral has not confirmed it yet.',
    unknown: (change: string) => `⚠ *No answer yet: ${change}*`,
    unknownMeans:
      'Mistral’s answer got lost. I look what the limit is before anything is set again; there is nothing to do.',
    byHand: (limit: string) => `✋ *Approved. Now set the limit by hand: ${limit}*`,
    byHandMeans: (figure: string) => `Open the Admin Panel, set exactly ${figure}, then press Done.`,
    byHandWaits: 'Somebody with the Admin Panel sets it now; you will be told.',
    noLimitByHand: '“no monthly limit”',
    applied: (change: string) => `✅ *${change}*`,
    appliedBy: (who: string, change: string) => `✅ ${who} · *${change}*`,
    readBack: (when: string) => `read back from Mistral ${when}`,
    answered: (when: string) => `confirmed by Mistral’s answer ${when}`,
    stated: (who: string, when: string) => `stated by ${who}, ${when}, not verified`,
    somebody: 'a person',
    denied: (change: string) => `❌ *Denied: ${change}*`,
    deniedBy: (who: string, reason: string) => `${who}: ${reason}`,
    withdrawn: (change: string) => `*Withdrawn: ${change}*`,
    expired: (change: string) => `*Expired: ${change}*`,
    expiredMeans: 'Nobody decided in time.',
    alreadyThere: (limit: string) => `✅ *Already there: ${limit}*`,
    alreadyThereMeans: 'Somebody else set this limit meanwhile; I changed nothing.',
    refused: (change: string) => `❌ *Not set: ${change}*`,
    unclear: (change: string) => `⚠ *A person must look: ${change}*`,
    unclearMeans: (panel: string) => `I do not touch the limit. Compare it in the ${panel}, then ask again if need be.`,
    limitNow: (limit: string) => `The limit is now ${limit}.`,
    panelName: 'Admin Panel',
    unchanged: 'The limit was not changed.',
    askAgain: (line: string) => `To ask again: \`${line}\``,
  },

  remark: {
    limitMoved: 'The limit is no longer what the approvers saw: please look and decide again.',
    sawDifferent: 'The approvers saw different limits: please look and decide again.',
    roleLost: 'An approver no longer has the role: somebody else has to approve.',
    notConfirmed: 'An approver’s role could not be confirmed, so nothing was set: please decide again.',
    tooOld: 'The approval got too old before it could be set: please decide again.',
    amended: 'The request was changed after somebody approved: please decide again.',
    foreignChange: 'Somebody else changed the limit at the same time.',
    thirdValue: 'Mistral’s answer got lost, and the limit is neither the old nor the new one.',
    mistralRefused: 'Mistral refused this limit.',
    keyRefused: 'Mistral refuses my key. Whoever runs me: set a valid `MISTRAL_ADMIN_API_KEY`.',
    writesOff: 'Changes by me are off here (`LIMIT_WRITES`).',
    noApi: 'I have no Admin API here to set it with.',
    restored: 'I was restored from a backup, so what happened since is unknown to me.',
  },

  proof: {
    title: (change: string) => `*Proof: ${change}*`,
    asked: (who: string, when: string) => `Asked by ${who}, ${when}`,
    approved: (who: string, role: string, when: string) => `Approved by ${who} (${role}), ${when}`,
    saw: (limit: string, use: string) => `seeing ${use ? `${use} of ` : 'a limit of '}${limit}`,
    confirmed: (how: string) => `Limit ${how}`,
    head: (hash: string) => `Audit trail up to here: \`${hash}\``,
  },

  decide: {
    approveTitle: 'Approve this limit?',
    approve: 'Approve',
    denyTitle: 'Deny this request?',
    deny: 'Deny',
    last: 'Yours is the last approval needed: the limit is set next.',
    more: (count: number) => `After yours, ${plural(count, 'more approval is', 'more approvals are')} needed.`,
    note: 'Note',
    noteHint: 'Everybody who sees the request reads it.',
    reason: 'Reason',
    reasonHint: 'Whoever asked reads it, and what they can do instead.',
    changed: '⚠ *Something changed while you looked.* Nothing was decided. Look again, then approve.',
    overTitle: 'Nothing left to decide',
  },

  ending: {
    soon: (amount: string, returnsTo: string) => `⏰ *${amount} ends soon: the limit returns to ${returnsTo}*`,
    soonAtReset: 'Once Mistral’s counter starts anew.',
    soonAtDate: (when: string) => `On ${when}.`,
    soonSuspends: '⚠ More than that is used: I would then leave the limit where it is, and tell you.',
    soonKeep: 'To keep it longer takes the same approval as before.',
    ended: (from: string, to: string) => `↩ *${from} → ${to}: the temporary limit has ended*`,
    endedButRuns: (amount: string, limit: string) => `↩ *${amount} has ended; the limit stays at ${limit}*`,
    endedButRunsMeans: 'That is what stands now, by another temporary limit or by what was set to stay.',
    stays: (limit: string) => `⚠ *The limit stays at ${limit} for now*`,
    staysMeans: (returnsTo: string, use: string) =>
      `Its time is over, but ${returnsTo} would suspend API access, or leave less than a day of it: ${use}. Keep it, or have me try again after the reset.`,
    left: (limit: string) => `*The limit is left at ${limit}*`,
    leftMeans: (amount: string) =>
      `A temporary limit of ${amount} ended, but somebody has changed the limit since, so I leave it alone.`,
    keep: (limit: string) => `Keep ${limit}…`,
    tryLater: 'Try again after the reset',
  },

  chart: {
    limit: 'Limit',
    asked: 'Limit asked for',
    holds: (month: string, landing: string, target: string) =>
      `${month} is heading for ${landing}: ${target} would hold`,
    stops: (month: string, landing: string, when: string) =>
      `${month} is heading for ${landing}: API stops ≈ ${when} even so`,
    suspends: (target: string) => `A limit of ${target} suspends API access now`,
    plain: (month: string, spent: string) => `${month}: ${spent} so far`,
  },
}
