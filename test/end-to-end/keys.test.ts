import { describe, expect, test } from 'vitest'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { startBot } from '../support/bot.ts'
import { readTrail } from '../support/trail.ts'
import { answerTo, labelsOf, press, read, seen } from './support.ts'

const finops = sandboxChannels.finops.id
const claire = { user: 'U0CLAIRE', channel: finops as string }

describe('keys', () => {
  test('says what there is to do, by name to an admin, and the look is in the trail', async () => {
    const bot = await startBot()
    const answer = await answerTo(bot, 'keys', claire)
    const text = read(bot.slack, answer)
    expect(text).toMatch(/^2 API keys expire within 30 days, 1 was made by somebody who left/)
    expect(text).toContain('support-bot production, Support-bot: expires on 23 Nov, in 5 days')
    expect(text).toContain('nightly extraction, Data platform: its maker is no longer a member')
    expect(labelsOf(answer)).toEqual(expect.arrayContaining(['Share in channel', 'Open API keys at Mistral']))
    expect((await readTrail(bot)).map(({ action }) => action)).toContain('keys.viewed')
    await press(bot.slack, answer, 'Unused', 'U0CLAIRE')
    await seen(bot.slack, finops, 'U0CLAIRE', /^2 API keys were not used for 60 days/)
  })

  test('shows a member how many in which Workspace, and no name', async () => {
    const bot = await startBot()
    const text = await bot.askForText('keys')
    expect(text).toContain('Data platform: 1 expires soon, 1 made by somebody who left')
    expect(text).not.toMatch(/nightly|production|viktor|Zoë/)
    expect((await readTrail(bot)).map(({ action }) => action)).not.toContain('keys.viewed')
  })

  test('never shows a part of a key', async () => {
    const bot = await startBot()
    const answer = await fetch(`${bot.mistral.url}/api-keys`, { headers: { 'x-api-key': bot.mistral.key } })
    const { keys } = (await answer.json()) as { keys: { hidden_key: string }[] }
    await bot.ask('keys', claire)
    for (const kind of ['expiring', 'expired', 'left', 'unused']) await bot.ask(`keys ${kind}`, claire)
    const written = JSON.stringify(bot.slack.messages({ channel: finops, as: 'U0CLAIRE' })) + bot.logLines.join('\n')
    for (const { hidden_key } of keys) for (const part of hidden_key.split('...')) expect(written).not.toContain(part)
  })

  test('counts the keys of somebody who leaves', async () => {
    const bot = await startBot()
    expect(await bot.askForText('keys left', claire)).toMatch(/^1 API key was made by somebody who left/)
    const answer = await fetch(`${bot.mistral.url}/api-keys`, { headers: { 'x-api-key': bot.mistral.key } })
    const { keys } = (await answer.json()) as { keys: { name: string; created_by: string }[] }
    bot.mistral.removeMember(keys.find(({ name }) => name === 'invoice OCR')?.created_by ?? '')
    bot.sandbox.clock.advance(120_000)
    expect(await bot.askForText('keys left', claire)).toMatch(/^2 API keys were made by[\s\S]*invoice OCR/)
  })

  test('is refused to guests, understands its kinds alone, and says when Mistral has no such list', async () => {
    const bot = await startBot()
    const gabi = { user: 'U0GABI', channel: sandboxChannels.general.id as string }
    expect(await bot.askForText('keys', gabi)).toContain('Guests of this workspace cannot use me')
    expect(await bot.askForText('keys soon', claire)).toContain('I do not understand')
    bot.mistral.faults.fail(404, { path: '/api-keys' })
    expect(await bot.askForText('keys', claire)).toContain('Mistral does not list API keys at the address that I ask')
  })
})
