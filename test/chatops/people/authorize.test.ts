import { expect, test } from 'vitest'
import { type Access, authorize } from '../../../src/chatops/people/authorize.ts'
import type { Config } from '../../../src/config/index.ts'
import { NotAllowed } from '../../../src/domain/errors.ts'
import { type Role, roles } from '../../../src/domain/person/person.ts'
import type { Membership, SlackProfile } from '../../../src/slack/people.ts'

const profile = (standing: Membership): SlackProfile => ({
  id: 'U0X',
  standing,
  name: 'X',
  email: undefined,
  locale: 'en',
  timeZone: undefined,
})

const asker = (standing: Membership, role: Role | undefined) => ({
  profile: profile(standing),
  role,
  source: role ? ({ kind: 'map' } as const) : ({ kind: 'none', why: 'noMember' } as const),
  member: undefined,
})

/** "granted", or the reason of the refusal. */
function outcome(
  access: Access,
  standing: Membership,
  role: Role | undefined,
  readAccess: Config['people']['readAccess'],
) {
  try {
    authorize(access, asker(standing, role), readAccess)
    return 'granted'
  } catch (error) {
    if (error instanceof NotAllowed) return error.reason
    throw error
  }
}

test('who may do what', () => {
  const table = (['members', 'workspace', 'billing'] as const).flatMap((readAccess) =>
    ([undefined, ...roles] as const).map((role) =>
      [
        `${readAccess}, ${role ?? 'no role'}:`,
        ...(['figures', 'member', 'decide'] as const).map(
          (access) => `${access} ${outcome(access, 'full', role, readAccess)}`,
        ),
      ].join(' '),
    ),
  )
  expect(table).toMatchInlineSnapshot(`
    [
      "members, no role: figures noRole member granted decide needsDecider",
      "members, member: figures granted member granted decide needsDecider",
      "members, billing: figures granted member granted decide granted",
      "members, admin: figures granted member granted decide granted",
      "workspace, no role: figures granted member granted decide needsDecider",
      "workspace, member: figures granted member granted decide needsDecider",
      "workspace, billing: figures granted member granted decide granted",
      "workspace, admin: figures granted member granted decide granted",
      "billing, no role: figures noRole member granted decide needsDecider",
      "billing, member: figures needsDecider member granted decide needsDecider",
      "billing, billing: figures granted member granted decide granted",
      "billing, admin: figures granted member granted decide granted",
    ]
  `)
})

test.each(['guest', 'deactivated', 'bot', 'foreign'] as const)(
  'a %s may do nothing, whatever their role',
  (standing) => {
    for (const access of ['figures', 'member', 'decide'] as const)
      for (const readAccess of ['members', 'workspace', 'billing'] as const)
        expect(outcome(access, standing, 'admin', readAccess)).toBe(standing)
  },
)
