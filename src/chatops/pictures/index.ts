import { describeChart } from '../../charts/describe.ts'
import type { ChartRenderer } from '../../charts/renderer.ts'
import type { Chart } from '../../domain/chart.ts'
import { UpstreamError } from '../../domain/errors.ts'
import type { Log } from '../../domain/log.ts'
import type { Clock } from '../../domain/time/clock.ts'
import type { SlackChannels } from '../../slack/channels.ts'
import type { SlackFiles } from '../../slack/files.ts'
import type { Block } from '../../slack/message.ts'
import { context } from '../blocks.ts'
import { cut, plainName } from '../text.ts'
import type { View } from '../view.ts'
import { coreWords } from '../words/index.ts'
import type { ChartLinks } from './chart-links.ts'
import { nativeChart } from './native-chart.ts'

export interface PictureOptions {
  readonly renderer: ChartRenderer
  readonly files: SlackFiles
  readonly channels: Pick<SlackChannels, 'post'>
  readonly links: ChartLinks
  readonly publicUrl: string | undefined
  readonly teamId: string
  readonly clock: Clock
  readonly log: Log
}

/** What a chart adds to a private answer, and what is left to do once the answer is there. */
export interface ReaderPicture {
  readonly blocks: readonly Block[]
  /** Resolves to what the reader has to be told, if anything. */
  finish(): Promise<string | undefined>
}

export interface Pictures {
  /** A private answer takes no files: a fetched image where the bot has a public address, else Slack's own chart. */
  forReader(chart: Chart, userId: string, view: Pick<View, 'language' | 'seesNames'>): Promise<ReaderPicture>
  /** For somebody's App Home: an image, or nothing; words stand there alone as well. */
  forHome(chart: Chart, userId: string, view: Pick<View, 'seesNames'>): Promise<Block | undefined>
  /**
   * For a message that everyone in a channel sees: an uploaded file, or a line that says why there is none. `askedBy` is
   * whose turn it takes: a person's, or that of what the bot posts by itself, as all digests together.
   */
  forChannel(chart: Chart, askedBy: string, view: Pick<View, 'language'>): Promise<Block>
}

/** Slack's limit. */
const longestAltText = 2000

const mostUploads = 100

/** The words must not wait long for a place to put their picture. */
const patienceMs = 1500

/** Nor for the picture itself, where many people want theirs: it then leaves the line. */
const drawingPatienceMs = 10_000

const describe = (chart: Chart): string => cut(describeChart(chart), longestAltText)

export function createPictures({
  renderer,
  files,
  channels,
  links,
  publicUrl,
  teamId,
  clock,
  log,
}: PictureOptions): Pictures {
  const picture = async (chart: Chart, askedBy: string, signal?: AbortSignal) => ({
    png: await renderer.render(chart, { for: askedBy, signal }),
    title: plainName(chart.title, 150),
  })
  /** An uploaded file as a block, with its numbers in words for those who do not see it. */
  const prepare = async (chart: Chart, askedBy: string): Promise<Block> => ({
    type: 'image',
    slack_file: { id: await files.prepare(await picture(chart, askedBy)) },
    alt_text: describe(chart),
  })
  const done = async () => undefined

  /** An image that Slack fetches from the bot, for that reader alone. */
  async function link(
    base: string,
    chart: Chart,
    userId: string,
    { seesNames }: Pick<View, 'seesNames'>,
  ): Promise<Block> {
    const { png } = await withinPatience((signal) => picture(chart, userId, signal))
    const path = await links.keep(png, { slackId: userId, seesNames })
    const url = new URL(path, base.endsWith('/') ? base : `${base}/`)
    return { type: 'image', image_url: url.href, alt_text: describe(chart) }
  }

  /** A Home is drawn at each look, and mostly the same: its file is uploaded once. */
  const uploads = new Map<string, Promise<Block>>()
  function uploadOnce(chart: Chart, userId: string): Promise<Block> {
    const key = JSON.stringify(chart)
    const known = uploads.get(key) ?? prepare(chart, userId)
    if (!uploads.has(key)) known.catch(() => uploads.delete(key))
    uploads.delete(key)
    uploads.set(key, known)
    const [oldest] = uploads.keys()
    if (uploads.size > mostUploads && oldest !== undefined) uploads.delete(oldest)
    return known
  }

  async function forReader(
    chart: Chart,
    userId: string,
    view: Pick<View, 'language' | 'seesNames'>,
  ): Promise<ReaderPicture> {
    const { charts } = coreWords(view)
    // Slack would fetch it from our database, where figures of single people have no place.
    if (publicUrl && !chart.namesPeople) return { blocks: [await link(publicUrl, chart, userId, view)], finish: done }
    const opening = files.openDirectMessage(userId)
    const openedAt = await unlessSlow(opening)
    const native = nativeChart(chart)
    const where = openedAt && `https://slack.com/app_redirect?team=${teamId}&channel=${openedAt}`
    return {
      blocks: [...(native ? [native] : []), context(where ? charts.inDirectMessages(where) : charts.comes)],
      async finish() {
        try {
          const image = await prepare(chart, userId)
          await channels.post(await opening, { text: plainName(chart.title, 150), blocks: [image] })
          return undefined
        } catch (error) {
          return sayMissing(error, charts.notSent)
        }
      },
    }
  }

  async function withinPatience<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    const isDone = new AbortController()
    const tooLate = new AbortController()
    clock.sleep(drawingPatienceMs, isDone.signal).then(
      () => tooLate.abort(new Error('nobody waits for it that long')),
      () => undefined,
    )
    try {
      return await work(tooLate.signal)
    } finally {
      isDone.abort()
    }
  }

  async function unlessSlow(opening: Promise<string>): Promise<string | undefined> {
    const isDone = new AbortController()
    const slow = clock.sleep(patienceMs, isDone.signal).then(
      () => undefined,
      () => undefined,
    )
    try {
      return await Promise.race([opening, slow])
    } finally {
      isDone.abort()
    }
  }

  /** The text stands alone, and says so; Slack's and the renderer's troubles go to the log. */
  function sayMissing(error: unknown, text: string): string {
    const facts = error instanceof UpstreamError ? { call: error.call, code: error.code } : { error }
    log.warn({ ...facts }, 'a chart could not be delivered')
    return text
  }

  return {
    async forReader(chart, userId, view) {
      try {
        return await forReader(chart, userId, view)
      } catch (error) {
        return { blocks: [context(sayMissing(error, coreWords(view).charts.missing))], finish: done }
      }
    },
    async forHome(chart, userId, view) {
      try {
        return await (publicUrl ? link(publicUrl, chart, userId, view) : uploadOnce(chart, userId))
      } catch (error) {
        sayMissing(error, '')
        return undefined
      }
    },
    async forChannel(chart, askedBy, view) {
      try {
        return await prepare(chart, askedBy)
      } catch (error) {
        return context(sayMissing(error, coreWords(view).charts.missing))
      }
    },
  }
}
