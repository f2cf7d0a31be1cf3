import type { Feature } from './contract.ts'

/** Slack permissions that the core needs, with the reason that a workspace's admin reads. Features add theirs. */
export const coreScopes: Readonly<Record<string, string>> = {
  commands: 'the slash command',
  'chat:write': 'shared reports',
  'users:read': 'who asks: their standing, time zone and language',
  'users:read.email': 'matching a Slack user with a Mistral member',
  'usergroups:read': 'roles that are given to a user group',
  'channels:read': 'is this channel shared with another company, archived, joined',
  'groups:read': 'the same for private channels',
  'files:write': 'charts and exports',
  'files:read': 'whether Slack is done with a chart',
  'im:write': 'charts of private answers and exports, in direct messages',
  'channels:join': 'posting in a public channel that the bot has not joined',
}

export const scopesOf = (features: readonly Feature[]): string[] =>
  [...new Set([...Object.keys(coreScopes), ...features.flatMap((feature) => Object.keys(feature.scopes ?? {}))])].sort()

/** What the manifest asks for and the token does not have: the app was installed from an older one. */
export function missingScopes(features: readonly Feature[], granted: readonly string[] | undefined) {
  if (!granted) return undefined
  const lacks = (scope: string) => !granted.includes(scope)
  return { needed: scopesOf(features).filter(lacks), optional: optionalScopesOf(features).filter(lacks) }
}

export const optionalScopesOf = (features: readonly Feature[]): string[] =>
  [...new Set(features.flatMap((feature) => Object.keys(feature.optionalScopes ?? {})))].sort()
