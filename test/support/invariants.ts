import { expect } from 'vitest'
import type { PostTables } from '../../src/chatops/notify/schema.ts'
import { isFinal, type RaiseState } from '../../src/domain/limit/raise.ts'
import type { Tables as LimitTables } from '../../src/features/limits/store/store.ts'
import { checkRequests } from '../../src/features/limits/store/trail-check.ts'
import { mainOrganization as organization } from '../../src/organization/id.ts'
import type { Sandbox } from '../../src/sandbox/index.ts'
import { printMessage } from '../../src/sandbox/print-message.ts'
import type { SandboxMessage } from '../../src/sandbox/slack/index.ts'
import { readAudit } from '../../src/storage/audit/read.ts'
import { verifyAudit } from '../../src/storage/audit/verify.ts'
import type { Database } from '../../src/storage/database.ts'
import { createMootness } from './moot.ts'

type Tables = LimitTables & PostTables
type Raise = Tables['raises']

/** What changed the limit at Mistral, to be heard from the beginning. */
export interface WriteWitness {
  /** The limits that the bot set, in order. */
  readonly written: readonly (number | null)[]
  /** As a colleague in the Admin Panel does: not counted. */
  setByHand(amount: number | null, by: string): void
}

export function witnessWrites({ mistral }: Pick<Sandbox, 'mistral'>): WriteWitness {
  const written: (number | null)[] = []
  let isByHand = false
  mistral.on((event) => {
    if (event.type === 'change' && event.what === 'limit' && !isByHand) written.push(mistral.organization.limit)
  })
  return {
    written,
    setByHand(amount, by) {
      isByHand = true
      mistral.setLimit(amount, by)
      isByHand = false
    },
  }
}

export interface Scene {
  readonly db: Database
  readonly sandbox: Pick<Sandbox, 'slack' | 'mistral'>
  readonly witness: WriteWitness
}

/** Nothing lost, nothing twice: whatever went wrong before, this holds once everything works again and is quiet. */
export async function expectNothingLostNothingTwice(scene: Scene, story = ''): Promise<void> {
  expect(await findViolations(scene), story).toEqual([])
}

/** Each in one sentence. */
export async function findViolations(scene: Scene): Promise<string[]> {
  const found = await Promise.all(
    [checkTrail, checkRaises, checkWrites, checkPosts, checkBursts, checkJobs].map((check) => check(scene)),
  )
  return found.flat()
}

async function checkTrail({ db }: Scene): Promise<string[]> {
  const verdict = await verifyAudit(db, organization)
  const problem = await checkRequests(db, organization)
  return [...(verdict.whole ? [] : [`the trail is broken: ${JSON.stringify(verdict)}`]), ...(problem ? [problem] : [])]
}

/** The steps after which a request is over. */
const endings = [
  'limit.applied',
  'limit.stated',
  'limit.denied',
  'limit.withdrawn',
  'limit.expired',
  'limit.already-there',
  'limit.refused-by-mistral',
  'limit.contradicted',
]

/** Each has one ending that its people were told, or is open with its card. */
async function checkRaises({ db, sandbox: { slack } }: Scene): Promise<string[]> {
  const query = db.query<Tables>()
  const raises = await query.selectFrom('raises').selectAll().execute()
  const cards = await query.selectFrom('raise_cards').selectAll().execute()
  const posts = await query.selectFrom('posts').selectAll().execute()
  const people = await query.selectFrom('people').select(['person_id', 'slack_id']).execute()
  const entries = await readAudit(db, { organization, actions: ['limit'] }, { limit: 1_000_000 })
  const ends = Map.groupBy(entries, ({ subject }) => subject)
  const problems: string[] = []
  for (const raise of raises) {
    const name = `request ${raise.id} (${raise.state}, ${raise.change} to ${raise.target})`
    const found = (ends.get(raise.id) ?? [])
      .filter(({ action }) => endings.includes(action))
      .map(({ action }) => action)
    const isOver = isFinal(raise.state as RaiseState)
    if (found.length !== (isOver ? 1 : 0)) problems.push(`${name} has the endings [${found.join(', ')}]`)
    if (['approved', 'applying', 'unknown'].includes(raise.state)) problems.push(`${name} was left on its way`)
    if (raise.change === 'revert') continue
    const shown = cards.filter(
      (card) => card.raise_id === raise.id && card.audience !== 'follower' && card.channel !== null && card.ts !== null,
    )
    if (shown.length === 0) problems.push(`${name} has no card`)
    for (const { channel, ts } of shown) {
      const text = printMessage(slack.findMessage(channel ?? '', ts ?? ''), slack)
      const asks = /\[(Approve…|Withdraw)\]/.test(text)
      if (asks !== (raise.state === 'open'))
        problems.push(`${name} has a card that ${asks ? 'still' : 'no longer'} asks`)
    }
    if (isOver && !wasTold(raise)) problems.push(`whoever asked for ${name} was not told how it ended`)
  }
  return problems

  function wasTold({ id, requester_id }: Raise): boolean {
    const slackId = people.find((person) => person.person_id === requester_id)?.slack_id
    if (!slackId) return true
    return posts.some(({ key, recipient, ts }) => key.startsWith(`limits.tell:${id}:`) && recipient === slackId && ts)
  }
}

/** One change of the limit for each request that was applied, and none beside it. */
async function checkWrites({ db, witness }: Scene): Promise<string[]> {
  const raises = await db.query<Tables>().selectFrom('raises').selectAll().execute()
  const applied = raises.filter(
    ({ state, proof }) => state === 'applied' && (proof === 'readBack' || proof === 'answered'),
  )
  // Of these nobody but a person can say whether their write took effect.
  const unclear = raises.filter(({ state }) => state === 'unclear')
  const counts = `${witness.written.length} writes (${witness.written.join(', ')}) for ${applied.length} applied requests`
  const isRight = witness.written.length >= applied.length && witness.written.length <= applied.length + unclear.length
  return isRight ? [] : [`${counts} and ${unclear.length} unclear ones`]
}

/** Whatever was posted stands there once, and whatever was to be posted stands there, as long as there is a reason to say it. */
async function checkPosts({ db, sandbox: { slack } }: Scene): Promise<string[]> {
  const messages = listMessages(slack)
  const standing = Map.groupBy(messages, ({ metadata }) => metadata?.event_payload.post)
  const places = new Set(messages.map(({ channel, ts }) => `${channel} ${ts}`))
  const rows = await db.query<Tables>().selectFrom('posts').selectAll().execute()
  const isMoot = await createMootness(db, rows)
  const problems: string[] = []
  for (const [id, copies] of standing)
    if (typeof id === 'string' && copies.length > 1)
      problems.push(`stands there ${copies.length} times: ${rows.find((row) => row.id === id)?.key}`)
  for (const row of rows) {
    const { id, key, channel, ts, recipient, is_uncertain } = row
    const copies = standing.get(id) ?? []
    // An update takes the id out of the copy that is known: then the other one is alone with it.
    if (ts !== null && copies.some((copy) => copy.channel !== channel || copy.ts !== ts))
      problems.push(`${key} stands a second time at ${recipient}`)
    if (ts !== null && !places.has(`${channel} ${ts}`))
      problems.push(`${key} was posted to ${recipient} and is not there`)
    if (ts === null && !isMoot(row))
      problems.push(`${key} ${copies.length > 0 ? 'arrived unnoticed' : 'never arrived'} at ${recipient}`)
    if (is_uncertain === 1) problems.push(`${key} may have arrived at ${recipient} or not`)
  }
  return problems
}

/** Nobody is asked to see to what is over: not by what arrived unnoticed either, which its id alone gives away. */
async function checkBursts({ db, sandbox: { slack } }: Scene): Promise<string[]> {
  const query = db.query<Tables>()
  const over = await query.selectFrom('limit_bursts').select('id').where('over_at', 'is not', null).execute()
  const posts = await query.selectFrom('posts').selectAll().where('key', 'like', 'limits.burst:%').execute()
  const said = posts.filter(({ key }) => over.some(({ id }) => id === key.split(':')[1]))
  return listMessages(slack).flatMap((message) => {
    const { channel, ts, metadata } = message
    const post = said.find(
      (one) => one.id === metadata?.event_payload.post || (one.channel === channel && one.ts === ts),
    )
    const asks = post && printMessage(message, slack).includes('[I’m on it]')
    return asks ? [`${post.key} still asks ${post.recipient} to see to what is over`] : []
  })
}

/** All that stands anywhere, threads and direct messages included, without what single people were told in passing. */
export function listMessages(slack: Sandbox['slack']): SandboxMessage[] {
  return slack
    .channels()
    .flatMap(({ id }) => slack.messages({ channel: id }))
    .flatMap(({ channel, ts }) => slack.thread({ channel, ts }))
}

/** Nothing was given up, and nothing that is due fails. */
async function checkJobs({ db }: Scene): Promise<string[]> {
  const now = (await db.now()).getTime()
  const jobs = await db.query<Tables>().selectFrom('jobs').selectAll().execute()
  return jobs.flatMap(({ kind, subject, dead_at, failures, last_error, due_at }) => {
    if (dead_at !== null) return [`the job ${kind} ${subject} was given up: ${last_error}`]
    if (failures > 0) return [`the job ${kind} ${subject} fails: ${last_error}`]
    return due_at < now ? [`the job ${kind} ${subject} is due and nobody does it`] : []
  })
}
