import { UpstreamError, type UpstreamReason } from '../../domain/errors.ts'
import type { Clock } from '../../domain/time/clock.ts'
import { dayOf, monthOf } from '../../domain/time/time.ts'
import { createMistral, type MistralReads } from '../../mistral/index.ts'
import type { Inspection } from '../../storage/inspect.ts'
import { glimpseMistral } from './ask-mistral.ts'
import { count, type Finding, ok, problem, type SoundConfig, warning } from './finding.ts'

/** In the order of what the bot could not do without. */
const families = [
  'spend limit',
  'usage',
  'members',
  'Workspaces',
  'audit log',
  'API keys',
  'rate limits',
  'le Chat analytics',
  'Vibe Code analytics',
] as const
type Family = (typeof families)[number]
/** Without these the bot has no purpose; the rest is missed by single reports. */
const vital: readonly Family[] = ['spend limit', 'usage', 'members']

export interface AdminApiFacts {
  readonly key: 'there' | 'none' | 'missing'
  readonly host: string
  readonly headers: string | undefined
  /** The folders in which analytics were found: they tell the dialect. */
  readonly folders: readonly string[]
  readonly organizationId: string | undefined
  readonly reads: Readonly<Record<Family, 'read' | UpstreamReason>>
  readonly deciders: number | undefined
  readonly limitWrites: boolean
  /** How the last write of this installation ended; only writing tells whether the key may. */
  readonly lastWrite: { readonly on: string; readonly worked: boolean } | undefined
}

export async function gatherAdminApi(
  { mistral: { key, url }, policy }: Pick<SoundConfig, 'mistral' | 'policy'>,
  isKeyBroken: boolean,
  { inspection, clock }: { readonly inspection: Inspection; readonly clock: Clock },
): Promise<AdminApiFacts> {
  const nothing = Object.fromEntries(families.map((family) => [family, 'notConfigured'])) as AdminApiFacts['reads']
  const facts = { host: new URL(url).host, limitWrites: policy.limitWrites, lastWrite: await findLastWrite(inspection) }
  if (key === undefined)
    return {
      ...{ ...facts, key: isKeyBroken ? 'missing' : 'none', reads: nothing, deciders: undefined },
      ...{ headers: undefined, folders: [], organizationId: undefined },
    }
  const mistral = createMistral({ url, key, clock, timeoutMs: 8_000 })
  try {
    const { organizationId } = await glimpseMistral({ url, key })
    const reads = await readEach(mistral, clock.now())
    const { authMode, analytics } = mistral.reach()
    const members = reads.members === 'read' ? (await mistral.members()).value.members : undefined
    return {
      ...{ ...facts, key: 'there', reads, organizationId },
      headers: authMode ?? undefined,
      folders: [...new Set(Object.values(analytics))],
      deciders: members?.filter(({ roles }) => roles.some((role) => role !== 'member')).length,
    }
  } finally {
    await mistral.close()
  }
}

async function readEach(mistral: MistralReads, now: Date): Promise<AdminApiFacts['reads']> {
  const dayAgo = new Date(now.getTime() - 86_400_000)
  const day = { from: dayAgo, to: now }
  const ask: Readonly<Record<Family, () => Promise<unknown>>> = {
    'spend limit': () => mistral.spendLimit(),
    usage: () => mistral.usage({ month: monthOf(dayOf(now)) }),
    members: () => mistral.members(),
    Workspaces: () => mistral.workspaces(),
    'audit log': () => mistral.auditLog({ ...day, limit: 1 }),
    'API keys': () => mistral.apiKeys(),
    'rate limits': () => mistral.rateLimit(),
    'le Chat analytics': () => mistral.activityOverTime({ ...day, granularity: 'day' }),
    'Vibe Code analytics': () => mistral.codeActivity(day),
  }
  const results = await Promise.all(
    families.map(async (family) => [family, await ask[family]().then(() => 'read' as const, reasonOf)] as const),
  )
  return Object.fromEntries(results) as AdminApiFacts['reads']
}

function reasonOf(error: unknown): UpstreamReason {
  if (error instanceof UpstreamError) return error.reason
  throw error
}

async function findLastWrite(inspection: Inspection): Promise<AdminApiFacts['lastWrite']> {
  if (inspection.kind !== 'there') return undefined
  const [row] = await inspection.database
    .rows(
      `select at, action from audit_entries where action in ('limit.written', 'limit.refused-by-mistral') order by at desc limit 1`,
    )
    .catch(() => [])
  return row && { on: new Date(Number(row.at)).toISOString().slice(0, 10), worked: row.action === 'limit.written' }
}

export function judgeAdminApi(facts: AdminApiFacts): readonly Finding[] {
  if (facts.key === 'none')
    return [ok('There is no Admin API key, as set: figures come from imports, and limits are set by hand.')]
  if (facts.key === 'missing') return [problem('There is no usable MISTRAL_ADMIN_API_KEY.', makeKey)]
  const reasons = Object.values(facts.reads)
  if (reasons.every((reason) => reason === 'keyRefused'))
    return [problem(`${facts.host} refuses MISTRAL_ADMIN_API_KEY.`, makeKey)]
  if (reasons.every((reason) => reason === 'notEnterprise' || reason === 'notOffered'))
    return [
      problem(
        `${facts.host} lets this key read nothing: it is no Admin API key, or the plan has no Admin API.`,
        makeKey,
      ),
    ]
  if (reasons.every((reason) => reason === 'down'))
    return [problem(`${facts.host} does not answer.`, 'Check the network, a proxy, and MISTRAL_ADMIN_API_URL.')]
  return [sayReach(facts), ...judgeReads(facts), ...judgeDeciders(facts), ...judgeWrites(facts)]
}

const makeKey = 'Make an Admin API key in Mistral’s Backoffice (Enterprise plans), or write none to work from imports.'

function sayReach({ host, headers, folders, organizationId }: AdminApiFacts): Finding {
  const dialect = folders.length > 0 ? `, analytics below ${folders.join(' and ')}` : ''
  const header = headers === undefined || headers === 'both' ? '' : `, key sent as ${headers}`
  const organization = organizationId === undefined ? '' : `, Organization ${organizationId}`
  return ok(`${host} accepts the key${organization}${dialect}${header}.`)
}

function judgeReads({ reads }: AdminApiFacts): Finding[] {
  const failed = families.filter((family) => reads[family] !== 'read' && reads[family] !== 'notOffered')
  const notOffered = families.filter((family) => reads[family] === 'notOffered')
  return [
    ...failed.map((family) =>
      (vital.includes(family) ? problem : warning)(
        `The key cannot read ${family}: ${sayReason(reads[family])}.`,
        reads[family] === 'notEnterprise' || reads[family] === 'keyRefused'
          ? 'Give the key’s role that right in the Backoffice, or make another key.'
          : 'Run this again; if it stays, see Mistral’s status page.',
      ),
    ),
    ...(notOffered.length > 0
      ? [
          warning(
            `Mistral does not offer ${notOffered.join(', ')} at this address.`,
            'If your plan has them, try a newer MISTRAL_ADMIN_API_URL.',
          ),
        ]
      : []),
    ...(failed.length + notOffered.length === 0 ? [ok('The key reads everything that the bot asks for.')] : []),
  ]
}

const sayReason = (reason: 'read' | UpstreamReason): string =>
  ({
    notEnterprise: 'Mistral forbids it',
    keyRefused: 'Mistral refuses the key',
    rateLimited: 'too many requests',
    down: 'no answer',
    notUnderstood: 'an answer of another shape',
  })[String(reason)] ?? 'Mistral refuses the question'

function judgeDeciders({ deciders }: AdminApiFacts): Finding[] {
  if (deciders === undefined || deciders > 1) return []
  return [
    warning(
      `Mistral knows ${count(deciders, 'person', 'people')} with the admin or billing role, and nobody approves their own request.`,
      'Give a second person that role at Mistral, or name one in ROLE_MAP.',
    ),
  ]
}

function judgeWrites({ limitWrites, lastWrite }: AdminApiFacts): Finding[] {
  if (!limitWrites) return [ok('LIMIT_WRITES is off: the bot changes no limit, so a key that only reads is enough.')]
  if (!lastWrite)
    return [ok('Whether the key may change the limit is not known before the first change: only writing would tell.')]
  if (lastWrite.worked) return [ok(`The key may change the limit: it last did on ${lastWrite.on}.`)]
  return [
    problem(
      `Mistral refused the last change of the limit, on ${lastWrite.on}: it may be a key that only reads.`,
      'Give the key’s role the right to change the limit, or set LIMIT_WRITES=off.',
    ),
  ]
}
