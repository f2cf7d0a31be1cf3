import { SlackRefusal } from '../slack-refusal.ts'
import type { Workspace } from '../workspace.ts'
import { accountMethods } from './account.ts'
import { chatMethods } from './chat.ts'
import { conversationMethods } from './conversations.ts'
import { fileMethods } from './files.ts'
import { historyMethods } from './history.ts'
import { type Method, requireScope } from './method.ts'
import { peopleMethods } from './people.ts'
import { viewMethods } from './views.ts'

const methods: Readonly<Record<string, Method>> = {
  ...accountMethods,
  ...chatMethods,
  ...conversationMethods,
  ...fileMethods,
  ...historyMethods,
  ...peopleMethods,
  ...viewMethods,
}

export interface ApiCall {
  readonly method: string
  readonly token: string | undefined
  readonly args: Readonly<Record<string, unknown>>
}

export interface ApiAnswer {
  readonly body: { readonly ok: boolean; readonly error?: string } & Readonly<Record<string, unknown>>
  readonly retryAfterSeconds?: number
}

/** Runs one Web API call, in Slack's order: the method, the token, its scopes, then the arguments. */
export function callMethod(workspace: Workspace, { method: name, token, args }: ApiCall): ApiAnswer {
  try {
    const method = methods[name]
    if (!method) throw new SlackRefusal('unknown_method', { req_method: name })
    requireToken(workspace, method, token)
    requireScope(workspace, method.scopes)
    return { body: { ok: true, ...method.run(args, workspace) } }
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error
    const { retryAfterSeconds, ...details } = error.details
    const body = { ok: false, error: error.error, ...details }
    return typeof retryAfterSeconds === 'number' ? { body, retryAfterSeconds } : { body }
  }
}

function requireToken({ identity }: Workspace, method: Method, token: string | undefined): void {
  if (!token) throw new SlackRefusal('not_authed')
  const expected = method.token === 'app' ? identity.appToken : identity.botToken
  if (token === expected) return
  const isKnown = token === identity.appToken || token === identity.botToken
  throw new SlackRefusal(isKnown ? 'not_allowed_token_type' : 'invalid_auth')
}
