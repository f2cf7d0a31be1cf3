import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import manifest from '../../manifest/socket-mode.json' with { type: 'json' }
import type { Outcome } from '../chatops/outcome.ts'
import { readConfig } from '../config.ts'
import { createLog } from '../log.ts'
import { secretsOf, start } from '../start.ts'
import { createSandbox } from './index.ts'
import { runOnce } from './one-shot.ts'

/** `npm run demo`: the real bot in the sandbox. With a command behind it: one answer in the terminal. */
const words = process.argv.slice(2)
const dataDir = await mkdtemp(join(tmpdir(), 'mistral-demo-'))
const sandbox = await createSandbox({ scopes: manifest.oauth_config.scopes.bot })
const config = readConfig({ ...sandbox.environment, DATA_DIR: dataDir, LOG_LEVEL: words.length > 0 ? 'error' : 'warn' })
const log = createLog(config.logLevel, secretsOf(config), (line) => process.stderr.write(line))
const ended = Promise.withResolvers<Outcome>()
const bot = await start(config, { clock: sandbox.clock, log, observe: ended.resolve })

async function close(): Promise<void> {
  await bot.stop()
  await sandbox.close()
  await rm(dataDir, { recursive: true })
}

if (words.length > 0) {
  process.exitCode = await runOnce(sandbox, {
    line: words.join(' '),
    ended: ended.promise,
    folder: 'demo-output',
    print: (text) => process.stdout.write(text),
  })
  await close()
}
