import type { Config } from '../../config/index.ts'
import { NotAllowed } from '../../domain/errors.ts'
import type { Role } from '../../domain/person/person.ts'
import type { SlackProfile } from '../../slack/people.ts'
import type { Asker } from './identity.ts'

/**
 * What a command asks of a person:
 * - `anyone` of this company's workspace, whatever they are;
 * - `figures`: whoever may read them, by READ_ACCESS;
 * - `member`: a full member of the workspace, who may ask for a raise;
 * - `decide`: admin or billing.
 */
export type Access = 'anyone' | 'figures' | 'member' | 'decide'

export const isDecider = (role: Role | undefined): boolean => role === 'admin' || role === 'billing'

/** Whether PRIVACY lets somebody with this role see people's names. */
export const maySeeNames = (role: Role | undefined, privacy: Config['people']['privacy']): boolean =>
  privacy === 'names' || (privacy === 'roles' && isDecider(role))

/** Guests, bots, deactivated people and other companies are refused everything but help. */
function refuseStanding(profile: SlackProfile): void {
  if (profile.standing !== 'full') throw new NotAllowed(profile.standing)
}

/** Whether READ_ACCESS lets somebody with this standing and role see figures. */
export function mayRead(asker: Pick<Asker, 'profile' | 'role'>, readAccess: Config['people']['readAccess']): boolean {
  if (asker.profile.standing !== 'full') return false
  if (readAccess === 'workspace') return true
  return readAccess === 'billing' ? isDecider(asker.role) : asker.role !== undefined
}

/** The same as an answer: what somebody may not use is not shown to them. */
export function isAllowed(access: Access, asker: Asker, readAccess: Config['people']['readAccess']): boolean {
  try {
    authorize(access, asker, readAccess)
    return true
  } catch (error) {
    if (error instanceof NotAllowed) return false
    throw error
  }
}

const accesses: readonly Access[] = ['anyone', 'figures', 'member', 'decide']

/** Throws NotAllowed with the reason. An access that is not named here is nobody's, and a mistake in the program. */
export function authorize(access: Access, asker: Asker, readAccess: Config['people']['readAccess']): void {
  if (!accesses.includes(access)) throw new Error(`unknown access: ${access}`)
  if (access === 'anyone') return
  refuseStanding(asker.profile)
  if (access === 'member') return
  const isAllowed = access === 'decide' ? isDecider(asker.role) : mayRead(asker, readAccess)
  if (isAllowed) return
  const needsMore = asker.role !== undefined || access === 'decide'
  throw new NotAllowed(needsMore ? 'needsDecider' : 'noRole', {
    why: asker.source.kind === 'none' ? asker.source.why : '',
  })
}
