/** What somebody may do, by the role that Mistral gives them. */
export type Role = 'admin' | 'billing' | 'member'

/** From the least to the most that it may do. */
export const roles: readonly Role[] = ['member', 'billing', 'admin']

export const lowestRole = (held: readonly Role[]): Role | undefined => roles.find((role) => held.includes(role))
export const highestRole = (held: readonly Role[]): Role | undefined => roles.findLast((role) => held.includes(role))

/** A member of the Organization as `GET /users` tells it; pending invitations are not members. */
export interface Member {
  readonly id: string
  readonly name: string | null
  readonly email: string | null
  /** Organization roles that we know; letters and role UUIDs are already resolved. */
  readonly roles: readonly Role[]
  /** Organization roles as Mistral wrote them, to be shown by `whoami`. */
  readonly rawRoles: readonly string[]
  readonly workspaceIds: readonly string[]
  /** Of these, the ones that they administer; where roles have no names, none can be told. */
  readonly administers: readonly string[]
  /** Products that they have a seat for, as Mistral calls them ("CHAT"); null: Mistral does not say. */
  readonly seats: readonly string[] | null
}
