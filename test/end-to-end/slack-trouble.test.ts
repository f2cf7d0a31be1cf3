import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import manifest from '../../manifest/socket-mode.json' with { type: 'json' }
import { readConfig } from '../../src/config/index.ts'
import { createLog } from '../../src/log.ts'
import { createDemoClock, createSandbox } from '../../src/sandbox/index.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { type Bot, start } from '../../src/start.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { raiseSteps } from '../support/raise.ts'
import { answerTo, postsIn, press, read, seen } from './support.ts'

const finops = sandboxChannels.finops.id
const rejections: unknown[] = []
const note = (reason: unknown) => rejections.push(reason)

beforeEach(() => {
  rejections.length = 0
  process.on('unhandledRejection', note)
})
afterEach(() => {
  process.off('unhandledRejection', note)
  expect(rejections, 'unhandled rejections').toEqual([])
})

describe('an answer that Slack does not take', () => {
  test('comes as an ephemeral message where its response_url is refused', async () => {
    const bot = await startBot()
    bot.slack.updateChannel(finops, { members: ['U0SARAH', bot.slack.botUserId] })
    bot.slack.faults.fail('response_url', 'expired_url')
    bot.slack.faults.fail('response_url', 'expired_url')
    const answer = await answerTo(bot, 'help')
    expect(answer.visibleTo).toBe('U0SARAH')
    expect(read(bot.slack, answer)).toMatch(/What Mistral costs/)
  })

  test('is not sent a second time when it may have arrived', async () => {
    const bot = await startBot()
    bot.slack.faults.loseResponse('response_url')
    expect(await bot.askForText('help')).toMatch(/What Mistral costs/)
    expect(bot.slack.journal().filter(({ method }) => method === 'chat.postEphemeral')).toEqual([])
  })

  test('is given up with a line in the log where no way is left, and the next one is fine', async () => {
    const bot = await startBot()
    bot.slack.faults.fail('response_url', 'internal_error')
    expect(await bot.ask('help')).toEqual([])
    expect(bot.logLines.join('')).toContain('Slack did not take an answer')
    expect(await bot.askForText('help')).toMatch(/What Mistral costs/)
  })

  test('is followed by no picture where the words arrived nowhere', async () => {
    const bot = await startBot()
    bot.slack.faults.fail('response_url', 'internal_error', 2)
    expect(await bot.ask('spend')).toEqual([])
    expect(bot.slack.files()).toEqual([])
    expect(postsIn(bot.slack, bot.slack.directMessage('U0SARAH'))).toEqual([])
  })

  test('comes late, but comes, where a click’s message is an hour old', async () => {
    const bot = await startBot()
    const answer = await answerTo(bot, 'spend')
    bot.sandbox.clock.advance(3_600_000)
    await press(bot.slack, answer, 'By day')
    await seen(bot.slack, finops, 'U0SARAH', /By day\n/)
  })
})

describe('a modal that Slack does not let the bot draw', () => {
  const stuck = (bot: TestBot, code: string) => bot.slack.faults.fail('views.update', code, 3)

  test('before its form says so where the command was given, and the next one opens', async () => {
    const bot = await startBot()
    const steps = raiseSteps(bot)
    stuck(bot, 'internal_error')
    const answer = await answerTo(bot, 'limits raise')
    expect(steps.modal('U0SARAH')).toContain('Loading…')
    expect(read(bot.slack, answer).trim()).toBe(
      'Slack did not take the form that I had for you. If a window is still loading, close it, and begin again in a minute.',
    )
    bot.slack.faults.clear()
    await steps.request({ amount: '50000' })
    expect(steps.cardText()).toMatch(/^€45,000 → €50,000/)
  })

  test('after a form says what became of it in a direct message', async () => {
    const bot = await startBot()
    const steps = raiseSteps(bot)
    await steps.request({ amount: '50000' })
    await steps.review('U0CLAIRE', 'approve')
    stuck(bot, 'invalid_arguments')
    await steps.submit('U0CLAIRE')
    expect(steps.modal('U0CLAIRE')).toContain('Checking the limit…')
    expect(bot.mistral.organization.limit).toBe(50_000)
    const told = steps.directTexts('U0CLAIRE').filter((text) => text.startsWith('Slack did not take my answer'))
    expect(told).toEqual([expect.stringContaining('Approved. I am changing the limit now')])
  })

  test('since it was closed is no trouble that anybody is told of', async () => {
    const bot = await startBot()
    stuck(bot, 'not_found')
    expect(await bot.ask('limits raise')).toEqual([])
  })
})

describe('Socket Mode', () => {
  test('comes back by itself after a broken connection', async () => {
    const { slack, askForText } = await startBot()
    expect(slack.connectionCount()).toBe(1)
    slack.faults.dropSockets()
    await slack.waitFor(() => slack.connectionCount() === 1, { timeoutMs: 15_000 })
    await slack.waitFor(() => slack.connectionCount() === 1)
    expect(await askForText('help')).toMatch(/What Mistral costs/)
  }, 20_000)

  test('can be stopped while it is away, and stays away', async () => {
    const { slack, stop, bot } = await startBot()
    slack.faults.refuseSockets(true)
    slack.faults.dropSockets()
    await isNotReady(bot)
    await stop()
    slack.faults.refuseSockets(false)
    expect(slack.connectionCount()).toBe(0)
  })
})

async function isNotReady({ port }: Bot): Promise<void> {
  while ((await fetch(`http://127.0.0.1:${port}/readyz`)).status === 200)
    await new Promise((resolve) => setImmediate(resolve))
}

describe('a start', () => {
  async function prepare(settings: Readonly<Record<string, string>> = {}) {
    const clock = createDemoClock()
    const sandbox = await createSandbox({ scopes: manifest.oauth_config.scopes.bot, clock })
    const dataDir = mkdtempSync(join(tmpdir(), 'chatops-start-'))
    onTestFinished(async () => {
      await sandbox.close()
      rmSync(dataDir, { recursive: true })
    })
    const config = readConfig({ ...sandbox.environment, DATA_DIR: dataDir, ...settings })
    const lines: string[] = []
    const log = createLog('debug', [], (line) => lines.push(line))
    return {
      clock,
      sandbox,
      lines,
      start: (signal?: AbortSignal) => start(config, { clock, log, ...(signal ? { signal } : {}) }),
    }
  }

  test('waits while Slack is away, and then is ready', async () => {
    const { clock, sandbox, lines, start } = await prepare()
    sandbox.slack.faults.fail('auth.test', 'internal_error', 2)
    const starting = start()
    for (let tries = 1; tries <= 2; tries += 1) {
      while (lines.filter((line) => line.includes('Slack does not answer; trying again')).length < tries)
        await new Promise((resolve) => setImmediate(resolve))
      clock.advance(60_000)
    }
    const bot = await starting
    await bot.stop()
  })

  test('asks only once who the bot is, and so does not end when Slack goes away just then', async () => {
    const { sandbox, start } = await prepare()
    const stop = sandbox.slack.on(() => {
      stop()
      sandbox.slack.faults.fail('auth.test', 'internal_error', 99)
    })
    const bot = await start()
    await bot.stop()
  })

  test('can be given up while it waits', async () => {
    const { sandbox, lines, start } = await prepare()
    sandbox.slack.faults.fail('auth.test', 'internal_error', 99)
    const giveUp = new AbortController()
    const starting = start(giveUp.signal)
    starting.catch(() => {})
    while (!lines.some((line) => line.includes('trying again'))) await new Promise((resolve) => setImmediate(resolve))
    giveUp.abort(new Error('enough'))
    await expect(starting).rejects.toThrow('enough')
  })

  test.each([
    ['SLACK_BOT_TOKEN', 'xoxb-wrong'],
    ['SLACK_APP_TOKEN', 'xapp-wrong'],
  ])('with a refused %s ends, and names it without repeating it', async (setting, value) => {
    const { start } = await prepare({ [setting]: value })
    const error = await start().catch((reason: unknown) => reason)
    expect(error).toMatchObject({ name: 'StartError', message: expect.stringMatching(`^${setting}: Slack refuses it`) })
    expect(String(error)).not.toContain(value)
  })

  test('on a port that is taken names PORT', async () => {
    const { bot } = await startBot()
    const { start } = await prepare({ PORT: String(bot.port) })
    await expect(start()).rejects.toThrow(`PORT: another program listens on ${bot.port}. Give another port.`)
  })
})
