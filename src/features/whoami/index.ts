import { section } from '../../chatops/blocks.ts'
import { defineCommand, defineFeature } from '../../chatops/contract.ts'
import { isDecider, mayRead } from '../../chatops/people/authorize.ts'
import type { Asker } from '../../chatops/people/identity.ts'
import { rightsJob } from '../../chatops/people/mapped-groups.ts'
import type { TypedWords } from '../../chatops/routing/typed-words.ts'
import { escapeMrkdwn } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { coreWords } from '../../chatops/words/index.ts'
import type { Config } from '../../config/index.ts'
import { InvalidInput } from '../../domain/errors.ts'
import type { Member } from '../../domain/person/person.ts'
import type { Message } from '../../slack/message.ts'
import { gatherKept, type KeptData, renderKept } from './data.ts'
import { tellAdminsOfRights } from './tell-rights.ts'
import { whoamiWords } from './words.ts'

interface WhoamiData {
  readonly kind: 'who'
  readonly asker: Asker
  readonly readAccess: Config['people']['readAccess']
  readonly hasKey: boolean
}

export const whoami = defineFeature({
  name: 'whoami',
  words: [whoamiWords],
  commands: [
    defineCommand({
      name: 'whoami',
      access: 'anyone',
      summary: (reader) => whoamiWords(reader).summary,
      usage: '[data]',
      examples: ['whoami', 'whoami data'],
      parse: readTopic,
      // Whoever may not even ask for figures is told here what I see of them.
      run: async (context, topic): Promise<WhoamiData | KeptData> => {
        if (topic === 'data') return gatherKept(context)
        return {
          kind: 'who',
          asker: await context.identify(),
          readAccess: context.config.people.readAccess,
          hasKey: context.config.mistral.key !== undefined,
        }
      },
      render: (data, view) => (data.kind === 'data' ? renderKept(data, view) : renderWhoami(data, view)),
    }),
  ],
  jobs: { [rightsJob]: tellAdminsOfRights },
})

function readTopic(words: TypedWords): 'who' | 'data' {
  const rest = words.rest().toLowerCase()
  if (rest === '') return 'who'
  if (rest === 'data') return 'data'
  throw new InvalidInput('option', rest, ['', 'data'])
}

function renderWhoami(data: WhoamiData, view: View): Message {
  const { role } = coreWords(view)
  const whoami = whoamiWords(view)
  const { asker, readAccess } = data
  const { profile, source, member } = asker
  const title = whoami.title(escapeMrkdwn(profile.name), asker.role && role[asker.role])
  const rights: [string, boolean][] = [
    [whoami.may.read, mayRead(asker, readAccess)],
    [whoami.may.ask, profile.standing === 'full'],
    [whoami.may.decide, profile.standing === 'full' && isDecider(asker.role)],
  ]
  const listed = (granted: boolean) => rights.filter(([, has]) => has === granted).map(([right]) => right)
  const lines = [
    title,
    profile.standing === 'full' ? saySource(source, view) : '',
    whoami.youMay(listed(true), listed(false)),
    whoami.inSlack(whoami.standing[profile.standing], profile.email ? escapeMrkdwn(profile.email) : whoami.noEmail),
    member
      ? whoami.atMistral(escapeMrkdwn(member.name ?? member.email ?? member.id), sayRoles(member, view))
      : sayNoMember(data, view),
  ]
  return { text: title.replaceAll('*', ''), blocks: [section(lines.filter(Boolean).join('\n'))] }
}

/** Where a role does not rest on it, Mistral may not even have answered. */
function sayNoMember({ asker: { source }, hasKey }: WhoamiData, view: View): string {
  const whoami = whoamiWords(view)
  if (!hasKey) return whoami.notAsked
  if (source.kind !== 'none') return whoami.notConfirmed
  return source.why === 'noMember' ? whoami.notAtMistral : ''
}

/** In words: Mistral's letters, names and role numbers mean nothing to a reader. */
function sayRoles({ roles, rawRoles }: Member, view: View): string {
  const { role } = coreWords(view)
  const unknown = Math.max(0, new Set(rawRoles).size - roles.length)
  const words = roles.map((known) => role[known])
  return [...words, ...(unknown > 0 ? [whoamiWords(view).unknownRoles(unknown)] : [])].join(', ')
}

function saySource(source: Asker['source'], view: View): string {
  const { from } = whoamiWords(view)
  if (source.kind === 'group') return from.group(source.groupIds.map((id) => `<!subteam^${id}>`))
  return source.kind === 'none' ? from.none(coreWords(view).noRole(source.why)) : from[source.kind]
}
