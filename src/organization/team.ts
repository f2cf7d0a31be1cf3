import { StartError } from '../config/start-error.ts'
import { UpstreamError } from '../domain/errors.ts'
import type { Log } from '../domain/log.ts'
import type { Clock } from '../domain/time/clock.ts'
import type { SlackCalls } from '../slack/calls.ts'

interface Team {
  readonly id: string
  readonly name: string
  readonly bot: { readonly id: string; readonly userId: string }
  /** The permissions of the token; undefined where Slack does not say. */
  readonly scopes: readonly string[] | undefined
}

/** Whose workspace the token belongs to. While Slack is away this waits; a refused token is for a person to mend. */
export async function findTeam(
  calls: SlackCalls,
  clock: Clock,
  log: Log,
  signal: AbortSignal | undefined,
): Promise<Team> {
  for (let waitMs = 1000; ; waitMs = Math.min(waitMs * 2, 30_000)) {
    try {
      const { team_id, team, bot_id, user_id, is_enterprise_install, response_metadata } = await calls.repeatable(
        'auth.test',
        (client) => client.auth.test(),
      )
      if (is_enterprise_install)
        throw new StartError(
          'SLACK_BOT_TOKEN: it belongs to a whole Enterprise organization, which is not supported. Install the app in one workspace and copy its Bot User OAuth Token.',
        )
      if (!team_id || !bot_id || !user_id) throw new UpstreamError('slack', 'notUnderstood', 'auth.test')
      return {
        id: team_id,
        name: team ?? team_id,
        bot: { id: bot_id, userId: user_id },
        scopes: response_metadata?.scopes,
      }
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error
      if (error.reason === 'keyRefused')
        throw new StartError(
          `SLACK_BOT_TOKEN: Slack refuses it (${error.code}). Copy the Bot User OAuth Token from “OAuth & Permissions”.`,
        )
      log.warn({ reason: error.reason, waitMs }, 'Slack does not answer; trying again')
      await clock.sleep(waitMs, signal)
    }
  }
}

/** Whatever becomes of it, it is known afterwards. */
export async function askSlack(calls: SlackCalls): Promise<void> {
  try {
    await calls.once('auth.test', (client) => client.auth.test())
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
  }
}
