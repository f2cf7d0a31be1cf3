import type { Inspection } from '../../storage/inspect.ts'
import { type AskSlack, isObject, type SlackAnswer, textOf } from './ask-slack.ts'
import { type Finding, ok, problem, type SoundConfig, warning } from './finding.ts'

export interface TokenFacts {
  readonly transport: 'socket' | 'http' | 'none'
  /** undefined: there is no token to ask with. */
  readonly bot:
    | { readonly kind: 'valid'; readonly team: string; readonly isWholeCompany: boolean; readonly isBot: boolean }
    | { readonly kind: 'refused'; readonly error: string }
    | { readonly kind: 'silent' }
    | undefined
  readonly app: { readonly kind: 'valid' | 'silent' } | { readonly kind: 'refused'; readonly error: string } | undefined
  /** The app that each belongs to, as far as it can be told. */
  readonly appOfBot: string | undefined
  readonly appOfSocket: string | undefined
  /** People whom the database knows, of whom some were looked up in this workspace; undefined: it knows none. */
  readonly stored: { readonly asked: number; readonly unknown: number } | undefined
}

/** Opening a connection hands out an address that nobody uses here: it is the only question an app token answers. */
export async function gatherTokens(
  { slack }: Pick<SoundConfig, 'slack'>,
  ask: AskSlack,
  inspection: Inspection,
): Promise<TokenFacts> {
  const bot = slack.botToken ? await ask('auth.test') : undefined
  const app = slack.appToken ? await ask('apps.connections.open', {}, slack.appToken) : undefined
  const botId = bot?.kind === 'answered' ? textOf(bot.body.bot_id) : undefined
  const info = botId ? await ask('bots.info', { bot: botId }) : undefined
  return {
    transport: slack.appToken ? 'socket' : slack.signingSecret ? 'http' : 'none',
    bot: bot && readBot(bot),
    app: app && (app.kind === 'answered' ? { kind: 'valid' } : app.kind === 'refused' ? app : { kind: 'silent' }),
    appOfBot: info?.kind === 'answered' && isObject(info.body.bot) ? textOf(info.body.bot.app_id) : undefined,
    stored: bot?.kind === 'answered' ? await findStored(ask, inspection) : undefined,
    appOfSocket: /^xapp-\d-(A[A-Z0-9]+)-/.exec(slack.appToken ?? '')?.[1],
  }
}

async function findStored(ask: AskSlack, inspection: Inspection): Promise<TokenFacts['stored']> {
  if (inspection.kind !== 'there') return undefined
  const rows = await inspection.database
    .rows('select slack_id from people where slack_id is not null order by slack_id limit 5')
    .catch(() => [])
  const answers = await Promise.all(rows.map(({ slack_id }) => ask('users.info', { user: String(slack_id) })))
  const said = answers.filter(({ kind }) => kind !== 'silent')
  const unknown = said.filter((answer) => answer.kind === 'refused' && answer.error === 'user_not_found')
  return said.length > 0 ? { asked: said.length, unknown: unknown.length } : undefined
}

const readBot = (answer: SlackAnswer): NonNullable<TokenFacts['bot']> =>
  answer.kind === 'answered'
    ? {
        kind: 'valid',
        team: textOf(answer.body.team) ?? textOf(answer.body.team_id) ?? 'unknown',
        isWholeCompany: answer.body.is_enterprise_install === true,
        isBot: textOf(answer.body.bot_id) !== undefined,
      }
    : answer.kind === 'refused'
      ? { kind: 'refused', error: answer.error }
      : { kind: 'silent' }

export function judgeTokens({ transport, bot, app, appOfBot, appOfSocket, stored }: TokenFacts): readonly Finding[] {
  const findings = [...judgeBot(bot), ...judgeApp(transport, app)]
  if (appOfBot && appOfSocket && appOfBot !== appOfSocket)
    findings.push(
      problem(
        `SLACK_BOT_TOKEN is of the app ${appOfBot}, and SLACK_APP_TOKEN of ${appOfSocket}.`,
        'Copy both from the same app at api.slack.com/apps.',
      ),
    )
  if (stored && stored.unknown === stored.asked)
    findings.push(
      problem(
        'The people in the database are unknown in this Slack workspace: it was used in another one.',
        'Check SLACK_BOT_TOKEN and DATABASE_URL. Requests, cards and roles of another workspace mean nothing here.',
      ),
    )
  return findings
}

const reachSlack = 'Check the network, a proxy, and SLACK_API_URL.'

function judgeBot(bot: TokenFacts['bot']): Finding[] {
  if (!bot) return [problem('There is no usable SLACK_BOT_TOKEN.', copyBotToken)]
  if (bot.kind === 'silent') return [problem('Slack does not answer, so no token could be checked.', reachSlack)]
  if (bot.kind === 'refused') return [problem(`Slack refuses SLACK_BOT_TOKEN (${bot.error}).`, copyBotToken)]
  if (bot.isWholeCompany)
    return [
      problem(
        'SLACK_BOT_TOKEN belongs to a whole Enterprise organization, which is not supported.',
        'Install the app in one workspace, and copy its Bot User OAuth Token.',
      ),
    ]
  if (!bot.isBot) return [problem('SLACK_BOT_TOKEN is no bot’s token.', copyBotToken)]
  return [ok(`SLACK_BOT_TOKEN is valid, in the workspace ${bot.team}.`)]
}

const copyBotToken = 'Copy the Bot User OAuth Token (xoxb-…) from your app’s “OAuth & Permissions” page.'
const makeAppToken = 'Make an app-level token (xapp-…) with connections:write under “Basic Information”.'

function judgeApp(transport: TokenFacts['transport'], app: TokenFacts['app']): Finding[] {
  if (transport === 'none') return [problem('There is neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET.', makeAppToken)]
  if (!app)
    return [ok('Slack calls the bot over HTTP. Whether SLACK_SIGNING_SECRET is right shows with the first request.')]
  if (app.kind === 'refused') return [problem(`Slack refuses SLACK_APP_TOKEN (${app.error}).`, makeAppToken)]
  if (app.kind === 'silent') return [warning('Slack did not answer about SLACK_APP_TOKEN.', reachSlack)]
  return [ok('SLACK_APP_TOKEN is valid: Socket Mode can connect.')]
}
