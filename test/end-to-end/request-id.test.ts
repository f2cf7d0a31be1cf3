import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { defineCommand, defineFeature } from '../../src/chatops/contract.ts'
import { startBot } from '../support/bot.ts'
import { raiseSteps } from '../support/raise.ts'

const linesOf = (logLines: readonly string[]) => logLines.map((line): Record<string, unknown> => JSON.parse(line))

test('one id leads from the click that approves over the job to the write at Mistral', async () => {
  const bot = await startBot()
  const { mistral, logLines, dataDir } = bot
  const steps = raiseSteps(bot)
  await steps.request({ amount: '50000' })
  await steps.review('U0CLAIRE', 'approve')
  const file = new DatabaseSync(join(dataDir, 'chatops.sqlite'))
  // What the job's row holds when it is made: it is gone once the job is done.
  file.exec('create table seen (kind text, request text)')
  file.exec('create trigger keep_seen after insert on jobs begin insert into seen values (new.kind, new.request); end')
  await steps.submit('U0CLAIRE')

  const lines = linesOf(logLines)
  const approved = lines.findLast(({ command, msg }) => msg === 'answered' && command === 'limits.approve')
  const id = approved?.request
  expect(id).toMatch(/^[0-9a-f]{8}$/)
  const rows = file.prepare("select distinct request from seen where kind = 'limits.apply'").all()
  file.close()
  expect(rows).toEqual([{ request: id }])
  const ofRequest = lines.filter(({ request }) => request === id)
  expect(ofRequest).toContainEqual(expect.objectContaining({ msg: 'a job begins', kind: 'limits.apply' }))
  expect(ofRequest).toContainEqual(
    expect.objectContaining({ msg: 'Mistral answered a write', call: 'POST /spend-limit', status: 200 }),
  )
  const writes = mistral.requests.filter(({ method }) => method === 'POST')
  expect(writes.map(({ requestId }) => requestId)).toEqual([id])
  // The click that opened the form, and the request that Sarah made, are others.
  expect(new Set(lines.flatMap(({ request }) => (request ? [request] : []))).size).toBeGreaterThan(2)
})

test('what nobody foresaw is answered with the id of its request, and the log has it', async () => {
  const broken = defineCommand({
    name: 'broken',
    access: 'anyone',
    summary: () => 'breaks',
    examples: ['broken'],
    parse: () => undefined,
    run: async () => {
      throw new Error('Claire Fontaine spent €45,000')
    },
    render: () => ({ text: '', blocks: [] }),
  })
  const { askForText, logLines } = await startBot({ features: [defineFeature({ name: 'broken', commands: [broken] })] })
  const [, reference] = /([0-9a-f]{8})/.exec(await askForText('broken')) ?? []
  const told = linesOf(logLines).filter(({ request }) => request === reference)
  expect(told.map(({ msg }) => msg)).toEqual(expect.arrayContaining(['an error that nobody foresaw', 'answered']))
  expect(logLines.join('')).not.toMatch(/Fontaine|45,000/)
  expect(told.find(({ error }) => error)?.error).toMatchObject({
    name: 'Error',
    at: expect.arrayContaining([expect.stringMatching(/^test\/end-to-end\/request-id\.test\.ts:/)]),
  })
})
