import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import manifest from '../../manifest/socket-mode.json' with { type: 'json' }
import { readConfig } from '../../src/config/index.ts'
import { createLog } from '../../src/log.ts'
import { createSandbox } from '../../src/sandbox/index.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { start } from '../../src/start.ts'
import type { Finding } from './measure.ts'

const askers = 100
/** Long enough for all of them to have asked before the first answer comes. */
const answerDelayMs = 2000

/** A hundred people type the same command while Mistral takes its time: how often is each question passed on? */
export async function measureAskers(): Promise<Finding[]> {
  const sandbox = await createSandbox({ scopes: manifest.oauth_config.scopes.bot })
  const dataDir = await mkdtemp(join(tmpdir(), 'mistral-bench-'))
  // The watch of the limit asks for itself.
  const config = readConfig({ ...sandbox.environment, DATA_DIR: dataDir, READ_ACCESS: 'workspace', ALERTS_CHANNEL: '' })
  const { promise: allAnswered, resolve } = Promise.withResolvers<void>()
  let answered = 0
  const observe = () => {
    answered += 1
    if (answered === askers) resolve()
  }
  const log = createLog('fatal', [])
  const bot = await start(config, { clock: sandbox.clock, log, observe })
  const { slack, mistral } = sandbox
  const someone = slack.people().find(({ kind }) => kind === 'member')
  if (!someone) throw new Error('nobody is in the sandbox')
  const users = Array.from({ length: askers }, (_, index) => `U0ASKER${index}`)
  for (const id of users) slack.addPerson({ ...someone, id, email: `${id.toLowerCase()}@northwind.example` })
  mistral.faults.delay(answerDelayMs)
  const channel = sandboxChannels.finops.id
  await Promise.all(users.map((user) => slack.command({ user, channel, text: 'spend' })))
  await allAnswered
  const { requests } = mistral
  await bot.stop()
  await sandbox.close()
  await rm(dataDir, { recursive: true })

  const questions = Map.groupBy(requests, ({ path, query }) => `${path} ${JSON.stringify(query)}`)
  const most = Math.max(...[...questions.values()].map((same) => same.length))
  const months = [...questions.keys()].filter((question) => question.startsWith('/usage ')).length
  if (months === 0) throw new Error('nobody was answered')
  return [
    {
      what: `${askers} people ask for the spend at once (${months} months of usage, and the limit): calls to Mistral for each of these ${questions.size} questions, at most`,
      ours: String(most),
      bare: '1',
      ratio: most,
      most: 1,
    },
  ]
}
