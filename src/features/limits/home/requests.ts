import type { ReadContext } from '../../../chatops/context.ts'
import { defineSection } from '../../../chatops/contract.ts'
import { mayRead } from '../../../chatops/people/authorize.ts'
import { orMissing } from '../../../chatops/report/or-missing.ts'
import { NotAllowed } from '../../../domain/errors.ts'
import { describeCard } from '../card/card-data.ts'
import type { Audience } from '../card/card-view.ts'
import { hasApproved, isSamePerson, refuseDecision, refuseStatement } from '../decision/who.ts'
import { gatherFacts } from '../facts.ts'
import { findApprovals, findFollowers, findLiveRaise, findPastRaises, type Tables } from '../store/store.ts'
import type { Raise } from '../store/types.ts'
import { type RequestsData, renderRequests } from './requests-view.ts'

const pastShown = 3
const pastDays = 31

/** Whoever may not see figures has requests of their own as well. */
export const requestsHome = defineSection<RequestsData>({
  order: 12,
  access: 'member',
  gather: gatherRequests,
  render: renderRequests,
})

async function gatherRequests(context: ReadContext): Promise<RequestsData | undefined> {
  const { organization, tables, asker, config, clock } = context
  const db = tables.query<Tables>()
  const live = await findLiveRaise(db, organization)
  const audience = live && (await audienceOf(context, live))
  const since = clock.now().getTime() - pastDays * 24 * 3_600_000
  const past = await findPastRaises(db, organization, { slackId: asker.profile.id, since, most: pastShown })
  if (!audience && past.length === 0) return undefined
  const facts = await orMissing(gatherFacts(context, { withDriver: audience !== undefined }))
  const describe = (raise: Raise) => describeCard({ ...context, db: tables }, raise, facts ?? 'missing')
  return {
    live: live && audience && { card: await describe(live), audience },
    past: await Promise.all(past.map(describe)),
    seesFigures: mayRead(asker, config.people.readAccess),
  }
}

/** As which reader they see the card: with the buttons of whoever decides, of whoever asked, or none. Others see none. */
export async function audienceOf(
  context: Pick<ReadContext, 'tables' | 'asker' | 'config' | 'clock'>,
  raise: Raise,
): Promise<Audience | undefined> {
  const { tables, asker } = context
  const db = tables.query<Tables>()
  const followers = await findFollowers(db, raise)
  if (await mayDecide()) return 'decider'
  if (isSamePerson(raise.requester, asker))
    return raise.requester?.slackId === asker.profile.id ? 'requester' : 'follower'
  return followers.some((one) => isSamePerson(one, asker)) ? 'follower' : undefined

  async function mayDecide(): Promise<boolean> {
    if (raise.state !== 'open' && raise.state !== 'byHand') return false
    if (hasApproved(await findApprovals(db, raise), asker) && raise.state === 'open') return false
    try {
      if (raise.state === 'open') refuseDecision(context, raise, followers, asker, undefined)
      else refuseStatement(context, raise, asker)
      return true
    } catch (error) {
      if (error instanceof NotAllowed) return false
      throw error
    }
  }
}
