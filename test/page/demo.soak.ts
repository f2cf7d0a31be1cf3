import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { patience, runDemo } from './run-demo.ts'

async function writeStory(story: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'story-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, 'story.txt')
  await writeFile(file, story)
  return file
}

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
