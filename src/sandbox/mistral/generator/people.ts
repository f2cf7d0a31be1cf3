import { dayMs, foundingDay } from './calendar.ts'
import { drawFraction, hashText, nameUuid } from './random.ts'
import { type WorkspaceKey, workspaceSeeds } from './workspaces.ts'

export type SandboxRole = 'admin' | 'billing' | 'member'

export interface PersonSeed {
  readonly name: string | null
  readonly email: string
  readonly role: SandboxRole
}

export interface SandboxMember extends PersonSeed {
  readonly id: string
  readonly joinedAt: Date
  readonly workspaces: readonly WorkspaceKey[]
  /** The Workspaces that they administer; some have nobody. */
  readonly administers: readonly WorkspaceKey[]
}

const at = (mailbox: string): string => `${mailbox}@northwind.example`

const person = (name: string | null, mailbox: string, role: SandboxRole = 'member'): PersonSeed => ({
  name,
  email: at(mailbox),
  role,
})

const defaultPeople: readonly PersonSeed[] = [
  person('Claire Fontaine', 'claire', 'admin'),
  person('Marc Delacroix', 'marc', 'admin'),
  person('Nadia Benali', 'nadia', 'billing'),
  person('Tomás Oliveira', 'tomas', 'billing'),
  person('Sarah Lindqvist', 'sarah'),
  person('佐藤 健', 'ken.sato'),
  person('محمد الحسيني', 'mohamed'),
  person('Оксана Шевченко', 'oksana'),
  person('김민준', 'minjun.kim'),
  person('דנה לוי', 'dana.levy'),
  person('Ελένη Παπαδοπούλου', 'eleni'),
  person('अनन्या शर्मा', 'ananya'),
  person('陳美玲', 'meiling.chen'),
  person('Maximiliane Freifrau von Hohenfels-Wittgenstein zu Sayn und Berleburg-Hohenlohe', 'm.hohenfels'),
  person("Aoife O'Brien", 'aoife'),
  person('Zoë van der Berg', 'zoe'),
  person('Łukasz Wiśniewski', 'lukasz'),
  person('José Ángel Núñez', 'jose'),
  person('Renée & Co <test>', 'renee'),
  person('Ada 🚀 Okafor', 'ada'),
  person('Nguyễn Thị Hương', 'huong'),
  person('สมชาย ใจดี', 'somchai'),
  person('Jonas Bauer', 'jonas'),
  person('Priya Raman', 'priya'),
  person('Luca Romano', 'luca'),
  person('Emma Dubois', 'emma'),
  person('Hugo Martin', 'hugo'),
  person('Chloé Bernard', 'chloe'),
  person('Noah Schmidt', 'noah'),
  person('Ines Carvalho', 'ines'),
  person('Anders Holm', 'anders'),
  person('Fatou Diop', 'fatou'),
  person('Yusuf Demir', 'yusuf'),
  person('Katarína Nováková', 'katarina'),
  person('Samuel Adeyemi', 'samuel'),
  person('Grace Liu', 'grace'),
  person('Théo Girard', 'theo'),
  person('Elin Sjöberg', 'elin'),
  person('Piotr Zieliński', 'piotr'),
  person(null, 'build-service'),
]

const headcount = defaultPeople.length

/** Someone who left: figures and an API key still bear the name, `GET /users` does not. */
export const formerMember = createMember(person('Viktor Sorensen', 'viktor'), 7)

export function createMember(seed: PersonSeed, index: number): SandboxMember {
  const own = workspaceSeeds.filter(({ key }) => drawFraction(hashText(seed.email), hashText(key)) < 0.3)
  const home = workspaceSeeds[hashText(seed.email) % workspaceSeeds.length]?.key ?? 'sandbox'
  const leads = drawFraction(hashText(seed.email), 7) < 0.3 && home !== 'sandbox'
  return {
    ...seed,
    id: nameUuid(`member ${seed.email.toLowerCase()}`),
    joinedAt: new Date((foundingDay + index * 9) * dayMs + 8 * 3_600_000 + (hashText(seed.email) % 28_800) * 1000),
    workspaces: [...new Set([home, ...own.map(({ key }) => key), 'sandbox' as const])],
    administers: leads ? [home] : [],
  }
}

/** The people given come first; the Organization is filled up to forty with others. */
export function createMembers(given: readonly PersonSeed[]): SandboxMember[] {
  const known = new Set(given.map(({ email }) => email.toLowerCase()))
  const firstNames = new Set(given.map(({ name }) => name?.split(' ')[0]))
  const others = defaultPeople.filter(
    ({ email, name }) => !known.has(email) && (name === null || !firstNames.has(name.split(' ')[0])),
  )
  // Whoever decides is part of the story that the caller tells: nobody else is an admin then.
  const fillers = given.length === 0 ? others : others.filter(({ role }) => role !== 'admin')
  return [...given, ...fillers].slice(0, Math.max(headcount, given.length)).map(createMember)
}

export const pendingInvite = { id: nameUuid('invite pia'), email: at('pia.newcomer'), role: 'member' as SandboxRole }
