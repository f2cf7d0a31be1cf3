import { type HttpOutcome, json } from './http-server.ts'
import type { Workspace } from './workspace.ts'

export interface Answered {
  readonly outcome: HttpOutcome
  readonly ok: boolean
  readonly error?: string
}

/** Runs a call unless a fault was planned for it, and writes it into the journal. */
export async function withFaults(
  workspace: Workspace,
  kind: 'web-api' | 'response-url' | 'upload',
  method: string,
  args: Readonly<Record<string, unknown>>,
  run: () => Answered | Promise<Answered>,
): Promise<HttpOutcome> {
  const startedAt = performance.now()
  const { outcome, ok, error } = await sabotage(workspace, method, run)
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

async function sabotage(
  { faults }: Workspace,
  method: string,
  run: () => Answered | Promise<Answered>,
): Promise<Answered> {
  const fault = faults.take(method)
  switch (fault?.kind) {
    case 'hang':
      return { outcome: 'hang', ok: false, error: 'no answer' }
    case 'rate-limit':
      return refuse('ratelimited', {}, fault.retryAfterSeconds)
    case 'fail':
      return refuse(fault.error)
    case 'lose-response':
      return { ...(await run()), outcome: 'break', error: 'answer lost' }
    default:
      return run()
  }
}

export function refuse(error: string, details: object = {}, retryAfterSeconds?: number): Answered {
  const body = { ok: false, error, ...details }
  const outcome =
    retryAfterSeconds === undefined ? json(body) : json(body, 429, { 'retry-after': String(retryAfterSeconds) })
  return { outcome, ok: false, error }
}
