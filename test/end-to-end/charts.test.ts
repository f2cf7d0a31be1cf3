import { describe, expect, test } from 'vitest'
import { type ChartRenderer, createChartRenderer } from '../../src/charts/renderer.ts'
import type { SandboxClock } from '../../src/sandbox/clock.ts'
import { createDemoClock } from '../../src/sandbox/index.ts'
import type { SandboxMessage } from '../../src/sandbox/slack/index.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { monthToDate } from '../charts/examples.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { answerTo, postsIn, read } from './support.ts'

const finops = sandboxChannels.finops.id
const publicUrl = 'https://charts.northwind.example/mistral'
const pngSignature = Buffer.from('89504e470d0a1a0a', 'hex')

/** Any picture that Slack takes. */
async function renderOne(): Promise<Buffer> {
  const renderer = createChartRenderer()
  const png = await renderer.render(monthToDate('en'))
  await renderer.close()
  return png
}

const blocksOf = <Type extends SandboxMessage['blocks'][number]['type']>({ blocks }: SandboxMessage, type: Type) =>
  blocks.filter((block): block is Extract<SandboxMessage['blocks'][number], { type: Type }> => block.type === type)

/** What hides behind PUBLIC_URL: this bot. */
const fetchFrom = ({ slack, bot }: TestBot, imageUrl: string) =>
  slack.fetchImage(imageUrl.replace(publicUrl, `http://127.0.0.1:${bot.port}`))

const imageOf = (message: SandboxMessage) => {
  const [image] = blocksOf(message, 'image')
  expect(image?.image_url, 'an image with an address').toBeDefined()
  return { url: image!.image_url!, altText: image!.alt_text }
}

/** Lets time pass quickly until the work is done: what waits on the clock does not keep a test waiting. */
async function hurry<Result>(clock: SandboxClock, work: Promise<Result>): Promise<Result> {
  let isDone = false
  const finish = () => {
    isDone = true
  }
  work.then(finish, finish)
  while (!isDone) {
    clock.advance(50)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return work
}

describe('a private answer with PUBLIC_URL', () => {
  const settings = { PUBLIC_URL: publicUrl }

  test('shows a picture that Slack can fetch, and says in words what is on it', async () => {
    const bot = await startBot({ settings })
    const answer = await answerTo(bot, 'spend')
    const { url, altText } = imageOf(answer)
    const { status, contentType, bytes } = await fetchFrom(bot, url)
    expect([status, contentType]).toEqual([200, 'image/png'])
    expect(bytes.subarray(0, 8)).toEqual(pngSignature)
    expect(altText).toMatch(/^November is heading for €4\d,\d00/)
    expect(altText).toMatch(/€45,000/)
    expect(altText.length).toBeLessThanOrEqual(2000)
    expect(bot.slack.files()).toEqual([])
  })

  test('has an address that tells nothing and is another one each time', async () => {
    const bot = await startBot({ settings })
    const urls = [await answerTo(bot, 'spend'), await answerTo(bot, 'spend')].map((answer) => imageOf(answer).url)
    expect(urls[0]).not.toBe(urls[1])
    for (const url of urls) expect(url.replace(publicUrl, '')).toMatch(/^\/charts\/[\w-]{32}\.png$/)
  })

  test('is served by every instance', async () => {
    const first = await startBot({ settings })
    const shared = { ...settings, DATABASE_URL: `sqlite:${first.dataDir}/chatops.sqlite` }
    const second = await startBot({ settings: shared, sandbox: first.sandbox })
    const { url } = imageOf(await askEither(first, second))
    expect((await fetchFrom(first, url)).status).toBe(200)
    expect((await fetchFrom(second, url)).status).toBe(200)
  })

  test.each([
    ['is deactivated', ({ slack }: TestBot) => slack.updatePerson('U0SARAH', { kind: 'deactivated' })],
    ['becomes a guest', ({ slack }: TestBot) => slack.updatePerson('U0SARAH', { kind: 'guest' })],
    ['has no role any more', ({ slack }: TestBot) => slack.updatePerson('U0SARAH', { email: 'new@elsewhere.example' })],
  ])('ends as soon as its reader %s', async (_, takeAway) => {
    const bot = await startBot({ settings })
    const { url } = imageOf(await answerTo(bot, 'spend'))
    expect((await fetchFrom(bot, url)).status).toBe(200)
    takeAway(bot)
    expect((await fetchFrom(bot, url)).status).toBe(404)
  })

  test('stays while Mistral does not say who its reader is, since it was just made for them', async () => {
    const bot = await startBot({ settings })
    const { url } = imageOf(await answerTo(bot, 'spend'))
    bot.mistral.faults.fail(503)
    expect((await fetchFrom(bot, url)).status).toBe(200)
  })

  test('can be fetched for a day, and what was never made not at all', async () => {
    const clock = createDemoClock()
    const bot = await startBot({ settings, clock })
    const { url } = imageOf(await answerTo(bot, 'spend'))
    clock.advance(23 * 3_600_000)
    expect((await fetchFrom(bot, url)).status).toBe(200)
    clock.advance(2 * 3_600_000)
    expect((await fetchFrom(bot, url)).status).toBe(404)
    expect((await fetchFrom(bot, url.replace(/.{36}$/, `${'A'.repeat(32)}.png`))).status).toBe(404)
  })
})

/** Slack hands a command to whichever instance is connected. */
async function askEither(first: TestBot, second: TestBot): Promise<SandboxMessage> {
  const { slack } = first
  await slack.command({ user: 'U0SARAH', channel: finops, text: 'spend' })
  await Promise.race([first.finished(1), second.finished(1)])
  return slack.messages({ channel: finops, as: 'U0SARAH' }).at(-1)!
}

describe('a private answer without PUBLIC_URL', () => {
  test('carries Slack’s own chart, and the picture lies in the asker’s direct messages', async () => {
    const bot = await startBot()
    const answer = await answerTo(bot, 'spend')
    const [native] = blocksOf(answer, 'data_visualization')
    expect(native?.title).toMatch(/^November is heading for/)
    const direct = bot.slack.directMessage('U0SARAH')
    expect(read(bot.slack, answer)).toContain(`our direct messages (https://slack.com/app_redirect?team=`)
    expect(JSON.stringify(answer.blocks)).toContain(`channel=${direct}`)
    const [file] = bot.slack.files()
    expect(file?.bytes.subarray(0, 8)).toEqual(pngSignature)
    const [image] = blocksOf(postsIn(bot.slack, direct).at(-1)!, 'image')
    expect(image).toMatchObject({ slack_file: { id: file?.id }, alt_text: expect.stringMatching(/€45,000/) })
    expect(postsIn(bot.slack, finops)).toEqual([])
  })

  test('comes without Slack’s own chart where Slack does not take it', async () => {
    const bot = await startBot()
    bot.slack.faults.fail('response_url', 'invalid_blocks')
    const answer = await answerTo(bot, 'spend')
    expect(blocksOf(answer, 'data_visualization')).toEqual([])
    expect(read(bot.slack, answer)).toMatch(/^November: €26,/)
    expect(bot.slack.files()).toHaveLength(1)
  })

  test.each(['files.getUploadURLExternal', 'upload', 'files.completeUploadExternal'])(
    'says that the picture is missing where %s fails',
    async (method) => {
      const bot = await startBot()
      bot.slack.faults.fail(method, 'internal_error')
      const texts = (await bot.ask('spend')).map((message) => read(bot.slack, message))
      expect(texts[0]).toMatch(/^November: €26,/)
      expect(texts[1]).toMatch(/^The chart could not be sent/)
    },
  )

  test('is the text alone, and says so, where no direct message can be opened', async () => {
    const bot = await startBot()
    bot.slack.faults.fail('conversations.open', 'user_disabled')
    const answer = await answerTo(bot, 'spend')
    expect(read(bot.slack, answer)).toMatch(/^November: €26,[\s\S]*The chart could not be drawn this time/)
    expect(bot.slack.files()).toEqual([])
  })
})

test('one person asks for ten pictures and another for one, and gets it second', async () => {
  const drawn: string[] = []
  const { promise: firstMayEnd, resolve: endFirst } = Promise.withResolvers<void>()
  const { promise: allWait, resolve: tellAllWait } = Promise.withResolvers<void>()
  const png = await renderOne()
  const queue = createChartRenderer({
    async draw({ title }) {
      drawn.push(title)
      if (drawn.length === 1) await firstMayEnd
      return png
    },
  })
  const asked: { by: string | undefined; title: string }[] = []
  const renderer: ChartRenderer = {
    render(chart, options) {
      asked.push({ by: options?.for, title: chart.title })
      if (asked.length === 11) tellAllWait()
      return queue.render(chart, options)
    },
    close: () => queue.close(),
  }
  const bot = await startBot({ renderer })
  const type = (user: string, text: string) => bot.slack.command({ user, channel: finops, text })
  const months = Array.from({ length: 10 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}`)
  await Promise.all(months.map((month) => type('U0MARC', `spend ${month}`)))
  // All ten have asked before the other one does.
  while (asked.length < 10) await new Promise((resolve) => setImmediate(resolve))
  await type('U0SARAH', 'spend')
  await allWait
  endFirst()
  await bot.finished(11)
  expect(asked.map(({ by }) => by)).toEqual([...Array(10).fill('U0MARC'), 'U0SARAH'])
  expect(drawn).toHaveLength(11)
  expect(drawn[1]).toBe(asked[10]?.title)
  expect(drawn.toSpliced(1, 1)).toEqual(asked.slice(0, 10).map(({ title }) => title))
})

describe('a shared report', () => {
  const share = async (prepare: (bot: TestBot) => void) => {
    const clock = createDemoClock()
    // Nobody is looked up as a decider, so that no notice to admins meets the fault that is meant for the report.
    const bot = await startBot({ clock, settings: { READ_ACCESS: 'workspace' } })
    prepare(bot)
    await hurry(clock, bot.ask('spend share'))
    const posts = postsIn(bot.slack, finops)
    expect(posts).toHaveLength(1)
    return { bot, post: posts[0]!, text: read(bot.slack, posts[0]!) }
  }

  test('shows the uploaded picture, with finding and numbers in words', async () => {
    const { bot, post } = await share(() => {})
    const [image] = blocksOf(post, 'image')
    expect(image?.slack_file).toEqual({ id: bot.slack.files()[0]?.id })
    expect(image?.alt_text).toMatch(/^November is heading for[\s\S]*€45,000/)
  })

  test('waits until Slack has looked at the picture', async () => {
    const { post } = await share(({ slack }) => slack.faults.slowFiles(3_000))
    expect(blocksOf(post, 'image')).toHaveLength(1)
  })

  test('does not wait for ever, and says that the picture is missing', async () => {
    const { post, text } = await share(({ slack }) => slack.faults.slowFiles(48 * 3_600_000))
    expect(blocksOf(post, 'image')).toEqual([])
    expect(text).toMatch(/^November: €26,[\s\S]*The chart could not be drawn this time/)
  })

  test.each([
    ['files.getUploadURLExternal', 'internal_error'],
    ['upload', 'internal_error'],
    ['files.completeUploadExternal', 'internal_error'],
    ['files.info', 'file_not_found'],
    ['chat.postMessage', 'invalid_blocks'],
  ])('is the text alone, and says so, where %s says %s', async (method, error) => {
    const { post, text } = await share((bot) => {
      const { members } = bot.slack.channels().find(({ id }) => id === finops)!
      bot.slack.updateChannel(finops, { members: [...members, bot.slack.botUserId] })
      bot.slack.faults.fail(method, error)
    })
    expect(blocksOf(post, 'image')).toEqual([])
    expect(text).toMatch(/^November: €26,[\s\S]*The chart could not be drawn this time[\s\S]*Shared by/)
  })
})
