import { StartError } from '../config/start-error.ts'
import { isTokenRefused } from '../slack/app.ts'

export async function connectSlack(slack: { start(): Promise<void> }, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted()
  const givenUp = Promise.withResolvers<never>()
  signal?.addEventListener('abort', () => givenUp.reject(signal.reason), { once: true })
  try {
    await Promise.race([slack.start(), givenUp.promise])
  } catch (error) {
    if (!isTokenRefused(error)) throw error
    throw new StartError(
      `SLACK_APP_TOKEN: Slack refuses it (${error.data.error}). Make an app-level token (xapp-…) with connections:write under “Basic Information”.`,
    )
  }
}
