import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/sandbox/index.ts'
import { createFaultSwitches } from '../../src/sandbox/page/fault-switches.ts'
import { parseStory, StoryError } from '../../src/sandbox/story/parse.ts'
import { playStory } from '../../src/sandbox/story/play.ts'
import { scopes, startBolt } from '../sandbox/slack/bench.ts'
import { startBot } from '../support/bot.ts'
import { registerKitchenSink } from './kitchen-sink.ts'

async function play({ slack, mistral, clock }: Sandbox, text: string, patienceMs = 10_000): Promise<string> {
  const printed: string[] = []
  const stage = { slack, mistral, clock, faults: createFaultSwitches(slack, mistral), patienceMs }
  await playStory(stage, parseStory(text), (line) => printed.push(line))
  return printed.join('')
}

test('the README’s walk-through happens as it says', async () => {
  const { sandbox } = await startBot()
  const story = await readFile(new URL('../stories/walk-through.txt', import.meta.url), 'utf8')
  const transcript = await play(sandbox, story)
  expect(transcript).toContain('Shared by @Sarah Lindqvist')
})

test('a sentence that means nothing is named before anything happens', () => {
  expect(() => parseStory('Sarah in #finops: hello\n\n# a comment\nSarah dances')).toThrow(
    new StoryError('line 4: nobody understands “Sarah dances”'),
  )
  expect(() => parseStory('Clock: +1 year')).toThrow(StoryError)
  expect(() => parseStory('Break: everything')).toThrow(StoryError)
})

test('people press, choose, fill in and submit, in words that they read', async () => {
  const sandbox = await createSandbox({ scopes })
  await using _ = { [Symbol.asyncDispose]: () => sandbox.close() }
  await startBolt(sandbox.slack, 'socket', registerKitchenSink)
  const transcript = await play(
    sandbox,
    `
    Claire in Messages: /mistral all
    Claire sees "Everything" in Messages
    Claire clicks "Open"
    Claire sees "First"
    Claire submits
    Claire sees "Please complete this required field."
    Claire fills in "Amount" with "wrong"
    Claire submits
    Claire sees "Not that one."
    Claire clicks "Explain"
    Claire sees "Second"
    Claire closes
    Claire sees "Amount: [wrong]"
    Claire closes
    Claire does not see "Amount"
    Claire clicks "Drop it"
    Claire chooses "Option two" in "Pick one"
    Claire chooses "Marc Delacroix" in "Who?"
    Claire opens Home
    Claire sees "Risky" in Home
    `,
  )
  expect(transcript).toContain('— First —')
})

test('the clock, money, the limit and faults are part of it', async () => {
  const sandbox = await createSandbox({ scopes })
  await using _ = { [Symbol.asyncDispose]: () => sandbox.close() }
  const { use } = sandbox.mistral.organization
  await play(sandbox, 'Mistral: burns 1000\nMistral: limit 60000\nBreak: counter-lags\nClock: to Monday 09:00')
  const { mistral, clock } = sandbox
  expect(mistral.organization).toMatchObject({ limit: 60_000 })
  expect(mistral.organization.use).toBeGreaterThan(use + 900)
  expect(mistral.faults.counterLagMs).toBeGreaterThan(0)
  expect(clock.now().toISOString()).toMatch(/^2026-11-23T08:00/)
  await play(sandbox, 'Mistral: limit none\nMend: counter-lags')
  expect(mistral.organization.limit).toBeNull()
  expect(mistral.faults.counterLagMs).toBe(0)
})

test('what does not come about fails the story, and says what stood there instead', async () => {
  const sandbox = await createSandbox({ scopes })
  await using _ = { [Symbol.asyncDispose]: () => sandbox.close() }
  const failing = (line: string) => expect(play(sandbox, `Sarah in #finops: hello\n${line}`, 100)).rejects
  await failing('Sarah does not see "hello"').toThrow('line 2, “Sarah does not see "hello"”: Sarah does see it')
  await failing('Bob in #finops: hello').toThrow('nobody here is called Bob')
  await failing('Sarah in #nowhere: hello').toThrow('there is no channel #nowhere')
  await failing('Sarah submits').toThrow('Sarah Lindqvist waited in vain')
  await failing('Sarah sees "goodbye"').toThrow('hello')
})
