import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import manifest from '../../manifest/socket-mode.json' with { type: 'json' }
import { createSandbox } from '../../src/sandbox/index.ts'
import { printMessage } from '../../src/sandbox/print-message.ts'
import { backUp } from '../../src/tools/backup.ts'
import { verifyTrail } from '../../src/tools/verify.ts'
import { databaseSettings } from '../limits/support/fleet.ts'
import { startBot } from '../support/bot.ts'
import { describeOnEachDatabase, type Place } from '../support/databases.ts'
import { approvalsChannel, raiseSteps } from '../support/raise.ts'
import { createOutside } from '../tools/outside.ts'

const { bot: required, bot_optional: optional } = manifest.oauth_config.scopes

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'chatops-backup-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function run(program: string, ...args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8' })
  if (error ?? status !== 0) throw new Error(`${program}: ${error?.message ?? stderr}`)
}

interface Backup {
  /** Puts it back, in a new place; resolves to the settings that name it. */
  restore(): Promise<Record<string, string>>
}

/** As the README says, while the bot works. */
async function backUpWhileItWorks(place: Place): Promise<Backup> {
  const folder = newFolder()
  const { databaseUrl } = place()
  if (databaseUrl === undefined) {
    const file = join(folder, 'backup.sqlite')
    const { outside, printed } = createOutside(databaseSettings(place))
    expect(await backUp([file], outside), printed()).toBe(0)
    expect(printed()).toBe(`Copied to ${file}. The audit trail in it is whole.`)
    return {
      async restore() {
        copyFileSync(file, join(folder, 'restored.sqlite'))
        return { DATABASE_URL: `sqlite:${join(folder, 'restored.sqlite')}` }
      },
    }
  }
  const file = join(folder, 'backup.dump')
  run('pg_dump', '--format=custom', `--file=${file}`, databaseUrl)
  return {
    async restore() {
      const name = `${new URL(databaseUrl).pathname.slice(1)}_restored`
      const restored = Object.assign(new URL(databaseUrl), { pathname: name }).href
      const admin = new Client({ connectionString: databaseUrl })
      await admin.connect()
      await admin.query(`create database ${name}`)
      onTestFinished(async () => {
        await admin.query(`drop database ${name} with (force)`)
        await admin.end()
      })
      run('pg_restore', '--no-owner', `--dbname=${restored}`, file)
      return { DATABASE_URL: restored }
    },
  }
}

describeOnEachDatabase('a backup', (open, place) => {
  test('that was taken while the bot worked finds itself behind, writes nothing again, and its trail verifies', {
    timeout: 60_000,
  }, async () => {
    await open()
    const sandbox = await createSandbox({ scopes: [...required, ...optional] })
    onTestFinished(() => sandbox.close())
    const { mistral, slack } = sandbox
    const first = await startBot({ sandbox, settings: databaseSettings(place) })
    const steps = raiseSteps(first)
    await steps.request({ amount: '50000', term: 'month' })
    await steps.approve('U0CLAIRE')
    await steps.request({ amount: '60000', term: 'permanent' })
    const backup = await backUpWhileItWorks(place)
    // What happened since is not in it.
    await steps.approve('U0CLAIRE')
    expect(mistral.organization.limit).toBe(60_000)
    await steps.request({ amount: '70000', term: 'permanent' })
    await first.stop()
    const writes = () => mistral.requests.filter(({ method }) => method === 'POST').length
    expect(writes()).toBe(2)

    const settings = await backup.restore()
    const restored = await startBot({ sandbox, settings })
    await restored.bot.settle()
    const said = () => slack.messages({ channel: approvalsChannel }).map((message) => printMessage(message, slack))
    expect(said().filter((text) => text.startsWith('⚠ My database was restored from an older copy'))).toHaveLength(1)
    expect(await restored.askForText('limits', { user: 'U0CLAIRE' })).toContain('€60,000')
    const check = createOutside(settings)
    expect(await verifyTrail([], check.outside), check.printed()).toBe(0)

    // The month ends: the limit for a time that the copy still knew is a person's by now.
    sandbox.clock.advance(14 * 86_400_000)
    await restored.bot.settle()
    expect(writes()).toBe(2)
    expect(mistral.organization.limit).toBe(60_000)
    await raiseSteps(restored).request({ amount: '80000', term: 'permanent' })
    await raiseSteps(restored).approve('U0MARC')
    expect(mistral.organization.limit).toBe(80_000)

    // It told so once; the trail goes on from there, and what was asked for since stays open, whoever starts.
    await raiseSteps(restored).request({ amount: '90000', term: 'permanent' })
    await restored.stop()
    const count = place().databaseUrl === undefined ? 1 : 3
    const bots = await Promise.all(Array.from({ length: count }, () => startBot({ sandbox, settings })))
    for (const each of bots) await each.bot.settle()
    for (const each of bots) await each.stop()
    const again = await startBot({ sandbox, settings })
    await again.bot.settle()
    expect(said().filter((text) => text.startsWith('⚠ My database was restored'))).toHaveLength(1)
    await raiseSteps(again).approve('U0MARC')
    expect(mistral.organization.limit).toBe(90_000)
    expect(await verifyTrail([], check.outside)).toBe(0)
  })
})

test.each([
  [[], {}, /^Usage: npm run db:backup/],
  [['a', 'b'], {}, /^Usage: npm run db:backup/],
  [['package.json'], {}, /package\.json is there already/],
  [['a'], { DATABASE_URL: 'postgres://me@host/database' }, /^This database is a PostgreSQL/],
])('db:backup %j says what to do', async (args, settings, sentence) => {
  const { outside, printed } = createOutside(settings)
  expect(await backUp(args, outside)).toBe(2)
  expect(printed()).toMatch(sentence)
})
