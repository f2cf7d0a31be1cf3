import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { platform } from '../../src/platform.js'
import { cwd, patience, runDemo } from './run-demo.ts'

// Each is a process of its own: what else the demo can be asked for is in the soak.
test('the demo prints its address, serves the page, and ends cleanly on Ctrl-C', { timeout: patience }, async () => {
  const demo = runDemo()
  const [printed] = await once(demo.stdout, 'data')
  const [url] = /http:\/\/127\.0\.0\.1:\d+\//.exec(String(printed)) ?? ['']
  expect(await (await fetch(url)).text()).toContain('You are <b>Sarah Lindqvist</b>')
  const events = await fetch(`${url}events`)
  demo.kill('SIGINT')
  const [code] = await once(demo, 'exit')
  // A process cannot press Ctrl-C in another one's console on Windows: there it is ended.
  if (platform.stopSignals.includes('SIGTERM')) expect(code).toBe(0)
  await events.body?.cancel().catch(() => undefined)
})

test('a command is answered in the terminal, and its chart is saved', { timeout: patience }, async () => {
  const demo = runDemo('/mistral', 'spend')
  const [answer, [code]] = await Promise.all([text(demo.stdout), once(demo, 'exit')])
  expect(code).toBe(0)
  const [, path = ''] = /^Chart: (.+)$/m.exec(answer) ?? []
  expect((await readFile(join(cwd, path))).subarray(1, 4).toString()).toBe('PNG')
})
