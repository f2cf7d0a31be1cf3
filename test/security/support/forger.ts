import { features } from '../../../src/features/index.ts'
import { signRequest } from '../../../src/sandbox/slack/index.ts'
import { sandboxChannels } from '../../../src/sandbox/world.ts'
import { secretsOf } from '../../../src/start.ts'
import { type BotOptions, startBot } from '../../support/bot.ts'
import type { Forged, Known } from './payloads.ts'

const finops: string = sandboxChannels.finops.id

/** A bot over HTTP, and somebody who can sign what Slack would never send. */
export async function startForger(options: BotOptions = {}) {
  const bot = await startBot({ ...options, overHttp: true })
  const { slack, mistral } = bot
  let sent = 0
  let owed = 0
  let learned = 0

  async function post(body: string, type: string) {
    const timestamp = Math.floor(Date.now() / 1000)
    const response = await fetch(`http://127.0.0.1:${bot.bot.port}/slack/events`, {
      method: 'POST',
      body,
      signal: AbortSignal.timeout(5_000),
      headers: {
        'content-type': type,
        'x-slack-request-timestamp': String(timestamp),
        'x-slack-signature': signRequest(slack.signingSecret, timestamp, body),
      },
    })
    return { status: response.status, text: await response.text() }
  }

  return {
    ...bot,
    /** Sends one as Slack would wrap it. The very same bytes are refused before they are read, so each differs. */
    async forge({ kind, body }: Forged) {
      sent += 1
      if (kind === 'event') return post(JSON.stringify(withNonce(body, sent)), 'application/json')
      const fields = kind === 'command' ? flat(body) : { payload: JSON.stringify(body) }
      const form = new URLSearchParams({ ...fields, nonce: String(sent) }).toString()
      return post(form, 'application/x-www-form-urlencoded')
    },
    /** Opens every form there is as Claire, and tells what their fields are called and what they stand for. */
    async learn(): Promise<Omit<Known, 'users'>> {
      const metadata = new Set<string>()
      const fields = new Set<string>()
      for (const { name } of features.flatMap(({ acts = [] }) => acts)) {
        const before = bot.outcomes.length
        await slack.command({ user: 'U0CLAIRE', channel: finops, text: name })
        await bot.finished(before + 1)
        for (const { content } of slack.views('U0CLAIRE')) {
          if (content.type === 'modal') metadata.add(content.private_metadata ?? '')
          for (const { block_id } of content.blocks) if (block_id) fields.add(block_id)
        }
      }
      const shown = await bot.ask('spend', { user: 'U0CLAIRE' })
      const buttons = shown.flatMap(({ blocks }) =>
        blocks.flatMap((block) =>
          block.type === 'actions'
            ? block.elements.flatMap((element) => (element.type === 'button' && element.value ? [element.value] : []))
            : [],
        ),
      )
      learned = bot.outcomes.length
      return { team: slack.teamId, metadata: [...metadata].filter(Boolean), fields: [...fields], buttons }
    },
    /** Sends all of them, one after the other, and tells which were not acknowledged as they should. */
    async forgeAll(requests: readonly Forged[]): Promise<string[]> {
      const wrong: string[] = []
      for (const request of requests) {
        const name = `${request.kind} ${request.about.slice(0, 80)}`
        const startedAt = performance.now()
        const { status, text } = await this.forge(request)
        if (performance.now() - startedAt > 4_000) wrong.push(`${name}: no acknowledgement in time`)
        if (request.isWellFormed ? status !== 200 : ![200, 400].includes(status)) wrong.push(`${name}: ${status}`)
        // A form says in its acknowledgement what is wrong, or that it is at it.
        if (request.kind === 'submission' && request.isWellFormed && text === '') wrong.push(`${name}: no answer`)
        if (isOwedAnOutcome(request)) owed += 1
      }
      return wrong
    },
    /** What must not have happened, whatever was sent; the bot is stopped for it. */
    async findDamage(): Promise<string[]> {
      owed += 1
      const before = slack.messages({ channel: finops, as: 'U0MARC' }).length
      await slack.command({ user: 'U0MARC', channel: finops, text: 'help' })
      await slack.waitFor(() => slack.messages({ channel: finops, as: 'U0MARC' })[before])
      await bot.bot.stop(30_000)
      const ended = bot.outcomes.length - learned
      const said = JSON.stringify(slack.journal().map(({ args }) => args))
      const secrets = secretsOf(bot.config).filter((secret) => secret !== undefined && secret !== '')
      return [
        ...(ended < owed ? [`${owed - ended} commands or clicks ended without an answer`] : []),
        ...bot.logLines.filter((line) => isDamage(line)),
        ...mistral.requests.filter(({ method }) => method !== 'GET').map(({ path }) => `it wrote to ${path}`),
        ...secrets.filter((secret) => said.includes(String(secret))).map(() => 'it told a secret'),
        ...secrets.filter((secret) => bot.logLines.join().includes(String(secret))).map(() => 'it logged a secret'),
      ]
    },
  }
}

/** A button that runs a stored line answers without being counted where the line is gone. */
const isOwedAnOutcome = ({ kind, about, isWellFormed }: Forged): boolean =>
  isWellFormed && (kind === 'command' || (kind === 'click' && !about.startsWith('offer.')))

const isDamage = (line: string): boolean =>
  /nobody foresaw|library failed|under way|HTTP request failed|could not be read|"level":60/.test(line) ||
  (line.includes('could not be followed') && !line.includes('UpstreamError'))

const withNonce = (body: unknown, nonce: number): unknown =>
  typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body, nonce } : body

/** A form's fields are texts. */
const flat = (body: unknown): Record<string, string> =>
  typeof body === 'object' && body !== null
    ? Object.fromEntries(
        Object.entries(body).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
      )
    : {}
