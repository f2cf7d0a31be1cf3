import { UpstreamError } from '../domain/errors.ts'
import type { SlackCalls } from './calls.ts'

/** A workspace as a whole, for moving to it: who is who by address, what is called what. */
export interface SlackDirectory {
  readonly teamId: string
  readonly teamName: string
  /** The confirmed address; undefined: nobody has that id here, or shows no address. */
  addressOf(userId: string): Promise<string | undefined>
  findByAddress(address: string): Promise<string | undefined>
  /** By id, as far as the bot sees them: private channels are those that it is in. */
  channels(): Promise<ReadonlyMap<string, string>>
  /** By id: the handle that people mention. */
  groups(): Promise<ReadonlyMap<string, string>>
}

interface ChannelPage {
  readonly channels?: readonly { readonly id?: string; readonly name?: string }[]
  readonly response_metadata?: { readonly next_cursor?: string }
}

export async function readDirectory(calls: SlackCalls): Promise<SlackDirectory> {
  const { team_id, team } = await calls.repeatable('auth.test', (client) => client.auth.test())
  if (!team_id) throw new UpstreamError('slack', 'notUnderstood', 'auth.test')
  return {
    teamId: team_id,
    teamName: team ?? team_id,
    async addressOf(userId) {
      const { user } = await calls
        .repeatable('users.info', (client) => client.users.info({ user: userId }))
        .catch(nothingFor<{ user?: undefined }>('user_not_found', {}))
      return user && !user.deleted && user.is_email_confirmed !== false ? user.profile?.email : undefined
    },
    async findByAddress(email) {
      const { user } = await calls
        .repeatable('users.lookupByEmail', (client) => client.users.lookupByEmail({ email }))
        .catch(nothingFor<{ user?: undefined }>('users_not_found', {}))
      return user && !user.is_bot ? user.id : undefined
    },
    async channels() {
      const found = new Map<string, string>()
      const wanted = { types: 'public_channel,private_channel', exclude_archived: true, limit: 200 }
      for (let cursor = ''; ; ) {
        const { channels = [], response_metadata }: ChannelPage = await calls.repeatable(
          'conversations.list',
          (client) => client.conversations.list({ ...wanted, ...(cursor ? { cursor } : {}) }),
        )
        for (const { id, name } of channels) if (id && name) found.set(id, name)
        cursor = response_metadata?.next_cursor ?? ''
        if (cursor === '') return found
      }
    },
    async groups() {
      const { usergroups = [] } = await calls.repeatable('usergroups.list', (client) =>
        client.usergroups.list({ include_disabled: false }),
      )
      return new Map(usergroups.flatMap(({ id, handle }) => (id && handle ? [[id, handle] as const] : [])))
    },
  }
}

const nothingFor =
  <Nothing>(code: string, nothing: Nothing) =>
  (error: unknown): Nothing => {
    if (error instanceof UpstreamError && error.code === code) return nothing
    throw error
  }
