import type { View } from '../../chatops/view.ts'
import { isFinal } from '../../domain/raise.ts'
import type { Approval, CardData } from './types.ts'
import { joinLines, quote, sayChange, sayLimit, sayMoment, sayPerson } from './wording.ts'

export const panelUrl = 'https://admin.mistral.ai/organization/billing'

/** Where a request stands, in words: the finding, then what it means and what can be done. */
export interface Outcome {
  readonly headline: string
  readonly details: string
}

export function sayOutcome(data: CardData, view: View, seesFigures = true): Outcome {
  const { outcome, remark } = view.messages.limits
  const { raise, denial, facts } = data
  const change = sayChange(raise, view, seesFigures)
  const target = sayLimit(raise.target, raise.currency, view)
  const why = raise.why ? remark[raise.why] : ''
  const approvedBy = sayApprovers(data, view)
  switch (raise.state) {
    case 'open':
      return { headline: outcome.open(change), details: joinLines(why, approvedBy) }
    case 'approved':
      return { headline: outcome.approved(change), details: joinLines(approvedBy, why, outcome.approvedMeans) }
    case 'applying':
      return { headline: outcome.applying(change), details: joinLines(approvedBy, outcome.applyingMeans) }
    case 'unknown':
      return { headline: outcome.unknown(change), details: joinLines(approvedBy, outcome.unknownMeans) }
    case 'byHand':
      return { headline: outcome.byHand(target), details: joinLines(change, approvedBy, why) }
    case 'applied':
      return { headline: sayApplied(data, view, seesFigures), details: approvedBy }
    case 'denied': {
      const who = denial ? `${sayPerson(denial, view)}, ${sayMoment(denial.at, view)}` : ''
      const details = denial?.reason ? outcome.deniedBy(who, quote(denial.reason)) : who
      return { headline: outcome.denied(change), details: joinLines(details, outcome.unchanged) }
    }
    case 'withdrawn':
      return { headline: outcome.withdrawn(change), details: joinLines(why, outcome.unchanged) }
    case 'expired': {
      const details = joinLines(why || outcome.expiredMeans, outcome.unchanged, sayAskAgain(data, view))
      return { headline: outcome.expired(change), details }
    }
    case 'alreadyThere':
      return { headline: outcome.alreadyThere(target), details: outcome.alreadyThereMeans }
    case 'refused': {
      const details = joinLines(approvedBy, why, outcome.unchanged, sayAskAgain(data, view))
      return { headline: outcome.refused(change), details }
    }
    case 'unclear': {
      const limit = seesFigures && facts?.limit !== undefined ? sayLimit(facts.limit, facts.currency, view) : ''
      const means = outcome.unclearMeans(`<${panelUrl}|${outcome.panelName}>`)
      const details = joinLines(approvedBy, why, limit && outcome.limitNow(limit), means)
      return { headline: outcome.unclear(change), details }
    }
  }
}

/** "✅ Claire, 18:51 · €45,000 → €50,000, November only · read back from Mistral 18:51". */
function sayApplied(data: CardData, view: View, seesFigures: boolean): string {
  const { outcome } = view.messages.limits
  const change = sayChange(data.raise, view, seesFigures)
  const who = listApprovals(data, view)
  const proof = sayProof(data, view)
  return [who ? outcome.appliedBy(who, change) : outcome.applied(change), proof].filter(Boolean).join(' · ')
}

/** How we know that the limit stands. */
export function sayProof({ raise, statedBy }: CardData, view: View): string {
  const { outcome } = view.messages.limits
  if (!raise.proof || !raise.closedAt) return ''
  const when = sayMoment(raise.closedAt, view)
  if (raise.proof === 'stated') return outcome.stated(statedBy ? sayPerson(statedBy, view) : outcome.somebody, when)
  return raise.proof === 'readBack' ? outcome.readBack(when) : outcome.answered(when)
}

const listApprovals = ({ approvals }: CardData, view: View): string =>
  view.messages.list(approvals.map((approval) => sayApproval(approval, view)))

export const sayApproval = (approval: Approval, view: View): string =>
  view.messages.limits.whenBy(sayPerson(approval, view), sayMoment(approval.at, view))

/** Who approved, of how many, with the role that gave the right to, and their notes. */
export function sayApprovers(data: CardData, view: View): string {
  const { card, roleFrom } = view.messages.limits
  const { approvals, approvalsNeeded, raise } = data
  if (approvals.length === 0) return ''
  const given = card.given(listApprovals(data, view), approvals.length, approvalsNeeded)
  const notes = approvals.map((approval) => {
    const role = roleFrom(view.messages.role[approval.role], approval.roleSource)
    return `${sayPerson(approval, view)}: ${role}${approval.note ? ` ${quote(approval.note)}` : ''}`
  })
  // The headline of an applied card names them already.
  return joinLines(raise.state === 'applied' ? '' : given, ...notes)
}

function sayAskAgain({ raise }: CardData, view: View): string {
  if (raise.change === 'revert' || !isFinal(raise.state)) return ''
  const amount = raise.target === 'unlimited' ? '' : ` ${raise.target}`
  return view.messages.limits.outcome.askAgain(`${view.slash} limits ${raise.change}${amount}`)
}
