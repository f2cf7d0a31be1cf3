import { ConfigError, readConfig, readEnvironment } from './config/index.ts'
import { StartError } from './config/start-error.ts'
import { createLog, hideSecrets } from './log.ts'
import { platform } from './platform.js'
import { secretsOf, start } from './start.ts'
import { DatabaseUnavailable, NewerSchema } from './storage/errors.ts'

const starting = new AbortController()
/** Whatever a start waits for, a signal ends it. */
const givenUp = new Promise<never>((_resolve, reject) => {
  starting.signal.addEventListener('abort', () => reject(starting.signal.reason), { once: true })
})

let hide = (text: string) => text

try {
  const config = readConfig(readEnvironment())
  hide = hideSecrets(secretsOf(config))
  const log = createLog(config.logLevel, secretsOf(config))
  const running = start(config, { log, signal: starting.signal })
  // A promise that nobody waited for: what was asked is lost, and everything else goes on.
  process.on('unhandledRejection', (error) => log.error({ error }, 'a promise failed that nobody waited for'))
  // Here nobody knows what is left undone in memory; what counts is in the database, and a new process goes on with it.
  process.once('uncaughtException', (error) => {
    log.error({ error }, 'an error that nobody caught; the process ends')
    process.exitCode = 1
    const leave = () => process.exit()
    setTimeout(leave, 5_000).unref()
    running.then((bot) => bot.stop(3_000)).then(leave, leave)
  })
  for (const signal of platform.stopSignals) {
    // A second signal is the operator's impatience, and ends the process as usual.
    process.once(signal, () => {
      starting.abort(new StartError(`${signal} came before the bot was ready.`))
      running
        .then((bot) => bot.retire())
        .catch((error: unknown) => log.error({ error }, 'the end did not go as it should'))
    })
  }
  await Promise.race([running, givenUp])
} catch (error) {
  const isForPeople = [ConfigError, StartError, DatabaseUnavailable, NewerSchema].some((kind) => error instanceof kind)
  process.stderr.write(hide(`${isForPeople && error instanceof Error ? error.message : describe(error)}\n`))
  process.exitCode = 1
  // A library that goes on trying must not keep a failed start alive.
  setTimeout(() => process.exit(), 1_000).unref()
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
