import { setTimeout } from 'node:timers/promises'
import manifest from '../../../manifest/socket-mode.json' with { type: 'json' }
import { createDemoClock, createSandbox } from '../../../src/sandbox/index.ts'
import { startBot } from '../../support/bot.ts'
import { startLyingMistral } from './lying-mistral.ts'

/** Asks every line of a bot whose Mistral answers something else than it should; tells what nobody foresaw. */
export async function findDamageOfLies(seed: number, lines: readonly string[]): Promise<string[]> {
  // What a seed needed goes with it: a soak tries a hundred of them within one test.
  await using parts = new AsyncDisposableStack()
  const sandbox = await createSandbox({ scopes: manifest.oauth_config.scopes.bot, clock: createDemoClock() })
  parts.defer(() => sandbox.close())
  const liar = await startLyingMistral(sandbox, seed)
  parts.defer(liar.close)
  // Over HTTP: a lie may be 70 MB, and is made in this process. A socket would miss its pongs meanwhile, and Slack would
  // tell whoever asks before it is there again that nobody heard them.
  const bot = await startBot({ sandbox, overHttp: true, settings: { MISTRAL_ADMIN_API_URL: liar.url } })
  parts.defer(bot.stop)
  liar.beginToLie()
  const damage: string[] = []
  for (const line of lines) {
    const answers = await Promise.race([bot.ask(line, { user: 'U0CLAIRE' }), late()])
    if (!answers || answers.length === 0) damage.push(`no answer to ${line}`)
    if (!answers) break
  }
  await bot.stop()
  if (liar.told.length === 0) damage.push('nothing was changed')
  return [...damage, ...bot.logLines.filter((line) => /nobody foresaw|library failed/.test(line))]
}

/** Nobody waits longer, on however busy a machine. */
const late = () => setTimeout(60_000, undefined, { ref: false })
