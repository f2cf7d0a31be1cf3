import type { Scene } from '../scene.ts'
import { formatMoment } from './dates.ts'
import { type Html, html } from './html.ts'

interface Request {
  readonly at: Date
  readonly way: string
  readonly what: string
  readonly outcome: string
  readonly isWell: boolean
  readonly detail: unknown
}

const shown = 60

/** What went between the bot, Slack and Mistral, the latest first. */
export function drawRequests(scene: Scene): Html {
  const requests = [...listSlack(scene), ...listMistral(scene)]
    .toReversed()
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())
    .slice(0, shown)
  if (requests.length === 0) return html`<p class="quiet">No requests yet.</p>`
  return html`<ol class="requests">${requests.map((request) => drawRequest(request, scene))}</ol>`
}

function drawRequest({ at, way, what, outcome, isWell, detail }: Request, { reader, clock }: Scene): Html {
  const time = formatMoment(at, { timeStyle: 'medium' }, { ...reader, now: clock.now() })
  const text = JSON.stringify(detail, null, 2) ?? ''
  return html`<li><details>
    <summary><span class="quiet">${time} ${way}</span><br><code>${what}</code> <span class="${isWell ? 'quiet' : 'error'}">${outcome}</span></summary>
    <pre>${text.length > longestDetail ? `${text.slice(0, longestDetail)} …` : text}</pre>
  </details></li>`
}

const longestDetail = 4_000

const listSlack = ({ slack }: Scene): Request[] =>
  slack.journal().map(({ at, direction, method, args, ok, error, durationMs }) => ({
    at,
    way: direction === 'to-bot' ? 'Slack → bot' : 'bot → Slack',
    what: method,
    outcome: `${ok ? 'ok' : (error ?? 'failed')} · ${Math.round(durationMs)} ms`,
    isWell: ok,
    detail: args,
  }))

const listMistral = ({ mistral }: Scene): Request[] =>
  mistral.requests.map(({ at, method, path, query, body, status }) => ({
    at,
    way: 'bot → Mistral',
    what: `${method} ${path}`,
    outcome: status === null ? 'no answer' : String(status),
    isWell: status === 200,
    detail: body ?? query,
  }))
