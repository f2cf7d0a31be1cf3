import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import manifest from '../../manifest/socket-mode.json' with { type: 'json' }

import { createSandbox, type Sandbox } from '../../src/sandbox/index.ts'
import { printMessage } from '../../src/sandbox/print-message.ts'
import { createSlack, type SandboxSlack } from '../../src/sandbox/slack/index.ts'
import { sandboxChannels, sandboxPeople } from '../../src/sandbox/world.ts'
import { leaseMs } from '../../src/scheduler/jobs.ts'
import { openDatabase } from '../../src/storage/open.ts'
import { moveWorkspace } from '../../src/tools/slack-move/move.ts'
import { planMove } from '../../src/tools/slack-move/plan.ts'
import { verifyTrail } from '../../src/tools/verify.ts'
import { databaseSettings } from '../limits/support/fleet.ts'
import { startBot } from '../support/bot.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { createMovableTime } from '../support/movable-time.ts'
import { raiseSteps } from '../support/raise.ts'
import { createOutside } from './outside.ts'

const { bot: scopes } = manifest.oauth_config.scopes

/** "U0CLAIRE" is "U1CLAIRE" in the new workspace, and nobody there is called Jonas. */
const renamed = (id: string): string => (id === 'U0MISTRAL1' ? id : id.replace(/^(.)0/, '$11'))

async function newWorkspace({ clock }: Pick<Sandbox, 'clock'>): Promise<SandboxSlack> {
  const people = sandboxPeople.filter(({ id }) => id !== 'U0JONAS').map((one) => ({ ...one, id: renamed(one.id) }))
  const channels = Object.values(sandboxChannels)
    .filter(({ name }) => name !== 'mistral-digest')
    .map((one) => ({ ...one, id: renamed(one.id), members: one.members.filter((id) => id !== 'U0JONAS').map(renamed) }))
  const slack = await createSlack({ clock, people, channels, scopes, teamId: 'T1SANDBOX1' })
  onTestFinished(() => slack.close())
  return slack
}

const tokensOf = (slack: SandboxSlack) => ({
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_APP_TOKEN: slack.appToken,
  SLACK_API_URL: slack.apiUrl,
})

describeOnEachDatabase('slack:move', (open, place) => {
  /** All that any table holds. */
  async function dump(): Promise<string> {
    const db = await openDatabase(place())
    const tables = await db.query<unknown>().introspection.getTables()
    const rows = await Promise.all(
      tables.map(({ name }) =>
        db.query<Record<string, Record<string, unknown>>>().selectFrom(name).selectAll().execute(),
      ),
    )
    await db.close()
    return JSON.stringify(rows)
  }

  test('shows what would change, then moves people, cards and digests, and the trail verifies', {
    timeout: 60_000,
  }, async () => {
    const time = await createMovableTime(place)
    await open()
    const sandbox = await createSandbox({ scopes, clock: time.clock })
    onTestFinished(() => sandbox.close())
    const settings = { ...databaseSettings(place), DIGEST_CHANNEL: sandboxChannels.digest.id }
    const before = await startBot({ sandbox, settings })
    const steps = raiseSteps(before)
    await steps.request({ amount: '46000', term: 'permanent' })
    await steps.approve('U0CLAIRE')
    await steps.request({ amount: '50000', term: 'permanent', reason: 'Still open' }, { user: 'U0JONAS' })
    await before.stop()
    await time.advance(leaseMs)
    const old = /U0(?!MISTRAL)[A-Z]+|C0[A-Z]+/
    expect(await dump()).toMatch(old)

    const slack = await newWorkspace(sandbox)
    const move = async (...args: readonly string[]) => {
      const environment = { ...sandbox.environment, ...settings, ROLE_MAP: 'U0MARC:admin,S0OPS:billing' }
      const { outside, printed } = createOutside({
        ...environment,
        DATA_DIR: place().dataDir || before.dataDir,
        NEW_SLACK_BOT_TOKEN: slack.botToken,
        NEW_SLACK_API_URL: slack.apiUrl,
      })
      return { code: await moveWorkspace(args, outside), said: printed() }
    }
    const untouched = await dump()
    const { code, said } = await move()
    expect(code).toBe(0)
    expect(said).toMatch(
      /^From Sandbox \(T0SANDBOX1\) to Sandbox \(T1SANDBOX1\):\nPeople: \d of \d have a counterpart\.\n/,
    )
    expect(said).toContain('  U0CLAIRE (claire@northwind.example) → U1CLAIRE')
    expect(said).toContain('  U0JONAS (jonas.bauer@northwind.example): none (the new workspace has none of that name)')
    expect(said).toContain('  C0DIGEST (mistral-digest): none')
    expect(said).toContain('  S0OPS: none (the old workspace does not say who or what it is)')
    expect(said).toContain('  APPROVALS_CHANNEL=C1APPROVALS\n')
    expect(said).toContain('  DIGEST_CHANNEL=   # was C0DIGEST')
    expect(said).toContain('  ROLE_MAP=U1MARC:admin   # without counterpart: S0OPS:billing')
    expect(said).toMatch(/Nothing was changed\. Stop the bot and run this again with --apply to move\.$/)
    expect(await dump()).toBe(untouched)

    expect((await move('--apply')).said).toMatch(/Nothing was changed\.$/)
    const applied = await move('--apply', '--yes')
    expect(applied.said).toMatch(/The audit trail is whole\. Start the bot with the settings of the new workspace\.$/)
    expect(applied.code).toBe(0)
    const kept = (await dump()).replaceAll(/U0JONAS|C0DIGEST/g, '')
    // Whom the chain itself names are channels alone, in entries about their digests.
    expect(kept.match(/U0(?!MISTRAL)[A-Z]+/g)).toBeNull()
    const [file] = readdirSync(place().dataDir || before.dataDir).filter((name) => name.startsWith('slack-move-'))
    expect(readFileSync(join(place().dataDir || before.dataDir, file!), 'utf8')).toContain('U0CLAIRE,U1CLAIRE\n')

    const world: Sandbox = {
      ...sandbox,
      slack,
      environment: { ...sandbox.environment, ...tokensOf(slack), APPROVALS_CHANNEL: 'C1APPROVALS' },
    }
    const posted = sandbox.slack.messages({ channel: sandboxChannels.approvals.id }).length
    const after = await startBot({ sandbox: world, settings: databaseSettings(place) })
    await after.bot.settle()
    const cards = slack.messages({ channel: 'C1APPROVALS' })
    expect(cards.map((card) => printMessage(card, slack)).join()).toContain('Still open')
    expect(cards).toHaveLength(1)
    const [card] = cards
    const { review, submit } = raiseSteps(after)
    await review('U1CLAIRE', 'approve', card)
    await submit('U1CLAIRE')
    expect(sandbox.mistral.organization.limit).toBe(50_000)
    expect(await after.askForText('audit', { user: 'U1MARC', channel: 'C1FINOPS' })).toContain('Claire Fontaine')
    expect(sandbox.slack.messages({ channel: sandboxChannels.approvals.id })).toHaveLength(posted)
    const { outside, printed } = createOutside(databaseSettings(place))
    expect(await verifyTrail([], outside), printed()).toBe(0)

    // Somebody who changes an id by hand is still found out.
    const db = await openDatabase(place())
    await db
      .query<{ people: { slack_id: string } }>()
      .updateTable('people')
      .set({ slack_id: 'U1OTHER' })
      .where('slack_id', '=', 'U1CLAIRE')
      .execute()
    await db.close()
    const again = createOutside(databaseSettings(place))
    expect(await verifyTrail([], again.outside)).toBe(1)
    expect(again.printed()).toContain('was somebody else’s than the registry of people says')
  })
})

const directory = (people: Record<string, string>, names: Record<string, string> = {}) => ({
  ...{ teamId: 'T', teamName: 'T' },
  addressOf: async (id: string) => people[id],
  findByAddress: async (address: string) => Object.keys(people).find((id) => people[id] === address),
  channels: async () => new Map(Object.entries(names)),
  groups: async () => new Map<string, string>(),
})

test('two people with one counterpart do not become one, and a map by hand comes first', async () => {
  const wanted = {
    people: ['U0A', 'U0B', 'U0C'].map((slackId) => ({ slackId, email: null })),
    ...{ channels: ['C0A'], groups: [] },
  }
  const old = directory({ U0A: 'a@x', U0B: 'a@x', U0C: 'c@x' }, { C0A: 'ops' })
  const next = directory({ U1A: 'a@x', U1C: 'c@x' }, { C1A: 'ops' })
  const plain = await planMove({ ...wanted, map: new Map() }, old, next)
  expect(['U0A', 'U0B', 'U0C'].map(plain.person)).toEqual([undefined, undefined, 'U1C'])
  expect(plain.ids[0]).toMatchObject({ why: 'taken' })
  const mapped = await planMove({ ...wanted, map: new Map([['U0B', 'U1X']]) }, old, next)
  expect(['U0A', 'U0B', 'U0C'].map(mapped.person)).toEqual(['U1A', 'U1X', 'U1C'])
  // The old workspace is gone: what was stored and the map have to do.
  const stored = { ...wanted, people: [{ slackId: 'U0A', email: 'a@x' }] }
  const alone = await planMove({ ...stored, map: new Map([['C0A', 'C1A']]) }, undefined, next)
  expect([alone.person('U0A'), alone.channel('C0A')]).toEqual(['U1A', 'C1A'])
})

test.each([
  [['--frobnicate'], {}, /^Usage: NEW_SLACK_BOT_TOKEN/],
  [[], {}, /^NEW_SLACK_BOT_TOKEN is missing/],
  [['--map', '/no/such/file'], {}, /^--map: \/no\/such\/file cannot be read/],
])('slack:move %j says what to do', async (args, settings, sentence) => {
  const { outside, printed } = createOutside(settings)
  expect(await moveWorkspace(args, outside)).toBe(2)
  expect(printed()).toMatch(sentence)
})

test('a map that ties a person to a channel is refused', async () => {
  const { outside, printed } = createOutside({ NEW_SLACK_BOT_TOKEN: 'xoxb-1' })
  const path = join(outside.environment.DATA_DIR ?? '', `map-${process.pid}.csv`)
  writeFileSync(path, '# old,new\nU0A,U1A\nU0B,C1B\n')
  expect(await moveWorkspace(['--map', path], outside)).toBe(2)
  expect(printed()).toBe('--map: line 3 is not two ids of one kind, "old,new".')
})
