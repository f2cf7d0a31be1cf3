import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { platform } from '../../src/platform.js'
import { cwd, patience, runDemo } from './run-demo.ts'

async function writeStory(story: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'story-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, 'story.txt')
  await writeFile(file, story)
  return file
}

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

test('everybody can be French', { timeout: patience }, async () => {
  const demo = runDemo('--language', 'fr', '/mistral', 'limits')
  const [answer, [code]] = await Promise.all([text(demo.stdout), once(demo, 'exit')])
  expect(answer).toContain('[Demander un relèvement]')
  expect(code).toBe(0)
  const unknown = runDemo('--language', 'tlh')
  const [complaint, [failure]] = await Promise.all([text(unknown.stderr), once(unknown, 'exit')])
  expect(complaint).toBe('--language wants one of en, fr\n')
  expect(failure).toBe(1)
})

test('a story that goes as told exits with 0, and one that does not with 1', { timeout: patience }, async () => {
  const well = runDemo('--script', await writeStory('Sarah in #finops: /mistral whoami\nSarah sees "you are a member"'))
  const [transcript, [code]] = await Promise.all([text(well.stdout), once(well, 'exit')])
  expect(transcript).toContain('Sarah Lindqvist, you are a member.')
  expect(code).toBe(0)

  const ill = runDemo('--script', await writeStory('Sarah sings'))
  const [complaint, [failure]] = await Promise.all([text(ill.stderr), once(ill, 'exit')])
  expect(complaint).toBe('line 1: nobody understands “Sarah sings”\n')
  expect(failure).toBe(1)
})
