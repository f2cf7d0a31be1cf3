import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import manifest from '../../manifest/socket-mode.json' with { type: 'json' }
import type { Outcome } from '../../src/chatops/routing/outcome.ts'
import { readConfig } from '../../src/config/index.ts'
import { createLog } from '../../src/log.ts'
import { createDemoClock, createSandbox, type Sandbox } from '../../src/sandbox/index.ts'
import { printMessage } from '../../src/sandbox/print-message.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { startAll } from '../../src/start.ts'
import { verifyAudit } from '../../src/storage/audit/verify.ts'
import { openDatabase } from '../../src/storage/open.ts'
import { approvalsChannel, raiseSteps } from '../support/raise.ts'

/** Two companies, each with a Slack workspace and an Organization at Mistral, served by one process and one database. */
async function startBoth() {
  const clock = createDemoClock()
  const scopes = manifest.oauth_config.scopes.bot
  const north = await createSandbox({ scopes, clock, seed: 1 })
  const south = await createSandbox({ scopes, clock, seed: 2 })
  const dataDir = mkdtempSync(join(tmpdir(), 'chatops-two-'))
  const configOf = ({ environment }: Sandbox, more: Record<string, string>) =>
    readConfig({ ...environment, DATA_DIR: dataDir, ALERTS_CHANNEL: '', ...more })
  const outcomes: Outcome[] = []
  let wake = () => {}
  const bot = await startAll(
    [
      { id: 'main', config: configOf(north, { MAX_LIMIT: '60000' }) },
      { id: 'south', config: configOf(south, { MAX_LIMIT: '50000', SLACK_APP_TOKEN: '' }) },
    ],
    {
      clock,
      log: createLog('silent', []),
      observe(outcome) {
        outcomes.push(outcome)
        wake()
      },
    },
  )
  south.slack.setRequestUrl(`http://127.0.0.1:${bot.port}/south/slack/events`)
  onTestFinished(async () => {
    await bot.stop(1_000)
    await Promise.all([north.close(), south.close()])
    rmSync(dataDir, { recursive: true })
  })
  async function finished(count: number): Promise<void> {
    while (outcomes.length < count) await new Promise<void>((resolve) => (wake = resolve))
  }
  const channel = sandboxChannels.finops.id
  async function ask({ slack }: Sandbox, text: string, user = 'U0SARAH'): Promise<string> {
    const before = slack.messages({ channel, as: user }).length
    const wanted = outcomes.length + 1
    await slack.command({ user, channel, text })
    await finished(wanted)
    return slack
      .messages({ channel, as: user })
      .slice(before)
      .map((message) => printMessage(message, slack))
      .join('\n')
  }
  const stepsIn = ({ slack }: Sandbox) => raiseSteps({ slack, bot, outcomes, finished })
  return { north, south, ask, stepsIn, bot, dataDir, clock }
}

test('two Organizations in one process get their own figures, limits, policy and trail', async () => {
  const { north, south, ask, stepsIn, bot, dataDir, clock } = await startBoth()
  const total = /November: (€[\d,]+)/
  const [ofNorth, ofSouth] = [await ask(north, 'spend'), await ask(south, 'spend')].map((said) => total.exec(said)?.[1])
  expect(ofNorth).toBeDefined()
  expect(ofSouth).toBeDefined()
  expect(ofSouth).not.toBe(ofNorth)

  // The same amount: within the policy of the one, above that of the other.
  const wish = { amount: '55000', ends: 'month' }
  expect(await stepsIn(south).request(wish)).toHaveProperty('amount')
  expect(await stepsIn(north).request(wish)).toEqual({})
  await stepsIn(north).approve('U0CLAIRE')
  expect(north.mistral.organization.limit).toBe(55_000)
  expect(south.mistral.organization.limit).toBe(45_000)
  expect(south.slack.messages({ channel: approvalsChannel })).toEqual([])

  expect(await ask(north, 'audit', 'U0CLAIRE')).toContain('55,000')
  expect(await ask(south, 'audit', 'U0CLAIRE')).not.toContain('55,000')

  const db = await openDatabase({ databaseUrl: undefined, dataDir }, clock)
  onTestFinished(() => db.close())
  const verdicts = await Promise.all(['main', 'south'].map((id) => verifyAudit(db, id)))
  expect(verdicts).toEqual([expect.objectContaining({ whole: true }), expect.objectContaining({ whole: true })])
  expect((await fetch(`http://127.0.0.1:${bot.port}/readyz`)).status).toBe(200)
})

test('one Organization that cannot start starts none, and leaves nothing open', async () => {
  const clock = createDemoClock()
  const north = await createSandbox({ scopes: manifest.oauth_config.scopes.bot, clock })
  const dataDir = mkdtempSync(join(tmpdir(), 'chatops-two-'))
  onTestFinished(async () => {
    await north.close()
    rmSync(dataDir, { recursive: true })
  })
  const config = readConfig({ ...north.environment, DATA_DIR: dataDir, ALERTS_CHANNEL: '' })
  const revoked = { ...config, slack: { ...config.slack, botToken: 'xoxb-revoked' } }
  const both = startAll(
    [
      { id: 'main', config },
      { id: 'south', config: revoked },
    ],
    { clock, log: createLog('silent', []) },
  )
  await expect(both).rejects.toThrow('SLACK_BOT_TOKEN')
  // The socket's end reaches the other side a moment later.
  await expect.poll(() => north.slack.connectionCount()).toBe(0)
})
