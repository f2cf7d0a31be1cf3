import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { SlackIds } from '../../chatops/move/slack-move.ts'
import { registerFeatures } from '../../chatops/routing/registry.ts'
import { type Config, readConfig } from '../../config/index.ts'
import { UpstreamError } from '../../domain/errors.ts'
import { dayOf } from '../../domain/time/time.ts'
import { features } from '../../features/index.ts'
import { createLog } from '../../log.ts'
import { mainOrganization as organization } from '../../organization/id.ts'
import { createSlackCalls } from '../../slack/calls.ts'
import { readDirectory, type SlackDirectory } from '../../slack/directory.ts'
import { appendAudit } from '../../storage/audit/append.ts'
import type { AuditTables } from '../../storage/audit/schema.ts'
import type { Database } from '../../storage/database.ts'
import type { PeopleTables } from '../../storage/people/schema.ts'
import { refuseWhileAlive } from '../refuse-while-alive.ts'
import { type ExitCode, type Outside, runTool, ToolError, withDatabase } from '../tool.ts'
import { findBrokenTrail } from '../verify.ts'
import { pathOfList } from './list.ts'
import { type MovePlan, planMove, type Wanted } from './plan.ts'
import { consequences, sayPlan, saySettings } from './say.ts'

const usage = `Usage: NEW_SLACK_BOT_TOKEN=xoxb-… npm run slack:move -- [--map <ids.csv>] [--apply] [--yes]
  Moves the bot to another Slack workspace: the settings are still those of the old one, NEW_SLACK_BOT_TOKEN is the token
  of the app in the new one (NEW_SLACK_API_URL only where that is another Slack, as GovSlack). Without --apply it only
  shows what would change. --map: lines of "old id,new id", for whom or what has another address or name there.
  Stop the bot before --apply, and start it with the new settings. --yes: asks nothing.`

interface Arguments {
  readonly mapPath: string | undefined
  readonly isApplied: boolean
  readonly isSure: boolean
}

/** Gives everything that names the old workspace its new ids, in one transaction; a dry run unless it is told otherwise. */
export const moveWorkspace = (args: readonly string[], outside: Outside): Promise<ExitCode> =>
  runTool(outside, async () => {
    const wish = readArguments(args)
    const config = readConfig(outside.environment)
    const map = readMap(wish.mapPath)
    const { old, next } = await openBoth(config, outside)
    return withDatabase(outside, 'people', async (db) => {
      const plan = await planMove(await findWanted(db, config, map), old, next)
      const from = old ? `${old.teamName} (${old.teamId})` : 'a workspace that no longer answers'
      outside.print(`From ${from} to ${next.teamName} (${next.teamId}):`)
      for (const line of [...sayPlan(plan), ...consequences, ...saySettings(config, plan)]) outside.print(line)
      if (!wish.isApplied) {
        outside.print('Nothing was changed. Stop the bot and run this again with --apply to move.')
        return 0
      }
      await refuseWhileAlive(db)
      const question = 'Is the bot stopped, and should all of this move? Type yes: '
      if (!wish.isSure && (await outside.ask(question))?.trim().toLowerCase() !== 'yes') {
        outside.print('Nothing was changed.')
        return 1
      }
      await apply(db, plan, { from: old?.teamId ?? null, to: next.teamId })
      return conclude(db, plan, config, outside)
    })
  })

function readArguments(args: readonly string[]): Arguments {
  const options = { map: { type: 'string' }, apply: { type: 'boolean' }, yes: { type: 'boolean' } } as const
  try {
    const {
      map: mapPath,
      apply: isApplied = false,
      yes: isSure = false,
    } = parseArgs({ args: [...args], options }).values
    return { mapPath, isApplied, isSure }
  } catch {
    throw new ToolError(usage)
  }
}

/** "U0OLD,U0NEW" a line; what begins with # is a comment. */
function readMap(path: string | undefined): ReadonlyMap<string, string> {
  if (path === undefined) return new Map()
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    throw new ToolError(`--map: ${path} cannot be read.`)
  }
  const lines = text.split('\n').map((line) => line.trim())
  return new Map(
    lines.flatMap((line, index) => {
      if (line === '' || line.startsWith('#')) return []
      const [, from = '', to = ''] = /^([A-Z][A-Z0-9]{2,}),([A-Z][A-Z0-9]{2,})$/.exec(line) ?? []
      if (!from || from.at(0)?.replace('W', 'U') !== to.at(0)?.replace('W', 'U'))
        throw new ToolError(`--map: line ${index + 1} is not two ids of one kind, "old,new".`)
      return [[from, to] as const]
    }),
  )
}

async function openBoth(config: Config, { environment }: Outside) {
  const token = environment.NEW_SLACK_BOT_TOKEN?.trim()
  if (!token) throw new ToolError(`NEW_SLACK_BOT_TOKEN is missing.\n${usage}`)
  const apiUrl = environment.NEW_SLACK_API_URL?.trim() || config.slack.apiUrl
  const next = await open('NEW_SLACK_BOT_TOKEN', token, apiUrl)
  const old = await open('SLACK_BOT_TOKEN', config.slack.botToken, config.slack.apiUrl).catch((error: unknown) => {
    // The old app may be gone already: addresses that are stored and the map have to do then.
    if (error instanceof ToolError) return undefined
    throw error
  })
  if (old?.teamId === next.teamId)
    throw new ToolError('NEW_SLACK_BOT_TOKEN is a token of the same workspace: there is nothing to move.')
  return { old, next }
}

async function open(name: string, token: string, apiUrl: string): Promise<SlackDirectory> {
  try {
    return await readDirectory(createSlackCalls({ token, apiUrl, log: createLog('silent', [token]) }))
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
    throw new ToolError(`${name}: Slack does not take it (${error.code ?? error.reason}).`)
  }
}

/** Every id that the database or the settings name. */
async function findWanted(db: Database, { people, places }: Config, map: Wanted['map']): Promise<Wanted> {
  const known = await db
    .query<PeopleTables>()
    .selectFrom('people')
    .select(['slack_id', 'email'])
    .where('organization', '=', organization)
    .execute()
  const found: SlackIds[] = []
  for (const part of registerFeatures(features).slackMoves)
    if (part.find) found.push(await part.find(db.query<unknown>(), organization))
  const emails = new Map(known.map(({ slack_id, email }) => [slack_id, email]))
  const users = [...people.roleMap.users.keys(), ...found.flatMap((ids) => ids.people ?? [])]
  const settings = [places.approvals, places.alerts, places.digest].filter((id) => id !== undefined)
  const channels = [...settings, ...found.flatMap((ids) => ids.channels ?? [])]
  const groups = [...people.roleMap.groups.keys(), ...found.flatMap((ids) => ids.groups ?? [])]
  return {
    map,
    people: [...new Set(users)].sort().map((slackId) => ({ slackId, email: emails.get(slackId) ?? null })),
    channels: [...new Set(channels)].sort(),
    groups: [...new Set(groups)].sort(),
  }
}

/** All or nothing, with an entry of the trail that says so. */
async function apply(db: Database, plan: MovePlan, team: { from: string | null; to: string }): Promise<void> {
  const count = (kind: string) => plan.ids.filter((one) => one.kind === kind && one.to !== undefined).length
  await db.transaction<PeopleTables & AuditTables, void>(async (tx) => {
    for (const part of registerFeatures(features).slackMoves) await part.move(tx as never, organization, plan)
    await appendAudit(tx, {
      ...{ organization, action: 'workspace.moved', actorId: null, outcome: 'done', subject: team.to },
      before: { team: team.from },
      after: {
        ...{ team: team.to, people: count('person'), channels: count('channel'), groups: count('group') },
        unmatched: plan.ids.filter(({ to }) => to === undefined).length,
      },
    })
  })
}

async function conclude(db: Database, plan: MovePlan, { storage }: Config, { print }: Outside): Promise<ExitCode> {
  const path = pathOfList(storage.dataDir, dayOf(await db.now()))
  const lines = plan.ids.flatMap(({ from, to }) => (to === undefined ? [] : [`${from},${to}\n`]))
  try {
    writeFileSync(path, lines.join(''), { mode: 0o600 })
    print(`Moved. Which id became which stands in ${path}: it names people, so delete it once you no longer need it.`)
  } catch {
    print(`Moved. Which id became which could not be written to ${path}: it stands above.`)
  }
  const broken = await findBrokenTrail(db)
  print(broken ?? 'The audit trail is whole. Start the bot with the settings of the new workspace.')
  return broken ? 1 : 0
}
