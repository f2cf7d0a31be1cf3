import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import manifest from '../../manifest/socket-mode.json' with { type: 'json' }
import { createSandbox } from '../../src/sandbox/index.ts'
import { type Finding, median, ms, takeTurns, timeOf } from './measure.ts'

const rounds = 8

/** `npm start` without npm, until the bot says that it is ready; against a Node that has nothing to do. */
export async function measureStart(): Promise<Finding[]> {
  const sandbox = await createSandbox({ scopes: manifest.oauth_config.scopes.bot })
  const folder = await mkdtemp(join(tmpdir(), 'mistral-bench-'))
  let number = 0
  const ours = async () => {
    number += 1
    const env = { ...process.env, ...sandbox.environment, DATA_DIR: join(folder, String(number)) }
    const begin = performance.now()
    const bot = spawn(process.execPath, ['src/launch.js', 'src/main.ts'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
    await untilReady(bot)
    const taken = performance.now() - begin
    bot.kill('SIGTERM')
    await once(bot, 'exit')
    return taken
  }
  const bare = () => timeOf(() => once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit'))
  await takeTurns(1, ours, bare)
  const taken = await takeTurns(rounds, ours, bare)
  await sandbox.close()
  await rm(folder, { recursive: true })
  const times = { ours: median(taken.ours), bare: median(taken.bare) }
  return [
    {
      what: 'start to ready, with a new database and Slack connected; against `node -e 0`',
      ours: ms(times.ours),
      bare: ms(times.bare),
      ratio: times.ours / times.bare,
      most: 15,
    },
  ]
}

async function untilReady({ stdout }: ChildProcess): Promise<void> {
  if (!stdout) throw new Error('the bot was started without its output')
  for await (const line of createInterface(stdout)) {
    if (JSON.parse(line).msg === 'ready') return
  }
  throw new Error('the bot ended before it was ready')
}
