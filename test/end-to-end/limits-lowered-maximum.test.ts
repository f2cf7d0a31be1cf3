import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startBot } from '../support/bot.ts'
import { raiseSteps } from '../support/raise.ts'

test('a request above a MAX_LIMIT that was lowered meanwhile is told as that, and not as a lost role', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chatops-maximum-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const place = { DATABASE_URL: `sqlite:${join(folder, 'bot.sqlite')}` }
  const first = await startBot({ settings: place })
  await raiseSteps(first).request({ amount: '60000' })
  await first.stop()

  const lowered = await startBot({ sandbox: first.sandbox, settings: { ...place, MAX_LIMIT: '50000' } })
  const steps = raiseSteps(lowered)
  await steps.approve('U0CLAIRE')
  const told = [steps.cardText(), ...steps.threadTexts(), steps.directTexts('U0SARAH').at(-1)].join('\n')
  expect(told).toContain('above the highest limit that may be asked for here')
  expect(told).not.toMatch(/no longer has the role|could not be confirmed/)
  expect(lowered.mistral.organization.limit).toBe(45_000)
})
