import { App, HTTPReceiver, type Logger, LogLevel, SocketModeReceiver, webApi } from '@slack/bolt'
import { onTestFinished } from 'vitest'
import { type Clock, systemClock } from '../../../src/domain/time/clock.ts'
import { createSlack, type SandboxPerson, type SandboxSlack } from '../../../src/sandbox/slack/index.ts'

export type Transport = 'socket' | 'http'
export const transports: readonly Transport[] = ['socket', 'http']

const person = (id: string, name: string, facts: Partial<SandboxPerson> = {}): SandboxPerson => ({
  id,
  name,
  realName: name[0]?.toUpperCase() + name.slice(1),
  email: `${name}@example.com`,
  timeZone: 'Europe/Paris',
  locale: 'en-US',
  kind: 'member',
  ...facts,
})

/** The refusals that tests provoke would fill the output. */
const silent = () => undefined
const logger: Logger = {
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
  setLevel: silent,
  setName: silent,
  getLevel: () => LogLevel.ERROR,
}

export const scopes = [
  'commands',
  'chat:write',
  'files:write',
  'files:read',
  'users:read',
  'users:read.email',
  'usergroups:read',
  'im:write',
  'im:read',
  'im:history',
  'channels:read',
  'groups:read',
  'channels:join',
  'channels:history',
  'app_mentions:read',
]

/** A workspace with one of every kind of person and channel. */
export async function startSlack(options: Partial<Parameters<typeof createSlack>[0]> = {}): Promise<SandboxSlack> {
  const slack = await createSlack({
    clock: systemClock,
    people: [
      person('U1CLAIRE', 'claire', { isSlackAdmin: true }),
      person('U2SARAH', 'sarah'),
      person('U3GUEST', 'gwen', { kind: 'single-channel-guest' }),
      person('U4GONE', 'gus', { kind: 'deactivated' }),
      person('U5STRANGER', 'stan', { kind: 'stranger', email: 'stan@elsewhere.example' }),
    ],
    channels: [
      { id: 'C1GENERAL', name: 'general', members: ['U0MISTRAL1', 'U1CLAIRE', 'U2SARAH', 'U3GUEST'] },
      { id: 'C2FINOPS', name: 'finops', members: ['U1CLAIRE', 'U2SARAH'] },
      { id: 'C3SECRET', name: 'secret', isPrivate: true, members: ['U1CLAIRE'] },
      { id: 'C4SHARED', name: 'shared', isShared: true, members: ['U0MISTRAL1', 'U1CLAIRE', 'U5STRANGER'] },
      { id: 'C5OLD', name: 'old', isArchived: true, members: ['U0MISTRAL1', 'U1CLAIRE'] },
    ],
    userGroups: [
      { id: 'S1FINANCE', handle: 'finance', name: 'Finance', members: ['U1CLAIRE'] },
      { id: 'S2FORMER', handle: 'former', name: 'Former', members: ['U2SARAH'], isDisabled: true },
    ],
    scopes,
    ...options,
  })
  onTestFinished(() => slack.close())
  return slack
}

/** An unmodified Bolt app, connected to the sandbox in one of its two ways. */
export async function startBolt(
  slack: SandboxSlack,
  transport: Transport,
  register: (app: App) => void,
  { reconnectMs = 5_000 }: { reconnectMs?: number } = {},
): Promise<App> {
  const clientOptions = { slackApiUrl: slack.apiUrl }
  const receiver =
    transport === 'socket'
      ? new SocketModeReceiver({
          appToken: slack.appToken,
          logger,
          clientPingTimeout: reconnectMs,
          installerOptions: { clientOptions: { ...clientOptions } },
        })
      : new HTTPReceiver({ signingSecret: slack.signingSecret, logger })
  const app = new App({
    token: slack.botToken,
    receiver,
    convoStore: false,
    logger,
    clientOptions: { ...clientOptions, retryConfig: { retries: 0 }, timeout: 2_000 },
  })
  register(app)
  await app.start({ port: 0, host: '127.0.0.1' })
  if (receiver instanceof HTTPReceiver) slack.setRequestUrl(`http://127.0.0.1:${portOf(receiver)}/slack/events`)
  onTestFinished(async () => {
    const connections = slack.connectionCount()
    await app.stop()
    // Bolt does not wait for its socket to close.
    if (transport === 'socket') await slack.waitFor(() => slack.connectionCount() < connections)
  })
  return app
}

function portOf(receiver: HTTPReceiver): number {
  const address = Reflect.get(receiver, 'server').address()
  return address.port
}

export interface ManualClock extends Clock {
  advance(ms: number): void
}

/** Time that moves when the test says so. */
export function createManualClock(start = '2026-11-18T09:00:00Z'): ManualClock {
  let now = Date.parse(start)
  const sleepers = new Set<{ at: number; wake: () => void }>()
  return {
    now: () => new Date(now),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const sleeper = { at: now + ms, wake: resolve }
        sleepers.add(sleeper)
        signal?.addEventListener('abort', () => {
          sleepers.delete(sleeper)
          reject(signal.reason)
        })
      }),
    advance(ms) {
      now += ms
      for (const sleeper of [...sleepers]) {
        if (sleeper.at > now) continue
        sleepers.delete(sleeper)
        sleeper.wake()
      }
    },
  }
}

/** Slack's own client, without retries. */
export const createClient = (slack: SandboxSlack, token = slack.botToken) =>
  new webApi.WebClient(token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    timeout: 2_000,
    logger,
    rejectRateLimitedCalls: true,
  })

/** Slack's word for why it refused. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  try {
    await call
    return 'accepted'
  } catch (error) {
    const data = error instanceof Error && 'data' in error ? error.data : undefined
    return data && typeof data === 'object' && 'error' in data ? String(data.error) : String(error)
  }
}

export const text = (words: string) => ({ type: 'plain_text', text: words }) as const
export const button = (actionId: string, value = '') => ({
  type: 'actions' as const,
  block_id: 'buttons',
  elements: [{ type: 'button' as const, action_id: actionId, text: text('Press'), value }],
})
