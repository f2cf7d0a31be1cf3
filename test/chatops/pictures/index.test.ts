import { describe, expect, test } from 'vitest'
import { QueueFull } from '../../../src/charts/queue.ts'
import type { ChartRenderer } from '../../../src/charts/renderer.ts'
import { createPictures, type PictureOptions } from '../../../src/chatops/pictures/index.ts'
import { coreWords } from '../../../src/chatops/words/index.ts'
import type { Chart } from '../../../src/domain/chart.ts'
import { UpstreamError } from '../../../src/domain/errors.ts'
import { createLog } from '../../../src/log.ts'
import { createDemoClock } from '../../../src/sandbox/index.ts'
import { validateBlocks } from '../../../src/sandbox/slack/index.ts'
import type { Picture } from '../../../src/slack/files.ts'
import type { Message } from '../../../src/slack/message.ts'
import { monthToDate } from '../../charts/examples.ts'

const view = { language: 'en', seesNames: false } as const
const { charts } = coreWords(view)
const png = Buffer.from('PNG')

function setUp(
  options: Partial<Pick<PictureOptions, 'renderer' | 'publicUrl'>> & { openDirectMessage?: () => Promise<string> } = {},
) {
  const { openDirectMessage = async () => 'D0SARAH', ...rest } = options
  const clock = createDemoClock()
  const uploads: Picture[] = []
  const posts: Message[] = []
  const lines: string[] = []
  const askedBy: (string | undefined)[] = []
  const renderer: ChartRenderer = {
    render: async (_chart, how) => {
      askedBy.push(how?.for)
      return png
    },
    close: async () => {},
  }
  const pictures = createPictures({
    renderer,
    publicUrl: undefined,
    files: {
      fetch: () => Promise.reject(new Error('nobody fetches here')),
      prepare: async (picture) => {
        uploads.push(picture)
        return 'F0READY'
      },
      sendTexts: async () => {},
      openDirectMessage,
    },
    channels: {
      post: async (channel, message) => {
        posts.push(message)
        return { channel, ts: '1.1' }
      },
    },
    links: { keep: async () => 'charts/some-word.png', serve: async () => {} },
    teamId: 'T0NORTHWIND',
    clock,
    log: createLog('debug', [], (line) => lines.push(line)),
    ...rest,
  })
  return { pictures, uploads, posts, lines, askedBy, clock }
}

const failing = (error: Error): ChartRenderer => ({
  render: () => Promise.reject(error),
  close: async () => {},
})

/** A month in which the names and the finding are as long as people make them. */
const longWinded: Chart = { ...monthToDate('en'), title: 'A finding 🚀 '.repeat(300) }

describe.each([
  ['too many are waiting', new QueueFull(40)],
  ['the canvas fails', new Error('no memory for a canvas')],
])('where %s', (_, error) => {
  test('a shared message says that the chart is missing', async () => {
    const { pictures, uploads, lines } = setUp({ renderer: failing(error) })
    const block = await pictures.forChannel(monthToDate('en'), 'U0SARAH', view)
    expect(JSON.stringify(block)).toContain(charts.missing)
    expect(uploads).toEqual([])
    expect(lines.join('')).toContain(`"name":"${error.name}"`)
  })

  test('a private answer with a public address says so', async () => {
    const { pictures } = setUp({ renderer: failing(error), publicUrl: 'https://bot.example' })
    const { blocks, finish } = await pictures.forReader(monthToDate('en'), 'U0SARAH', view)
    expect(JSON.stringify(blocks)).toContain(charts.missing)
    expect(await finish()).toBeUndefined()
  })

  test('a private answer without one keeps Slack’s own chart, and says so afterwards', async () => {
    const { pictures } = setUp({ renderer: failing(error) })
    const { blocks, finish } = await pictures.forReader(monthToDate('en'), 'U0SARAH', view)
    expect(blocks.map(({ type }) => type)).toEqual(['data_visualization', 'context'])
    expect(await finish()).toBe(charts.notSent)
  })
})

describe('the words for those who do not see it', () => {
  test('are cut where Slack wants it, and not within a character', async () => {
    const { pictures } = setUp()
    const block = await pictures.forChannel(longWinded, 'U0SARAH', view)
    expect(validateBlocks([block])).toMatchObject({ ok: true })
    const text = 'alt_text' in block ? String(block.alt_text) : ''
    expect(text.length > 1900 && text.length <= 2000).toBe(true)
    expect(text).toMatch(/^A finding 🚀 [\s\S]*…$/u)
    expect(text.isWellFormed()).toBe(true)
  })

  test('begin with the finding and hold the numbers, in a direct message as in a channel', async () => {
    const { pictures, posts } = setUp()
    const words = /^November is heading for €42,500[\s\S]*Limit €40,000[\s\S]*Mistral Large/
    expect(await pictures.forChannel(monthToDate('en'), 'U0SARAH', view)).toMatchObject({
      alt_text: expect.stringMatching(words),
    })
    await (await pictures.forReader(monthToDate('en'), 'U0SARAH', view)).finish()
    expect(posts[0]?.blocks).toMatchObject([{ slack_file: { id: 'F0READY' }, alt_text: expect.stringMatching(words) }])
  })
})

test('a picture that names people goes to the direct messages, also where the bot could serve it', async () => {
  const { pictures, posts } = setUp({ publicUrl: 'https://bot.example' })
  const { blocks, finish } = await pictures.forReader({ ...monthToDate('en'), namesPeople: true }, 'U0SARAH', view)
  expect(JSON.stringify(blocks)).not.toContain('bot.example')
  await finish()
  expect(posts[0]?.blocks).toMatchObject([{ slack_file: { id: 'F0READY' } }])
})

test.each(['https://bot.example/base', 'https://bot.example/base/'])('a picture lies below %s', async (publicUrl) => {
  const { pictures } = setUp({ publicUrl })
  const { blocks } = await pictures.forReader(monthToDate('en'), 'U0SARAH', view)
  expect(blocks).toMatchObject([{ type: 'image', image_url: 'https://bot.example/base/charts/some-word.png' }])
})

test('pictures are drawn in the name of who asked, so that nobody has to wait for one who asks for many', async () => {
  const { pictures, askedBy } = setUp()
  await pictures.forChannel(monthToDate('en'), 'U0SARAH', view)
  await (await pictures.forReader(monthToDate('en'), 'U0MARC', view)).finish()
  expect(askedBy).toEqual(['U0SARAH', 'U0MARC'])
})

test('a private answer waits for its picture ten seconds at most: then it leaves the line, and the words say so', async () => {
  const signals: (AbortSignal | undefined)[] = []
  const renderer: ChartRenderer = {
    render: (_chart, { signal } = {}) => {
      signals.push(signal)
      return new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
    },
    close: async () => {},
  }
  const { pictures, clock } = setUp({ renderer, publicUrl: 'https://bot.example' })
  const answer = pictures.forReader(monthToDate('en'), 'U0SARAH', view)
  clock.advance(9_000)
  expect(signals.map((signal) => signal?.aborted)).toEqual([false])
  clock.advance(1_001)
  expect(JSON.stringify((await answer).blocks)).toContain(charts.missing)
})

test('the log names what Slack said, and nothing of the chart', async () => {
  const { pictures, lines } = setUp({ renderer: failing(new UpstreamError('slack', 'refused', 'files.info')) })
  await pictures.forChannel(monthToDate('en'), 'U0SARAH', view)
  expect(lines.join('')).toContain('files.info')
  expect(lines.join('')).not.toMatch(/heading for|€|Codestral/)
})

test('a private answer does not wait for a direct message that Slack is slow to open', async () => {
  const opened = Promise.withResolvers<string>()
  const { pictures, uploads, clock } = setUp({ openDirectMessage: () => opened.promise })
  const answer = pictures.forReader(monthToDate('en'), 'U0SARAH', view)
  clock.advance(2_000)
  const { blocks, finish } = await answer
  expect(JSON.stringify(blocks)).toContain(charts.comes)
  expect(uploads).toEqual([])
  opened.resolve('D0SARAH')
  expect(await finish()).toBeUndefined()
  expect(uploads).toHaveLength(1)
})
