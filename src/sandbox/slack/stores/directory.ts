import type { Changes } from '../changes.ts'
import type { Identity } from '../identity.ts'
import { SlackRefusal } from '../slack-refusal.ts'
import type { SandboxChannel, SandboxPerson, SandboxUserGroup } from '../types.ts'

export interface DirectorySeed {
  readonly people: readonly SandboxPerson[]
  readonly channels: readonly SandboxChannel[]
  readonly userGroups: readonly SandboxUserGroup[]
}

/** People, channels and user groups. */
export function createDirectory(seed: DirectorySeed, identity: Identity, changes: Changes) {
  const people = new Map<string, SandboxPerson>()
  const channels = new Map<string, SandboxChannel>()
  const userGroups = new Map<string, SandboxUserGroup>()
  const bot: SandboxPerson = {
    id: identity.botUserId,
    name: identity.botName,
    realName: 'Mistral',
    email: '',
    timeZone: 'UTC',
    locale: 'en-US',
    kind: 'bot',
  }

  function reset(): void {
    people.clear()
    channels.clear()
    userGroups.clear()
    for (const person of [bot, ...seed.people]) people.set(person.id, person)
    for (const channel of seed.channels) channels.set(channel.id, channel)
    for (const group of seed.userGroups) userGroups.set(group.id, group)
  }

  function putPerson(person: SandboxPerson): void {
    people.set(person.id, person)
    changes.emit({ type: 'person', id: person.id })
  }

  function putChannel(channel: SandboxChannel): SandboxChannel {
    channels.set(channel.id, channel)
    changes.emit({ type: 'channel', id: channel.id })
    return channel
  }

  function findPerson(id: string): SandboxPerson {
    const person = people.get(id)
    if (!person) throw new SlackRefusal('user_not_found')
    return person
  }

  function findChannel(id: string): SandboxChannel {
    const channel = channels.get(id)
    if (!channel) throw new SlackRefusal('channel_not_found')
    return channel
  }

  /** The conversation between the bot and this person, opened when there is none yet. */
  function openDirectMessage(userId: string): SandboxChannel {
    const person = findPerson(userId)
    if (person.kind === 'deactivated') throw new SlackRefusal('user_disabled')
    if (person.kind === 'bot') throw new SlackRefusal('cannot_dm_bot')
    const id = `D${userId.slice(1)}`
    return (
      channels.get(id) ??
      putChannel({ id, name: 'directmessage', members: [identity.botUserId, userId], directWith: userId })
    )
  }

  reset()
  return {
    reset,
    people: (): readonly SandboxPerson[] => [...people.values()],
    channels: (): readonly SandboxChannel[] => [...channels.values()],
    userGroups: (): readonly SandboxUserGroup[] => [...userGroups.values()],
    findPerson,
    findChannel,
    openDirectMessage,
    putPerson,
    putChannel,
    updatePerson(id: string, facts: Partial<Omit<SandboxPerson, 'id'>>): void {
      putPerson({ ...findPerson(id), ...facts })
    },
    updateChannel(id: string, facts: Partial<Omit<SandboxChannel, 'id'>>): void {
      putChannel({ ...findChannel(id), ...facts })
    },
    putUserGroup(group: SandboxUserGroup): void {
      userGroups.set(group.id, group)
      changes.emit({ type: 'user-group', id: group.id })
    },
    addMember(channelId: string, userId: string): void {
      const channel = findChannel(channelId)
      if (!channel.members.includes(userId)) putChannel({ ...channel, members: [...channel.members, userId] })
    },
    isMember: (channel: SandboxChannel, userId: string) => channel.members.includes(userId),
  }
}
