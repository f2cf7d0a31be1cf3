import type { ReadContext } from '../../../chatops/context.ts'
import { orMissing } from '../../../chatops/report/or-missing.ts'
import { approvalsNeeded, maySelfApprove, suspends } from '../../../domain/limit/raise.ts'
import type { DatabaseReads } from '../../../storage/database.ts'
import { policyOf } from '../decision/who.ts'
import { forecastUnder, gatherFacts } from '../facts.ts'
import { findIntendedLimit, findTemporaries } from '../store/intended-limit.ts'
import { findApprovals, findDenial, findFollowers, findStatedBy, type Tables } from '../store/store.ts'
import type { CardData, LimitFacts, Raise } from '../store/types.ts'

/** Looking is enough to draw a card. */
type CardContext = Pick<ReadContext, 'organization' | 'config' | 'mistral' | 'clock'> & { readonly db: DatabaseReads }

/** Everything that the card of a request shows, from the database and, where it can be had, from Mistral. */
export async function describeCard(core: CardContext, raise: Raise, known?: LimitFacts | 'missing'): Promise<CardData> {
  const db = core.db.query<Tables>()
  const facts = known === 'missing' ? undefined : (known ?? (await orMissing(gatherFacts(core, { withDriver: true }))))
  const [approvals, denial, followers, deciders, intended, running, statedBy] = await Promise.all([
    findApprovals(db, raise),
    findDenial(db, raise),
    findFollowers(db, raise),
    findCardDeciders(core, raise),
    findIntendedLimit(db, core.organization),
    findTemporaries(db, core.organization),
    findStatedBy(db, raise),
  ])
  const hasEnded = raise.state === 'applied' && !running.some(({ raiseId }) => raiseId === raise.id)
  const decided = approvals.map(({ slackId }) => slackId)
  const authors = maySelfApprove(policyOf(core), raise.target, facts?.use)
    ? []
    : [raise.requester, ...followers.filter(({ hasAsked }) => hasAsked)].map((party) => party?.slackId)
  return {
    raise,
    approvals,
    denial,
    approvalsNeeded: approvalsNeeded(policyOf(core), raise.target, facts?.use),
    deciders: deciders.filter((id) => !decided.includes(id) && !authors.includes(id)),
    facts,
    forecastWith: facts && forecastUnder(facts, raise.target),
    suspendsNow: suspends(raise.target, facts?.use),
    followers: followers.filter(({ personId }) => personId !== raise.requester?.personId),
    returnsTo: raise.term.kind === 'permanent' || hasEnded ? undefined : (intended?.permanent ?? raise.before),
    ...(statedBy ? { statedBy } : {}),
  }
}

/** Those who got the card as deciders, by their Slack ids. */
async function findCardDeciders(core: CardContext, raise: Raise): Promise<string[]> {
  const rows = await core.db
    .query<Tables>()
    .selectFrom('raise_cards')
    .innerJoin('people', 'people.person_id', 'raise_cards.person_id')
    .select('people.slack_id')
    .where('raise_cards.raise_id', '=', raise.id)
    .where('raise_cards.audience', '=', 'decider')
    .execute()
  return rows.flatMap(({ slack_id }) => (slack_id === null ? [] : [slack_id]))
}
