import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { createDemoClock, sandboxStart } from '../../src/sandbox/index.ts'
import { createFaultSwitches } from '../../src/sandbox/page/fault-switches.ts'
import { parseStory } from '../../src/sandbox/story/parse.ts'
import { playStory } from '../../src/sandbox/story/play.ts'
import { startBot } from '../support/bot.ts'

/** What people do and see, word for word: each step when the bot is done with the one before, on a clock that stands. */
async function tell(story: string): Promise<string> {
  const clock = { ...createDemoClock(), now: () => new Date(sandboxStart) }
  const { bot, slack, mistral, outcomes, finished } = await startBot({ clock })
  const stage = { slack, mistral, clock, faults: createFaultSwitches(slack, mistral) }
  const printed: string[] = []
  const text = await readFile(new URL(`./${story}.txt`, import.meta.url), 'utf8')
  for (const step of parseStory(text)) {
    const before = outcomes.length
    await playStory(stage, [step], (line) => printed.push(line))
    if (step.action.does === 'submit') await finished(before + 1)
    await bot.settle()
  }
  return printed.join('').replace(/[0-9a-f]{64}/g, '<hash>')
}

test.each(['walk-through', 'two-pairs-of-eyes'])('%s is told word for word', async (story) => {
  await expect(await tell(story)).toMatchFileSnapshot(`./__transcripts__/${story}.txt`)
})
