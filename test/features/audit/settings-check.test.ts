import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startBot } from '../../support/bot.ts'

test('a start with other settings stands in the trail, with what changed and nothing else', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chatops-settings-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const place = { DATABASE_URL: `sqlite:${join(folder, 'bot.sqlite')}` }
  const first = await startBot({ settings: place })
  const claire = { user: 'U0CLAIRE' }
  expect(await first.askForText('audit settings', claire)).not.toContain('settings changed')
  await first.stop()

  const { sandbox } = first
  const same = await startBot({ sandbox, settings: place })
  expect(await same.askForText('audit settings', claire)).not.toContain('settings changed')
  await same.stop()

  const changed = await startBot({ sandbox, settings: { ...place, MAX_LIMIT: '60000', ROLE_MAP: 'U0MARC:admin' } })
  const told = await changed.askForText('audit settings', claire)
  expect(told).toMatch(/settings changed/)
  expect(told).toMatch(/MAX.LIMIT/)
  expect(told).toMatch(/ROLE.MAP.ENTRIES/)
  expect(told).not.toMatch(/READ.ACCESS|U0MARC/)
})
