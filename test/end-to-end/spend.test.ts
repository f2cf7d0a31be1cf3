import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { startBot } from '../support/bot.ts'

test('a member asks for the spend and reads total, limit, forecast, comparison and source, alone', async () => {
  const { ask, askForText } = await startBot()
  const [answer] = await ask('spend')
  expect(answer?.visibleTo).toBe('U0SARAH')
  const text = await askForText('spend')
  expect(text).toMatch(/^November: €26,\d{3} of €45,000 \((59|60)%\)/)
  expect(text).toMatch(/Landing at €4\d,\d00/)
  expect(text).toMatch(/on 1–17 Oct, whole days/)
  expect(text).toMatch(/pages .*without a price, not counted/)
  expect(text).toContain('before VAT, seats and discounts')
  // The README says of its picture that this command draws it again.
  const landing = /Landing at (€[\d,]+)/.exec(text)?.[1]
  expect(readFileSync('README.md', 'utf8')).toContain(`![November is heading for ${landing} of €45,000]`)
})

test('figures that were read anew are not called old because last month’s were kept', async () => {
  const { sandbox, askForText } = await startBot()
  await askForText('spend')
  sandbox.clock.advance(3 * 60_000)
  const text = await askForText('spend')
  expect(text).toContain('on 1–17 Oct')
  expect(text).not.toContain(' old)')
})

test('the same answer comes over signed HTTP', async () => {
  const { askForText } = await startBot({ overHttp: true })
  expect(await askForText('spend')).toMatch(/^November: €26,\d{3} of €45,000/)
})
