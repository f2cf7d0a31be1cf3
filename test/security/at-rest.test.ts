import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { secretsOf } from '../../src/start.ts'
import { startSteps } from '../support/raise.ts'

/** As it stands, and as programs write it elsewhere. */
const spellings = (secret: string): string[] => {
  const bytes = Buffer.from(secret)
  return [secret, encodeURIComponent(secret), bytes.toString('base64').replace(/=+$/, ''), bytes.toString('hex')]
}

test('no key or token stands in a file that the bot keeps: they live in its environment alone', async () => {
  const { steps, running } = await startSteps()
  await steps.request({ amount: '50000' })
  await steps.approve('U0CLAIRE')
  for (const line of ['spend', 'status', 'whoami', 'keys']) await running.ask(line, { user: 'U0CLAIRE' })
  const secrets = secretsOf(running.config).filter((secret) => secret !== undefined && secret !== '')
  expect(secrets.length).toBeGreaterThan(2)
  await running.stop()
  const files = readdirSync(running.dataDir, { recursive: true, withFileTypes: true }).filter((file) => file.isFile())
  const kept = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1')).join('\n')
  expect(kept, 'what was done is there').toContain('limit.approved')
  for (const secret of secrets) for (const spelt of spellings(String(secret))) expect(kept).not.toContain(spelt)
})
