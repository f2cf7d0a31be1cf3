import { type HttpRequest, json, type Outcome } from './http-server.ts'
import { respond } from './respond.ts'
import { SlackRefusal } from './slack-refusal.ts'
import { callMethod } from './web-api/registry.ts'
import type { Workspace } from './workspace.ts'

/** Slack's public doors: the Web API, uploads, downloads and response URLs. */
export function routeRequest(workspace: Workspace, request: HttpRequest): Outcome {
  const [door = '', id = ''] = request.path.slice(1).split('/')
  switch (door) {
    case 'api':
      return withFaults(workspace, 'web-api', id, readArguments(request), () => answerCall(workspace, id, request))
    case 'respond':
      return withFaults(workspace, 'response-url', 'response_url', readArguments(request), () =>
        answerResponse(workspace, id, request),
      )
    default:
      return { status: 404, body: 'not found' }
  }
}

interface Answered {
  readonly outcome: Outcome
  readonly ok: boolean
  readonly error?: string
}

/** Runs a call unless a fault was planned for it, and writes it into the journal. */
function withFaults(
  workspace: Workspace,
  kind: 'web-api' | 'response-url' | 'upload',
  method: string,
  args: Readonly<Record<string, unknown>>,
  run: () => Answered,
): Outcome {
  const startedAt = performance.now()
  const { outcome, ok, error } = sabotage(workspace, method, run)
  workspace.journal.record({
    direction: 'from-bot',
    kind,
    method,
    args,
    ok,
    ...(error === undefined ? {} : { error }),
    durationMs: performance.now() - startedAt,
  })
  return outcome
}

function sabotage({ faults }: Workspace, method: string, run: () => Answered): Answered {
  const fault = faults.take(method)
  switch (fault?.kind) {
    case 'hang':
      return { outcome: 'hang', ok: false, error: 'no answer' }
    case 'rate-limit':
      return refuse('ratelimited', {}, fault.retryAfterSeconds)
    case 'fail':
      return refuse(fault.error)
    case 'lose-response':
      return { ...run(), outcome: 'break', error: 'answer lost' }
    default:
      return run()
  }
}

function refuse(error: string, details: object = {}, retryAfterSeconds?: number): Answered {
  const body = { ok: false, error, ...details }
  const outcome =
    retryAfterSeconds === undefined ? json(body) : json(body, 429, { 'retry-after': String(retryAfterSeconds) })
  return { outcome, ok: false, error }
}

function answerCall(workspace: Workspace, method: string, request: HttpRequest): Answered {
  const { token: tokenArgument, ...args } = readArguments(request)
  const bearer = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1]
  const token = bearer ?? (typeof tokenArgument === 'string' ? tokenArgument : undefined)
  const { body, retryAfterSeconds } = callMethod(workspace, { method, token, args })
  if (retryAfterSeconds !== undefined) return refuse('ratelimited', {}, retryAfterSeconds)
  const outcome = json(body, 200, { 'x-oauth-scopes': workspace.scopes.join(',') })
  return { outcome, ok: body.ok, ...(body.error === undefined ? {} : { error: body.error }) }
}

function answerResponse(workspace: Workspace, id: string, request: HttpRequest): Answered {
  try {
    respond(workspace, workspace.responseUrls.use(id), readArguments(request))
    return { outcome: { status: 200, body: 'ok' }, ok: true }
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error
    const isGone = ['used_url', 'expired_url', 'invalid_url'].includes(error.error)
    const outcome = json({ ok: false, error: error.error, ...error.details }, isGone ? 404 : 400)
    return { outcome, ok: false, error: error.error }
  }
}

function readArguments({ headers, query, body }: HttpRequest): Readonly<Record<string, unknown>> {
  if (headers.get('content-type')?.includes('application/json')) return JSON.parse(body.toString() || '{}')
  return Object.fromEntries([...query, ...new URLSearchParams(body.toString())])
}
