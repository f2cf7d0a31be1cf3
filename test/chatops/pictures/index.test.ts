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
import { monthToDate } from '../../charts/examples.ts'

const view = { language: 'en' } as const
const { charts } = coreWords(view)
const png = Buffer.from('PNG')

function setUp(
  options: Partial<Pick<PictureOptions, 'renderer' | 'publicUrl'>> & { openDirectMessage?: () => Promise<string> } = {},
) {
  const { openDirectMessage = async () => 'D0SARAH', ...rest } = options
  const clock = createDemoClock()
  const uploads: Picture[] = []
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
      prepare: async (picture) => {
        uploads.push(picture)
        return 'F0READY'
      },
      send: async (picture) => void uploads.push(picture),
      sendTexts: async () => {},
      openDirectMessage,
    },
    links: { keep: async () => 'charts/some-word.png', serve: async () => {} },
    teamId: 'T0NORTHWIND',
    clock,
    log: createLog('debug', [], (line) => lines.push(line)),
    ...rest,
  })
  return { pictures, uploads, lines, askedBy, clock }
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
    expect(lines.join('')).toContain(error.message)
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
    const { pictures, uploads } = setUp()
    const block = await pictures.forChannel(longWinded, 'U0SARAH', view)
    expect(validateBlocks([block])).toMatchObject({ ok: true })
    const texts = [uploads[0]?.altText ?? '', 'alt_text' in block ? String(block.alt_text) : '']
    expect(texts.map((text) => text.length > 980 && text.length <= 1000)).toEqual([true, false])
    for (const text of texts) expect(text).toMatch(/^A finding 🚀 [\s\S]*…$/u)
    expect(texts.every((text) => text.isWellFormed())).toBe(true)
  })

  test('begin with the finding and hold the numbers', async () => {
    const { pictures, uploads } = setUp()
    await pictures.forChannel(monthToDate('en'), 'U0SARAH', view)
    expect(uploads[0]?.altText).toMatch(/^November is heading for €42,500[\s\S]*Limit €40,000[\s\S]*Mistral Large/)
  })
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
