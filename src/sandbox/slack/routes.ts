import { type HttpOutcome, type HttpRequest, json } from './http-server.ts'
import { respond } from './respond.ts'
import { type Answered, refuse, withFaults } from './sabotage.ts'
import { SlackRefusal } from './slack-refusal.ts'
import { callMethod } from './web-api/registry.ts'
import type { Workspace } from './workspace.ts'

/** Slack's public doors: the Web API, uploads, downloads and response URLs. */
export async function routeRequest(workspace: Workspace, request: HttpRequest): Promise<HttpOutcome> {
  const [door = '', id = ''] = request.path.slice(1).split('/')
  switch (door) {
    case 'api': {
      const args = readArguments(request)
      return withFaults(workspace, 'web-api', id, args ?? {}, () => answerCall(workspace, id, request, args))
    }
    case 'respond': {
      const args = readArguments(request)
      return withFaults(workspace, 'response-url', 'response_url', args ?? {}, () =>
        answerResponse(workspace, id, args),
      )
    }
    case 'upload':
      return withFaults(workspace, 'upload', 'upload', { file: id }, () => takeUpload(workspace, id, request))
    case 'files':
      return answerDownload(workspace, id, request)
    default:
      return { status: 404, body: 'not found' }
  }
}

type Arguments = Readonly<Record<string, unknown>> | undefined

function answerCall(workspace: Workspace, method: string, { headers }: HttpRequest, given: Arguments): Answered {
  if (!given) return refuse('invalid_json')
  const { token: tokenArgument, ...args } = given
  const bearer = /^Bearer (.+)$/.exec(headers.get('authorization') ?? '')?.[1]
  const token = bearer ?? (typeof tokenArgument === 'string' ? tokenArgument : undefined)
  const { body, retryAfterSeconds } = callMethod(workspace, { method, token, args })
  if (retryAfterSeconds !== undefined) return refuse('ratelimited', {}, retryAfterSeconds)
  const date = new Date(Date.now() + workspace.faults.dateSkewMs()).toUTCString()
  const outcome = json(body, 200, { 'x-oauth-scopes': workspace.scopes.join(','), date })
  return { outcome, ok: body.ok, ...(body.error === undefined ? {} : { error: body.error }) }
}

function answerResponse(workspace: Workspace, id: string, args: Arguments): Answered {
  try {
    respond(workspace, workspace.responseUrls.use(id), args)
    return { outcome: { status: 200, body: 'ok' }, ok: true }
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error
    const isGone = ['used_url', 'expired_url', 'invalid_url'].includes(error.error)
    const outcome = json({ ok: false, error: error.error, ...error.details }, isGone ? 404 : 400)
    return { outcome, ok: false, error: error.error }
  }
}

async function takeUpload(workspace: Workspace, id: string, request: HttpRequest): Promise<Answered> {
  try {
    const bytes = await readUpload(request)
    workspace.files.receive(id, bytes)
    return { outcome: { status: 200, body: `OK - ${bytes.length}` }, ok: true }
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error
    return { outcome: { status: 404, body: error.error }, ok: false, error: error.error }
  }
}

/** Bytes as they are, or the first file of a form. */
async function readUpload({ headers, body }: HttpRequest): Promise<Buffer> {
  const contentType = headers.get('content-type') ?? ''
  if (!contentType.startsWith('multipart/form-data')) return body
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData()
  const file = [...form.values()].find((value) => typeof value !== 'string')
  return file ? Buffer.from(await file.arrayBuffer()) : Buffer.alloc(0)
}

/** Without the bot's token Slack answers with its sign-in page, and status 200. */
function answerDownload({ files, identity }: Workspace, id: string, { headers }: HttpRequest): HttpOutcome {
  const file = files.list().find((candidate) => candidate.id === id)
  if (!file) return { status: 404, body: 'not found' }
  if (headers.get('authorization') !== `Bearer ${identity.botToken}`)
    return { status: 200, headers: { 'content-type': 'text/html' }, body: '<!doctype html><title>Sign in</title>' }
  return { status: 200, headers: { 'content-type': file.mimetype }, body: file.bytes }
}

/** Form fields or a JSON object; undefined when it is neither. */
function readArguments({ headers, query, body }: HttpRequest): Arguments {
  if (!headers.get('content-type')?.includes('application/json'))
    return Object.fromEntries([...query, ...new URLSearchParams(body.toString())])
  try {
    const parsed: unknown = JSON.parse(body.toString() || '{}')
    return parsed && typeof parsed === 'object' && !Array.isArray(parsed) ? { ...parsed } : undefined
  } catch {
    return undefined
  }
}
