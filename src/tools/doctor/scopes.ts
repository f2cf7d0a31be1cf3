import type { Feature } from '../../chatops/contract.ts'
import { coreScopes, missingScopes, optionalScopesOf, scopesOf } from '../../chatops/scopes.ts'
import type { AskSlack } from './ask-slack.ts'
import { type Finding, ok, problem, warning } from './finding.ts'

export interface ScopeFacts {
  /** undefined: Slack did not say. */
  readonly granted: readonly string[] | undefined
}

export async function gatherScopes(ask: AskSlack): Promise<ScopeFacts> {
  const answer = await ask('auth.test')
  return { granted: answer.kind === 'answered' ? answer.scopes : undefined }
}

export function judgeScopes({ granted }: ScopeFacts, features: readonly Feature[]): readonly Finding[] {
  const missing = missingScopes(features, granted)
  if (!granted || !missing)
    return [warning('Which permissions the token has is not known.', 'Mend the token first, and run this again.')]
  const reinstall = 'Add it under “OAuth & Permissions”, or paste the manifest again, and reinstall the app.'
  const findings = [
    ...missing.needed.map((scope) =>
      problem(`The permission ${scope} is missing: ${reasonFor(scope, features)}.`, reinstall),
    ),
    ...missing.optional.map((scope) =>
      warning(`The optional permission ${scope} is missing: ${reasonFor(scope, features)}.`, reinstall),
    ),
    ...tooMany(granted, features),
  ]
  return findings.length > 0
    ? findings
    : [ok(`The token has the ${granted.length} permissions of the manifest, and no other.`)]
}

const reasonFor = (scope: string, features: readonly Feature[]): string =>
  [
    coreScopes[scope],
    ...features.flatMap(({ scopes, optionalScopes }) => [scopes?.[scope], optionalScopes?.[scope]]),
  ].find((reason) => reason !== undefined) ?? 'a feature needs it'

/** A token that leaks is worth what it may do. */
function tooMany(granted: readonly string[], features: readonly Feature[]): Finding[] {
  const wanted = [...scopesOf(features), ...optionalScopesOf(features)]
  const extra = granted.filter((scope) => !wanted.includes(scope))
  if (extra.length === 0) return []
  return [
    warning(
      `The token has permissions that nothing here uses: ${extra.join(', ')}.`,
      'Take them out under “OAuth & Permissions”, and reinstall the app.',
    ),
  ]
}
