import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import manifest from '../../manifest/socket-mode.json' with { type: 'json' }
import { startBot } from '../support/bot.ts'

const { bot: needed, bot_optional: optional } = manifest.oauth_config.scopes
const everyScope = [...needed, ...optional]

const get = async (port: number, path: string) => {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`)
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() }
}

describe.each([
  { name: 'Socket Mode', overHttp: false },
  { name: 'signed HTTP', overHttp: true },
])('with $name', ({ overHttp }) => {
  test('/healthz says that the process lives, /readyz that people can be answered', async () => {
    const { bot } = await startBot({ overHttp, scopes: everyScope })
    expect(await get(bot.port, '/healthz')).toMatchObject({ status: 200, text: '{"status":"alive"}' })
    expect(await get(bot.port, '/readyz')).toMatchObject({
      status: 200,
      text: '{"status":"ready","slack":true,"storage":true}',
    })
    expect(await get(bot.port, '/elsewhere')).toMatchObject({ status: 404 })
  })

  test('/metrics counts commands by our own words, and holds no name, amount or text', async () => {
    const { bot, ask } = await startBot({ overHttp })
    await ask('spend')
    await ask('spend by claire@northwind.example')
    await ask('northwind')
    const { status, type, text } = await get(bot.port, '/metrics')
    expect(status).toBe(200)
    expect(type).toContain('text/plain')
    expect(text).toContain('chatops_commands_total{command="spend",result="answered"} 1')
    expect(text).toContain('chatops_commands_total{command="spend",result="refused"} 1')
    expect(text).toContain('chatops_commands_total{command="unknown",result="refused"} 1')
    expect(text).toMatch(/chatops_command_seconds_bucket\{le="0\.05",command="spend"\} \d/)
    expect(text).not.toMatch(/northwind|claire|sarah|€/i)
  })
})

test('/readyz says 503 while the socket is away, and /healthz stays as it is', async () => {
  const { bot, slack } = await startBot()
  slack.faults.refuseSockets(true)
  slack.faults.dropSockets()
  let ready = await get(bot.port, '/readyz')
  while (ready.status === 200) ready = await get(bot.port, '/readyz')
  expect(ready).toMatchObject({ status: 503, text: '{"status":"not ready","slack":false,"storage":true}' })
  expect(await get(bot.port, '/healthz')).toMatchObject({ status: 200 })
})

test('/readyz says 503 once the file of the database was deleted: what is written into it would be lost', async () => {
  const { bot, dataDir } = await startBot()
  for (const end of ['', '-wal', '-shm']) rmSync(join(dataDir, `chatops.sqlite${end}`), { force: true })
  expect(await get(bot.port, '/readyz')).toMatchObject({
    status: 503,
    text: expect.stringContaining('"storage":false'),
  })
  expect((await get(bot.port, '/metrics')).text).toContain('chatops_database_up 0')
})

test('/readyz says what hampers the bot, with 200: people are answered, and a restart would mend nothing', async () => {
  const { bot, mistral, ask, sandbox, dataDir } = await startBot({ scopes: needed })
  const readyz = async () => {
    const { status, text } = await get(bot.port, '/readyz')
    expect(status).toBe(200)
    return JSON.parse(text)
  }
  expect(await readyz()).toEqual({
    ...{ status: 'degraded', slack: true, storage: true },
    reasons: ['history-permission-missing'],
  })
  mistral.faults.fail(401)
  await ask('status')
  const file = new DatabaseSync(join(dataDir, 'chatops.sqlite'))
  file.exec(`insert into jobs (organization, kind, subject, due_at, attempt, failures, last_error, dead_at)
    values ('main', 'limits.tell', 'x', 0, 100, 100, 'gone', 1),
      ('main', 'limits.tell', 'y', 9999999999999, 3, 3, 'not yet', null)`)
  file.close()
  sandbox.clock.advance(61 * 60_000)
  await expect.poll(readyz, { timeout: 10_000, interval: 200 }).toMatchObject({
    reasons: ['mistral-refuses', 'poll-stale', 'jobs-failing', 'jobs-given-up', 'history-permission-missing'],
  })
})
