import { context, section } from '../../chatops/blocks.ts'
import { clockTime, code } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { coreWords } from '../../chatops/words/index.ts'
import type { CallHealth } from '../../domain/call-health.ts'
import { tellsPace } from '../../domain/limit/pace-window.ts'
import { formatHours } from '../../domain/time/dates.ts'
import type { Reach } from '../../mistral/index.ts'
import type { Block, Message } from '../../slack/message.ts'
import type { StatusData } from './gather.ts'
import { statusWords } from './words.ts'

export function renderStatus(data: StatusData, view: View): Message {
  const status = statusWords(view)
  const { installation, reach, mappedRoles } = data
  const calls = Object.entries(reach?.calls ?? {})
  const isTooSeldom = reach !== undefined && !tellsPace(data.pollMs)
  const isWell =
    data.isSlackConnected &&
    (installation.missingScopes?.needed.length ?? 0) === 0 &&
    calls.every(([, call]) => works(call)) &&
    (mappedRoles.kind === 'confirmed' || mappedRoles.kind === 'none') &&
    data.approvals === undefined &&
    data.posts.refused.length === 0 &&
    data.posts.uncertain === 0 &&
    data.failing.length === 0 &&
    !isTooSeldom
  const title = status.title(isWell)
  const lines = [
    title,
    status.slack(installation.teamName, installation.transport, data.isSlackConnected),
    ...sayScopes(data, view),
    reach ? status.mistral(reach.host, sayDialect(reach, view)) : status.noKey,
    ...calls.map(([call, health]) => sayCall(call, health, view)),
    sayMappedRoles(data, view),
    data.approvals ? status.approvals[data.approvals] : '',
    isTooSeldom ? status.tooSeldom(formatHours(data.pollMs / 3_600_000, view.locale)) : '',
    ...sayPosts(data, view),
    ...sayFailing(data, view),
  ]
  const { version, startedAt, storageEngine } = installation
  const since = clockTime(startedAt, '{date_short_pretty} {time}')
  return {
    text: title.replaceAll('*', ''),
    blocks: [
      section(lines.filter(Boolean).join('\n')),
      ...sayWork(data, view),
      context(status.storage(storageEngine), status.version(version, process.versions.node, since)),
    ],
  }
}

/** The latest word counts: a failure that was followed by a success is over. */
function works({ lastSuccess, lastFailure }: CallHealth): boolean {
  return !lastFailure || lastFailure.reason === 'notOffered' || (lastSuccess !== null && lastSuccess >= lastFailure.at)
}

function sayDialect({ authMode, analytics }: Reach, view: View): string {
  const status = statusWords(view)
  const folders = Object.values(analytics)
  const parts = [
    authMode ? (status.auth[authMode] ?? authMode) : '',
    folders.length > 0 ? status.analytics(folders.map((folder) => `\`${folder}\``).join(', ')) : '',
  ]
  return coreWords(view).parts(parts.filter(Boolean))
}

function sayCall(key: string, health: CallHealth, view: View): string {
  const status = statusWords(view)
  const call = status.call[key] ?? key
  const at = (moment: Date | null) => (moment ? clockTime(moment, '{time_secs}') : undefined)
  if (works(health)) return status.works(call, at(health.lastSuccess ?? health.lastFailure?.at ?? null) ?? '')
  const failure = health.lastFailure
  return failure ? status.fails(call, status.reasons[failure.reason], at(failure.at) ?? '', at(health.lastSuccess)) : ''
}

/** An optional permission that is missing is no trouble, and still worth knowing for whoever runs the bot. */
function sayScopes({ installation: { missingScopes }, isForDecider }: StatusData, view: View): string[] {
  const { lacksScopes, lacksOptional } = statusWords(view)
  const { needed = [], optional = [] } = missingScopes ?? {}
  const list = (scopes: readonly string[]) => scopes.map((scope) => code(scope)).join(', ')
  return [
    ...(needed.length > 0 ? [lacksScopes(list(needed))] : []),
    ...(optional.length > 0 && isForDecider ? [lacksOptional(list(optional))] : []),
  ]
}

function sayPosts({ posts }: StatusData, view: View): string[] {
  const status = statusWords(view)
  return [
    ...posts.refused.map(({ code, count }) => status.refusedPosts(count, status.refusal[code] ?? status.otherRefusal)),
    posts.uncertain > 0 ? status.uncertainPosts(posts.uncertain) : '',
  ]
}

const workShown = 20

/** When each thing ran last and runs next; why the last run failed is for those who can do something about it. */
function sayWork({ work, isForDecider }: StatusData, view: View): Block[] {
  const status = statusWords(view)
  const at = (moment: Date | undefined) => (moment ? clockTime(moment, '{date_short_pretty} {time}') : undefined)
  const lines = work.slice(0, workShown).map(({ kind, lastAt, nextAt, lastError }) => {
    const failure = lastError === undefined ? '' : isForDecider ? status.workError(code(lastError)) : status.workFailed
    return status.work(status.job[kind] ?? status.otherJob, at(lastAt), at(nextAt), failure)
  })
  return lines.length > 0 ? [section([status.workTitle, ...lines].join('\n'))] : []
}

/** What went wrong is for those who can do something about it. */
function sayFailing({ failing, isForDecider }: StatusData, view: View): string[] {
  const status = statusWords(view)
  return failing.map(({ kind, failures, lastError, isGivenUp }) =>
    status.failing(
      status.job[kind] ?? status.otherJob,
      failures,
      isGivenUp,
      isForDecider ? code(lastError) : undefined,
    ),
  )
}

/** Others than deciders learn that something is unconfirmed. */
function sayMappedRoles({ mappedRoles: roles, isForDecider }: StatusData, view: View): string {
  const { role } = coreWords(view)
  const status = statusWords(view)
  if (roles.kind === 'none') return ''
  if (roles.kind === 'unknown') return status.unconfirmedUnknown
  if (roles.kind === 'confirmed') return status.confirmed(roles.count)
  const entries = roles.entries.map(({ slackUserId, role: mapped }) => `<@${slackUserId}> (${role[mapped]})`)
  return status.unconfirmed(isForDecider ? entries : [String(entries.length)])
}
