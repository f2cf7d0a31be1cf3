import { panelLink } from '../../../chatops/admin-panel.ts'
import type { View } from '../../../chatops/view.ts'
import { coreWords } from '../../../chatops/words/index.ts'
import type { Approval, CardData, Denial } from '../store/types.ts'
import { limitsWords } from '../words.ts'
import { joinLines, quote, sayChange, sayLimit, sayMoment, sayPerson } from './wording.ts'

/** Where a request stands, in words. */
export interface ToldOutcome {
  readonly headline: string
  /** What that means, and what can be done. */
  readonly meaning: string
  /** Who approved, by what right. */
  readonly record: string
}

export function sayOutcome(data: CardData, view: View, seesFigures = true): ToldOutcome {
  const { raise } = data
  const change = sayChange(raise, view, seesFigures)
  const target = sayLimit(raise.target, raise.currency, view)
  const { headline } = limitsWords(view).outcome
  return {
    headline: raise.state === 'applied' ? sayApplied(data, change, view) : headline[raise.state](change, target),
    meaning: sayMeaning(data, view, seesFigures),
    record: raise.state === 'applied' ? listRoles(data, view) : sayApprovals(data, view),
  }
}

function sayMeaning(data: CardData, view: View, seesFigures: boolean): string {
  const { outcome, remark } = limitsWords(view)
  const { raise, denial } = data
  const why = raise.why ? remark[raise.why] : ''
  switch (raise.state) {
    case 'approved':
    case 'applying':
    case 'unknown':
    case 'alreadyThere':
      return joinLines(why, outcome.means[raise.state])
    case 'open':
    case 'byHand':
    case 'applied':
      return why
    case 'denied':
      return joinLines(denial ? sayDenial(denial, view) : '', outcome.unchanged)
    case 'withdrawn': {
      const when = raise.closedAt ? sayMoment(raise.closedAt, view) : ''
      return joinLines(outcome.withdrawnBy(sayPerson(raise.requester, view), when), outcome.unchanged)
    }
    case 'expired': {
      const reason = why || outcome.undecided(sayMoment(raise.expiresAt, view))
      return joinLines(reason, outcome.unchanged, sayAskAgain(data, view))
    }
    case 'refused':
      return joinLines(why, outcome.unchanged, sayAskAgain(data, view))
    case 'unclear':
      return joinLines(
        why,
        seesFigures ? sayLimitNow(data, view) : '',
        outcome.look(panelLink('billing', outcome.panel)),
      )
  }
}

function sayDenial(denial: Denial, view: View): string {
  const { whenBy, outcome } = limitsWords(view)
  const who = whenBy(sayPerson(denial, view), sayMoment(denial.at, view))
  return denial.reason ? outcome.deniedBy(who, quote(denial.reason, view)) : who
}

function sayLimitNow({ facts }: CardData, view: View): string {
  if (facts?.limit === undefined) return ''
  return limitsWords(view).outcome.limitNow(sayLimit(facts.limit, facts.currency, view))
}

/** "✅ Claire, 18:51 · €45,000 → €50,000, November only · read back from Mistral 18:51". */
function sayApplied(data: CardData, change: string, view: View): string {
  const who = coreWords(view).list(
    data.approvals.map(({ at, ...by }) => limitsWords(view).whenBy(sayPerson(by, view), sayMoment(at, view))),
  )
  return `✅ ${[who, `*${change}*`, sayProof(data, view)].filter(Boolean).join(' · ')}`
}

/** How we know that the limit stands. */
export function sayProof({ raise, statedBy }: CardData, view: View): string {
  const { outcome } = limitsWords(view)
  if (!raise.proof || !raise.closedAt) return ''
  const when = sayMoment(raise.closedAt, view)
  if (raise.proof === 'stated') return outcome.stated(statedBy ? sayPerson(statedBy, view) : outcome.somebody, when)
  return raise.proof === 'readBack' ? outcome.readBack(when) : outcome.answered(when)
}

/** One line each: who, by what right, when, how many that makes, and what they added. */
export const sayApprovals = ({ approvals, approvalsNeeded }: CardData, view: View): string =>
  joinLines(
    ...approvals.map((approval, index) => {
      const { card, proof } = limitsWords(view)
      const who = proof.by(sayPerson(approval, view), sayRole(approval, view), sayMoment(approval.at, view))
      return [card.given(who, index + 1, approvalsNeeded), approval.note ? quote(approval.note, view) : '']
        .filter(Boolean)
        .join(' · ')
    }),
  )

/** Below a headline that names them already. */
const listRoles = ({ approvals }: CardData, view: View): string =>
  joinLines(
    ...approvals.map((approval) => {
      const line = limitsWords(view).proof.right(sayPerson(approval, view), sayRole(approval, view))
      return approval.note ? `${line} · ${quote(approval.note, view)}` : line
    }),
  )

export const sayRole = ({ role, roleSource }: Approval, view: View): string =>
  limitsWords(view).roleFrom(coreWords(view).role[role], roleSource)

function sayAskAgain({ raise }: CardData, view: View): string {
  if (raise.change === 'revert') return ''
  const amount = raise.target === 'unlimited' ? '' : ` ${raise.target}`
  return limitsWords(view).outcome.askAgain(`${view.slash} limits ${raise.change}${amount}`)
}
