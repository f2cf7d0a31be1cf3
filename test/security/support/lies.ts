import { setTimeout } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import manifest from '../../../manifest/socket-mode.json' with { type: 'json' }
import { createDemoClock, createSandbox } from '../../../src/sandbox/index.ts'
import { startBot } from '../../support/bot.ts'
import { startLyingMistral } from './lying-mistral.ts'

/** Asks every line of a bot whose Mistral answers something else than it should; tells what nobody foresaw. */
export async function findDamageOfLies(seed: number, lines: readonly string[]): Promise<string[]> {
  const sandbox = await createSandbox({ scopes: manifest.oauth_config.scopes.bot, clock: createDemoClock() })
  onTestFinished(() => sandbox.close())
  const liar = await startLyingMistral(sandbox, seed)
  const bot = await startBot({ sandbox, settings: { MISTRAL_ADMIN_API_URL: liar.url } })
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
