import type { InteractiveElement } from '../../slack/block-kit/elements.ts'
import type { Scene } from '../scene.ts'

export interface Choice {
  readonly value: string
  readonly label: string
  readonly group?: string
}

/** What a menu offers: its own options, or the people and channels of the workspace. */
export function listChoices(element: InteractiveElement, scene: Scene): readonly Choice[] {
  switch (element.type) {
    case 'static_select':
    case 'multi_static_select':
      return [
        ...(element.options ?? []).map(({ value, text }) => ({ value, label: text.text })),
        ...(element.option_groups ?? []).flatMap(({ label, options }) =>
          options.map(({ value, text }) => ({ value, label: text.text, group: label.text })),
        ),
      ]
    case 'users_select':
    case 'multi_users_select':
      return listPeople(scene)
    case 'channels_select':
    case 'multi_channels_select':
      return listChannels(scene, () => true).filter(({ label }) => label.startsWith('#'))
    case 'conversations_select':
    case 'multi_conversations_select':
      return listConversations(element, scene)
    default:
      return []
  }
}

const listPeople = ({ slack }: Scene): Choice[] =>
  slack
    .people()
    .filter(({ kind }) => kind !== 'bot' && kind !== 'deactivated')
    .map(({ id, realName }) => ({ value: id, label: realName }))

type Channel = ReturnType<Scene['slack']['channels']>[number]

const listChannels = ({ slack, reader }: Scene, isWanted: (channel: Channel) => boolean): Choice[] =>
  slack
    .channels()
    .filter((channel) => !channel.directWith && (!channel.isPrivate || channel.members.includes(reader.id)))
    .filter(isWanted)
    .map(({ id, name, isPrivate }) => ({ value: id, label: `${isPrivate ? '🔒 ' : '#'}${name}` }))

type ConversationMenu = Extract<InteractiveElement, { type: 'conversations_select' | 'multi_conversations_select' }>

function listConversations({ filter }: ConversationMenu, scene: Scene): Choice[] {
  const kinds = filter?.include
  const isWanted = ({ isPrivate, isShared }: Channel) =>
    !(filter?.exclude_external_shared_channels && isShared) &&
    (kinds === undefined || kinds.includes(isPrivate ? 'private' : 'public'))
  const people = kinds === undefined || kinds.includes('im') ? listPeople(scene) : []
  return [...listChannels(scene, isWanted), ...people]
}
