import { z } from 'zod'
import {
  bands,
  duration,
  flag,
  httpUrl,
  language,
  matching,
  monthsKept,
  numberFrom,
  roleMap,
  weekly,
} from './values.ts'

/** A setting is read from text; an empty one is the same as none. `remedy` completes "…: what is wrong. Do this." */
const optional = <Output>(schema: z.ZodType<Output, string>) => schema.optional()
const withDefault = <Output>(schema: z.ZodType<Output, string>, value: string) =>
  z
    .string()
    .default(value)
    .pipe(schema as z.ZodType<Output, string>)

const slackApi = 'https://slack.com/api/'
const mistralApi = 'https://console.mistral.ai/api/admin'
const referenceRates = 'https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist-90d.xml'
const ratesUrl = z.union([z.literal('none'), httpUrl('Give the https address of the ECB’s rates, or none.')], {
  error: 'is not an address that can be used. Give the https address of the ECB’s rates, or none.',
})
const channel = matching(
  /^[CG][A-Z0-9]{2,}$/,
  'Give the channel’s ID, e.g. C0123ABCD: it stands at the end of its details.',
)
const databaseUrl = matching(
  /^(sqlite:.+|postgres(ql)?:\/\/.+)$/,
  'Give postgres://user:password@host/database or sqlite:<path>, or leave it empty for a file in DATA_DIR.',
)

const environment = z.object({
  SLACK_BOT_TOKEN: matching(
    /^xoxb-\S+$/,
    'Copy the Bot User OAuth Token (xoxb-…) from your app’s “OAuth & Permissions” page.',
  ),
  SLACK_APP_TOKEN: optional(
    matching(/^xapp-\S+$/, 'Copy an app-level token (xapp-…, connections:write) from “Basic Information”.'),
  ),
  SLACK_SIGNING_SECRET: optional(
    matching(/^\S{16,}$/, 'Copy the Signing Secret from your app’s “Basic Information” page.'),
  ),
  SLACK_API_URL: withDefault(
    httpUrl('Leave it empty unless you use GovSlack; https only, except on this machine.'),
    slackApi,
  ),
  HOST: optional(
    matching(/^[\w.:-]+$/, 'Give an address of this machine, e.g. 127.0.0.1, or leave it empty for all of them.'),
  ),
  PORT: withDefault(numberFrom(0, 65_535), '3000'),
  PUBLIC_URL: optional(
    httpUrl('Give the https address at which Slack reaches this bot, e.g. https://bot.example.com.'),
  ),
  DRAIN_SECONDS: withDefault(numberFrom(0, 300), '5'),
  MISTRAL_ADMIN_API_KEY: matching(
    /^\S+$/,
    'Make an Admin API key in Mistral’s Backoffice (Enterprise), or write none: approved limits are then set by hand.',
  ),
  MISTRAL_ADMIN_API_URL: withDefault(httpUrl('https only, except on this machine.'), mistralApi),
  POLL_INTERVAL: withDefault(duration('1m', '24h'), '5m'),
  HISTORY_MONTHS: withDefault(numberFrom(0, 120), '60'),
  DATABASE_URL: optional(databaseUrl),
  DATA_DIR: withDefault(z.string(), './data'),
  RETENTION_MONTHS: withDefault(monthsKept, '0'),
  TEST_DATABASE_URL: optional(databaseUrl),
  REQUIRE_SERVICES: withDefault(flag('0', '1'), '0'),
  ROLE_MAP: withDefault(roleMap, ''),
  EMAIL_MATCH: withDefault(flag('off', 'on'), 'on'),
  READ_ACCESS: withDefault(z.enum(['members', 'workspace', 'billing']), 'members'),
  PRIVACY: withDefault(z.enum(['roles', 'names', 'anonymous']), 'roles'),
  APPROVALS_CHANNEL: optional(channel),
  ALERTS_CHANNEL: optional(channel),
  DIGEST_CHANNEL: optional(channel),
  DIGEST_AT: withDefault(weekly, 'Mon 09:00'),
  TIME_ZONE: withDefault(
    z.string().refine((zone) => isTimeZone(zone), 'is not a time zone. Give one like Europe/Paris.'),
    'Europe/Paris',
  ),
  LANGUAGE: withDefault(language, 'en'),
  APPROVAL_BANDS: withDefault(bands, '0:1'),
  SELF_APPROVAL_UP_TO: withDefault(numberFrom(0), '0'),
  MAX_LIMIT: optional(numberFrom(1)),
  REQUEST_TTL: withDefault(duration('1h', '30d'), '24h'),
  BREAK_GLASS: withDefault(flag('off', 'on'), 'off'),
  LIMIT_WRITES: withDefault(flag('off', 'on'), 'on'),
  REPORT_CURRENCY: optional(matching(/^[A-Z]{3}$/, 'Give a currency’s three letters, e.g. EUR.')),
  RATES_FILE: optional(
    matching(/\.(csv|xml)$/i, 'Give the path of the ECB’s eurofxref-hist.csv, or of one of its XML files.'),
  ),
  RATES_URL: withDefault(ratesUrl, referenceRates),
  HEARTBEAT_URL: optional(httpUrl('Give the address to call while the bot is well.')),
  LOG_LEVEL: withDefault(z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']), 'info'),
})

export type SettingName = keyof typeof environment.shape
export const settingNames = Object.keys(environment.shape) as readonly SettingName[]

type Environment = z.output<typeof environment>
export type Config = ReturnType<typeof arrange>

export interface Problem {
  readonly name: string
  readonly text: string
}

/** All that is wrong with the settings, in one message. Values are never repeated: one of them may be a secret. */
export class ConfigError extends Error {
  override name = 'ConfigError'
  readonly problems: readonly Problem[]
  constructor(problems: readonly Problem[]) {
    super(
      [
        `${problems.length === 1 ? 'One setting needs' : `${problems.length} settings need`} your attention:`,
        ...problems.map(({ name, text }) => `  ${name}: ${text}`),
        'All settings are described in .env.example.',
      ].join('\n'),
    )
    this.problems = problems
  }
}

/** Reads `.env` in the working directory, when there is one; what the environment already says wins. */
export function readEnvironment(): NodeJS.ProcessEnv {
  try {
    process.loadEnvFile('.env')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
  return process.env
}

export function readConfig(variables: Readonly<Record<string, string | undefined>>): Config {
  const { settings, problems } = check(takeGiven(variables))
  if (!settings || problems.length > 0) throw new ConfigError(problems)
  return arrange(settings)
}

/**
 * For whoever looks at a broken installation: what is wrong, and everything else as it would be without that. A token
 * that is missing or wrong is empty, and a wrong key is the same as none.
 */
export function readConfigAsFarAsSound(variables: Readonly<Record<string, string | undefined>>) {
  const given = takeGiven(variables)
  const { problems } = check(given)
  const isSound = ([name]: [string, string]) => !problems.some((problem) => problem.name === name)
  const sound: typeof given = Object.fromEntries(Object.entries(given).filter(isSound))
  const config = arrange(environment.parse({ SLACK_BOT_TOKEN: 'xoxb-none', MISTRAL_ADMIN_API_KEY: 'none', ...sound }))
  return { problems, config: { ...config, slack: { ...config.slack, botToken: sound.SLACK_BOT_TOKEN ?? '' } } }
}

function takeGiven(variables: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const given: Record<string, string> = {}
  for (const name of settingNames) {
    const value = variables[name]?.trim()
    if (value) given[name] = value
  }
  return given
}

function check(given: Readonly<Record<string, string>>) {
  const result = environment.safeParse(given)
  const wrong = (result.error?.issues ?? []).map((issue) => explain(issue, given))
  return { settings: result.data, problems: inOrder([...wrong, ...contradictions(given)]) }
}

function explain(issue: z.core.$ZodIssue, given: Readonly<Record<string, string>>): Problem {
  const name = String(issue.path[0])
  if (!given[name]) return { name, text: `is missing. ${remedyFor(name)}` }
  if (issue.code === 'invalid_value') return { name, text: `must be one of: ${issue.values.join(', ')}.` }
  return { name, text: issue.message }
}

/** The remedy of a missing setting is the one that its own schema states for a wrong value. */
function remedyFor(name: string): string {
  const schema = environment.shape[name as keyof typeof environment.shape]
  const message = schema.safeParse(' ').error?.issues[0]?.message ?? ''
  return message.replace(/^[^.]*\. /, '')
}

/** Read from the text, so that a setting that is wrong elsewhere does not hide them until the next start. */
function contradictions(given: Readonly<Record<string, string>>): Problem[] {
  const problems: Problem[] = []
  if (!given.SLACK_APP_TOKEN && !given.SLACK_SIGNING_SECRET)
    problems.push({
      name: 'SLACK_APP_TOKEN',
      text: 'is missing, and so is SLACK_SIGNING_SECRET. Set the first for Socket Mode, or the second to be called over HTTP.',
    })
  if (Number(given.SELF_APPROVAL_UP_TO) > Number(given.MAX_LIMIT))
    problems.push({ name: 'SELF_APPROVAL_UP_TO', text: 'is above MAX_LIMIT. Lower it, or raise MAX_LIMIT.' })
  return problems
}

const inOrder = (problems: readonly Problem[]): Problem[] =>
  settingNames.flatMap((name) => problems.filter((problem) => problem.name === name).slice(0, 1))

/** From the names of the environment to the words of the code. */
function arrange(settings: Environment) {
  return {
    slack: {
      botToken: settings.SLACK_BOT_TOKEN,
      appToken: settings.SLACK_APP_TOKEN,
      signingSecret: settings.SLACK_SIGNING_SECRET,
      apiUrl: settings.SLACK_API_URL,
    },
    http: {
      host: settings.HOST,
      port: settings.PORT,
      publicUrl: settings.PUBLIC_URL,
      /** How long a balancer may take to notice that this instance is going. */
      drainMs: settings.DRAIN_SECONDS * 1000,
    },
    mistral: {
      /** undefined: there is no Admin API, so that there are no figures, and limits are set by hand. */
      key: settings.MISTRAL_ADMIN_API_KEY === 'none' ? undefined : settings.MISTRAL_ADMIN_API_KEY,
      url: settings.MISTRAL_ADMIN_API_URL,
      pollIntervalMs: settings.POLL_INTERVAL,
      /** How far back usage is kept by the bot itself; 0: not at all. */
      historyMonths: settings.HISTORY_MONTHS,
    },
    storage: { databaseUrl: settings.DATABASE_URL, dataDir: settings.DATA_DIR },
    /** After how many months what is over is removed; 0: never. */
    retentionMonths: settings.RETENTION_MONTHS,
    people: {
      roleMap: settings.ROLE_MAP,
      emailMatch: settings.EMAIL_MATCH,
      readAccess: settings.READ_ACCESS,
      privacy: settings.PRIVACY,
    },
    places: {
      approvals: settings.APPROVALS_CHANNEL,
      alerts: settings.ALERTS_CHANNEL,
      digest: settings.DIGEST_CHANNEL,
    },
    digestAt: settings.DIGEST_AT,
    timeZone: settings.TIME_ZONE,
    language: settings.LANGUAGE,
    policy: {
      approvalBands: settings.APPROVAL_BANDS,
      selfApprovalUpTo: settings.SELF_APPROVAL_UP_TO,
      maxLimit: settings.MAX_LIMIT,
      requestTtlMs: settings.REQUEST_TTL,
      breakGlass: settings.BREAK_GLASS,
      limitWrites: settings.LIMIT_WRITES,
    },
    /** What amounts in other currencies are converted into, beside what they are. */
    reportCurrency: settings.REPORT_CURRENCY,
    rates: { file: settings.RATES_FILE, url: settings.RATES_URL === 'none' ? undefined : settings.RATES_URL },
    heartbeatUrl: settings.HEARTBEAT_URL,
    logLevel: settings.LOG_LEVEL,
  }
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}
