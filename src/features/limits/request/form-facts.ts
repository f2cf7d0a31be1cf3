import type { Core } from '../../../chatops/context.ts'
import { mayRead } from '../../../chatops/people/authorize.ts'
import type { Asker } from '../../../chatops/people/identity.ts'
import type { Change } from '../../../domain/limit/raise.ts'
import type { SubmissionInput } from '../../../slack/interactions.ts'
import type { LimitFacts } from '../store/types.ts'
import { lookAhead } from './outlook.ts'
import type { RequestForm } from './request-view.ts'

/** Whoever asks may not be allowed to see what they ask about: then the modal shows no figures. */
export function figuresFor(core: Core, asker: Asker, facts: LimitFacts): RequestForm['figures'] {
  if (!mayRead(asker, core.config.people.readAccess)) return undefined
  const { limit, use, currency, isReached, forecast } = facts
  return { limit, use, currency, isReached, ...(forecast ? { forecast } : {}) }
}

/** What the forecast says is a figure too. */
export function outlookFor(
  core: Core,
  figures: RequestForm['figures'],
  facts: LimitFacts,
  change: Change,
  typed: string | undefined,
): Pick<RequestForm, 'outlook'> {
  const outlook = figures && lookAhead(facts, change, typed, core.config.policy.maxLimit)
  return outlook ? { outlook } : {}
}

/** What stands in the fields, to be shown again. */
export function typedIn({
  values: { amount, reason, term, until },
}: Pick<SubmissionInput, 'values'>): RequestForm['typed'] {
  return {
    ...(amount ? { amount } : {}),
    ...(reason ? { reason } : {}),
    ...(term ? { term } : {}),
    ...(until ? { until } : {}),
  }
}
