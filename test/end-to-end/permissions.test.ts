import { expect, test } from 'vitest'
import manifest from '../../manifest/socket-mode.json' with { type: 'json' }
import { startBot } from '../support/bot.ts'

const granted = manifest.oauth_config.scopes.bot
const without = (...lacking: string[]) => granted.filter((scope) => !lacking.includes(scope))

test('a permission that Slack did not grant is named where it is needed', async () => {
  const settings = { ROLE_MAP: 'S0FINANCE:billing' }
  const { askForText } = await startBot({ scopes: without('usergroups:read'), settings })
  expect(await askForText('spend')).toContain('Slack did not grant me the permission `usergroups:read`')
})

test('status compares what the token may do with what the features want', async () => {
  const lacking = await startBot({ scopes: without('usergroups:read', 'channels:join') })
  const text = await lacking.askForText('status')
  expect(text).toMatch(/needs attention/)
  expect(text).toMatch(/`channels:join`, `usergroups:read`/)
  expect(text).not.toContain('`chat:write`')
})

test('status says nothing of permissions where none is missing', async () => {
  const { askForText } = await startBot({ scopes: [...granted, ...manifest.oauth_config.scopes.bot_optional] })
  expect(await askForText('status')).not.toMatch(/grant|permission/)
})
