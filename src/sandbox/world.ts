import type { PersonSeed } from './mistral/index.ts'
import type { SandboxChannel, SandboxPerson } from './slack/index.ts'

/** Who works at Northwind, and where they talk. The same people are members at Mistral, by e-mail. */

type Cast = Omit<SandboxPerson, 'name' | 'timeZone' | 'locale'> &
  Partial<Pick<SandboxPerson, 'timeZone' | 'locale'>> & { atMistral?: PersonSeed['role'] }

const cast: readonly Cast[] = [
  {
    id: 'U0SARAH',
    realName: 'Sarah Lindqvist',
    email: 'sarah@northwind.example',
    kind: 'member',
    title: 'Engineer, Support-bot',
    atMistral: 'member',
  },
  {
    id: 'U0CLAIRE',
    realName: 'Claire Fontaine',
    email: 'claire@northwind.example',
    kind: 'member',
    title: 'Head of platform',
    isSlackAdmin: true,
    atMistral: 'admin',
  },
  {
    id: 'U0MARC',
    realName: 'Marc Delacroix',
    email: 'marc@northwind.example',
    kind: 'member',
    title: 'CTO',
    atMistral: 'admin',
  },
  {
    id: 'U0NADIA',
    realName: 'Nadia Benali',
    email: 'nadia@northwind.example',
    kind: 'member',
    title: 'Finance',
    atMistral: 'billing',
  },
  {
    id: 'U0JONAS',
    realName: 'Jonas Bauer',
    email: 'jonas.bauer@northwind.example',
    kind: 'member',
    title: 'Designer, not at Mistral',
  },
  { id: 'U0GABI', realName: 'Gabi Novak', email: 'gabi@freelance.example', kind: 'guest', title: 'Guest' },
  {
    id: 'U0SAM',
    realName: 'Sam Rivers',
    email: 'sam@contoso.example',
    kind: 'stranger',
    title: 'Contoso, another company',
  },
]

export const sandboxPeople: readonly SandboxPerson[] = cast.map(({ atMistral: _, ...person }) => ({
  name: person.realName.split(' ')[0]?.toLowerCase() ?? person.id,
  timeZone: 'Europe/Paris',
  locale: 'en-GB',
  ...person,
}))

export const sandboxMembers: readonly PersonSeed[] = cast.flatMap(({ realName, email, atMistral }) =>
  atMistral ? [{ name: realName, email, role: atMistral }] : [],
)

const everyone = cast.filter(({ kind }) => kind === 'member').map(({ id }) => id)
const deciders = cast.filter(({ atMistral }) => atMistral === 'admin' || atMistral === 'billing').map(({ id }) => id)

/** The bot, which somebody invited where it has to post. */
const botUserId = 'U0MISTRAL1'

export const sandboxChannels = {
  general: { id: 'C0GENERAL', name: 'general', members: [...everyone, 'U0GABI'] },
  finops: { id: 'C0FINOPS', name: 'finops', members: ['U0SARAH', ...deciders] },
  approvals: { id: 'C0APPROVALS', name: 'mistral-approvals', isPrivate: true, members: [...deciders, botUserId] },
  digest: { id: 'C0DIGEST', name: 'mistral-digest', members: [...everyone, botUserId] },
  shared: { id: 'C0CONTOSO', name: 'contoso-northwind', isShared: true, members: ['U0SARAH', 'U0CLAIRE', 'U0SAM'] },
} satisfies Record<string, SandboxChannel>
