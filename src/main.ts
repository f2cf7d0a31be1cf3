import { ConfigError, readConfig, readEnvironment } from './config.ts'
import { start } from './start.ts'
import { StartError } from './start-error.ts'
import { DatabaseUnavailable, NewerSchema } from './storage/errors.ts'

const starting = new AbortController()

try {
  const config = readConfig(readEnvironment())
  const running = start(config, { signal: starting.signal })
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    // A second signal is the operator's impatience, and ends the process as usual.
    process.once(signal, () => {
      starting.abort(new StartError(`${signal} came before Slack answered.`))
      running.then((bot) => bot.stop()).catch(() => {})
    })
  }
  await running
} catch (error) {
  const isForPeople = [ConfigError, StartError, DatabaseUnavailable, NewerSchema].some((kind) => error instanceof kind)
  process.stderr.write(`${isForPeople && error instanceof Error ? error.message : describe(error)}\n`)
  process.exitCode = 1
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
