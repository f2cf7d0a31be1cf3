import type { Sandbox } from '../../src/sandbox/index.ts'

/** That many people in Slack who are members at Mistral; their Slack ids. */
export function addPeople({ slack, mistral }: Sandbox, count: number): string[] {
  const someone = slack.people().find(({ kind }) => kind === 'member')
  if (!someone) throw new Error('nobody is in the sandbox')
  const ids = nameCrowd(count)
  for (const id of ids) {
    const email = `${id.toLowerCase()}@northwind.example`
    slack.addPerson({ ...someone, id, email })
    mistral.addMember({ name: null, email, role: 'member' })
  }
  return ids
}

export const nameCrowd = (count: number): string[] => Array.from({ length: count }, (_, index) => `U0CROWD${index}`)
