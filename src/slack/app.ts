import type { IncomingMessage, ServerResponse } from 'node:http'
import { setImmediate } from 'node:timers/promises'
import { App, type Context, type Receiver, SocketModeReceiver, webApi } from '@slack/bolt'
import type { Log } from '../domain/log.ts'
import type { Measures } from '../domain/measures.ts'
import { newRequestId, runAsRequest } from '../domain/request.ts'
import type { Clock } from '../domain/time/clock.ts'
import { withinMs } from '../domain/time/within.ts'
import { measured } from './calls.ts'
import { readEvent } from './events.ts'
import { type IsFirstSight, newUnlessKnown } from './first-sight.ts'
import { countInFlight } from './in-flight.ts'
import type { Reply, SlackHandlers, SubmissionInput } from './interactions.ts'
import { slackLogger } from './logger.ts'
import { clickPayload, commandPayload, readValues, submissionPayload, teamIdsOf } from './payloads.ts'
import { isSlacksUrl, respond } from './responses.ts'
import { createSignedReceiver, isCopy } from './signed-requests.ts'
import { writeModal } from './views.ts'

export interface SlackAppOptions {
  readonly botToken: string
  /** Whose token it is, as `auth.test` told. */
  readonly bot: { readonly id: string; readonly userId: string }
  /** Set: Socket Mode. Else requests arrive signed, through `listen`. */
  readonly appToken: string | undefined
  readonly signingSecret: string | undefined
  readonly apiUrl: string
  readonly clock: Clock
  readonly log: Log
  readonly handlers: SlackHandlers
  readonly isFirstSight: IsFirstSight
  readonly measures: Measures
}

export interface SlackApp {
  readonly transport: 'socket' | 'http'
  /** For `POST /slack/events`; undefined with Socket Mode. */
  readonly listen: ((request: IncomingMessage, response: ServerResponse) => Promise<void>) | undefined
  isConnected(): boolean
  start(): Promise<void>
  /** Takes nothing new, lets what is under way finish, and tells how many were cut off at the deadline. */
  stop(deadlineMs: number): Promise<number>
}

export function createSlackApp(options: SlackAppOptions): SlackApp {
  const { botToken, bot, appToken, signingSecret, apiUrl, clock, log, handlers, measures } = options
  const isFirstSight = newUnlessKnown(options.isFirstSight, clock, log)
  const logger = slackLogger(log)
  const signed = appToken ? undefined : createSignedReceiver(signingSecret ?? '', log, isFirstSight)
  // A receiver of its own: the retries of the App would reach the reconnecting socket as well, and few of them end in an
  // unhandled rejection when Slack is away for longer.
  const socketOptions = { slackApiUrl: apiUrl, retryConfig: socketRetries, timeout: 10_000 }
  const socket = appToken
    ? new SocketModeReceiver({ appToken, logger, installerOptions: { clientOptions: socketOptions } })
    : undefined
  const app = new App({
    token: botToken,
    receiver: (socket ?? signed?.receiver) as Receiver,
    deferInitialization: true,
    // Known already: asked again here, a Slack that is away for this moment would end the start.
    tokenVerificationEnabled: false,
    botId: bot.id,
    botUserId: bot.userId,
    convoStore: false,
    logger,
    clientOptions: { slackApiUrl: apiUrl, retryConfig: { retries: 2 }, timeout: 10_000 },
  })
  const inFlight = countInFlight(clock)
  let isConnected = false
  let isStopping = false
  socket?.client.on('connected', () => {
    isConnected = true
  })
  for (const event of ['disconnected', 'reconnecting', 'close'])
    socket?.client.on(event, () => {
      isConnected = false
    })
  const replyTo = (responseUrl: string | undefined): Reply => {
    if (responseUrl === undefined || isSlacksUrl(responseUrl, apiUrl)) return replyThrough(responseUrl, measures)
    log.warn({}, 'ignored a response_url that is not Slack’s')
    return replyThrough(undefined, measures)
  }
  const run: Run = async (context, work, { afterwards = false } = {}) => {
    let isNew = false
    const id = newRequestId()
    await inFlight.run(() =>
      runAsRequest(id, async () => {
        if (afterwards) await setImmediate()
        isNew = !(await isCopy(context))
        if (isNew) await work()
      }),
    )
    return isNew
  }
  route(app, handlers, replyTo, run, log)
  routeSubmissions(app, handlers, run, log)
  routeEvents(app, handlers, run, isFirstSight)

  return {
    transport: socket ? 'socket' : 'http',
    listen: signed?.listen,
    isConnected: () => isConnected,
    async start() {
      await app.init()
      if (appToken && socket) {
        await askForSocket(appToken, apiUrl, log)
        await socket.start()
      }
      isConnected = true
    },
    async stop(deadlineMs) {
      if (isStopping) return 0
      isStopping = true
      // Each attempt to reconnect that an outage refused left a promise behind that nobody holds, and the goodbye would
      // reject them all: unhandled, which ends the process with an error.
      socket?.client.removeAllListeners('disconnected')
      // Where no socket was open yet, its goodbye would wait for one.
      const goodbye = socket?.stop().catch((error: unknown) => log.debug({ error }, 'the socket said no goodbye'))
      if (isConnected && goodbye !== undefined) await withinMs(clock, socketGoodbyeMs, goodbye)
      isConnected = false
      return inFlight.drain(deadlineMs)
    },
  }
}

/** The library's own have no bound: after a night without network nobody was heard for hours more. */
export const socketRetries = { forever: true, retries: 15, factor: 1.3, maxTimeout: 30_000 }

/** Slack's side of it takes a moment; a library that never hears of it must not keep the process. */
export const socketGoodbyeMs = 5_000

/**
 * Does what was asked, where it is no copy of an earlier request; tells whether it did. `afterwards`: it was acknowledged,
 * and what arrived in the same moment is acknowledged as well before the work on the first of it begins.
 */
type Run = (
  context: Context,
  work: () => Promise<unknown>,
  options?: { readonly afterwards?: boolean },
) => Promise<boolean>

/** Everything is acknowledged before anything else is done: whatever Mistral does, Slack has its answer. */
function route(
  app: App,
  handlers: SlackHandlers,
  replyTo: (responseUrl: string | undefined) => Reply,
  run: Run,
  log: Log,
): void {
  app.error(async (error) => log.error({ error }, 'Slack’s library failed while handling a payload'))
  app.command(/.*/, async ({ ack, command, context }) => {
    await ack()
    const payload = commandPayload.safeParse(command)
    if (!payload.success) return log.warn({}, 'ignored a command that does not look like Slack’s')
    const { team_id, user_id, channel_id, text, trigger_id } = payload.data
    const work = () =>
      handlers.command({
        teamIds: [team_id],
        userId: user_id,
        channelId: channel_id,
        command: payload.data.command,
        text,
        triggerId: trigger_id,
        reply: replyTo(command.response_url),
      })
    await run(context, work, { afterwards: true })
  })
  app.action(/.*/, async ({ ack, body, context }) => {
    await ack()
    const payload = clickPayload.safeParse(body)
    if (!payload.success) return log.warn({}, 'ignored a click that does not look like Slack’s')
    const { user, trigger_id, container, response_url, view, actions } = payload.data
    const [action] = actions
    const work = () =>
      handlers.click({
        teamIds: teamIdsOf(payload.data),
        userId: user.id,
        triggerId: trigger_id,
        actionId: action.action_id,
        value: action.selected_option?.value ?? action.value ?? '',
        from:
          container.type === 'message'
            ? {
                kind: 'message',
                channelId: container.channel_id,
                ts: container.message_ts,
                isEphemeral: container.is_ephemeral,
              }
            : {
                kind: 'view',
                viewId: container.view_id,
                isHome: view?.type === 'home',
                hash: view?.hash ?? '',
                metadata: view?.private_metadata ?? '',
                values: readValues(view?.state.values ?? {}),
              },
        reply: replyTo(response_url),
      })
    await run(context, work, { afterwards: true })
  })
}

/** The acknowledgement carries the field errors, so what is checked before it asks nobody on the network. */
function routeSubmissions(app: App, handlers: SlackHandlers, run: Run, log: Log): void {
  app.view(/.*/, async ({ ack, body, context }) => {
    const payload = submissionPayload.safeParse(body)
    if (!payload.success) {
      await ack()
      return log.warn({}, 'ignored a submission that does not look like Slack’s')
    }
    const { user, view } = payload.data
    const input: SubmissionInput = {
      teamIds: teamIdsOf(payload.data),
      userId: user.id,
      callbackId: view.callback_id,
      viewId: view.id,
      metadata: view.private_metadata,
      values: readValues(view.state.values),
    }
    const isNew = await run(context, async () => {
      const answer = await handlers.checkSubmission(input)
      if (answer.kind === 'errors') return ack({ response_action: 'errors', errors: { ...answer.errors } })
      if (answer.kind === 'close') await ack({ response_action: 'clear' })
      else await ack({ response_action: 'update', view: writeModal(answer.modal) as never })
      if (answer.kind !== 'refuse') await handlers.submit(input)
    })
    if (!isNew) await ack()
  })
}

/** Slack delivers an event again when it doubts that it arrived, and may do so to another instance. */
function routeEvents(app: App, handlers: SlackHandlers, run: Run, isFirstSight: IsFirstSight): void {
  app.event(/.*/, async ({ body, context }) => {
    const input = readEvent(body)
    if (input && (await isFirstSight(`event:${input.eventId}`))) await run(context, () => handlers.event(input))
  })
}

function replyThrough(responseUrl: string | undefined, measures: Measures): Reply {
  const send =
    (replaces: boolean): Reply['answer'] =>
    async (message) => {
      if (responseUrl) await measured(measures, 'response_url', () => respond(responseUrl, message, { replaces }))
    }
  return { answer: send(false), replace: send(true) }
}

/**
 * Slack's socket client gives up on a few errors only, and asks again for ever with a token that was revoked or lacks
 * its permission. Asked once before, Slack names the trouble; while Slack is away the client may go on trying.
 */
async function askForSocket(appToken: string, apiUrl: string, log: Log): Promise<void> {
  const options = { slackApiUrl: apiUrl, retryConfig: { retries: 0 }, timeout: 10_000, logger: slackLogger(log) }
  try {
    await new webApi.WebClient(appToken, options).apps.connections.open({})
  } catch (error) {
    if (isTokenRefused(error)) throw error
  }
}

/** Whether Slack says that the token itself is the trouble: waiting would not help. */
export function isTokenRefused(error: unknown): error is webApi.WebAPIPlatformError {
  const hopeless = [
    'invalid_auth',
    'not_authed',
    'account_inactive',
    'token_revoked',
    'token_expired',
    'not_allowed_token_type',
    'missing_scope',
    'access_denied',
    'no_permission',
  ]
  return error instanceof webApi.WebAPIPlatformError && hopeless.includes(error.data.error)
}
