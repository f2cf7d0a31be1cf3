import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { SandboxClock } from '../../src/sandbox/clock.ts'
import { createDemoClock, sandboxStart } from '../../src/sandbox/index.ts'
import { createFaultSwitches } from '../../src/sandbox/page/fault-switches.ts'
import { parseStory } from '../../src/sandbox/story/parse.ts'
import { playStory } from '../../src/sandbox/story/play.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { startBot } from '../support/bot.ts'

/** What people do and see, word for word: each step when the bot is done with the one before, on a clock that stands. */
async function tell(story: string, settings: Readonly<Record<string, string>>): Promise<string> {
  const clock = createStandingClock()
  const { bot, slack, mistral, outcomes, finished } = await startBot({ clock, settings })
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

/** It moves where the story moves it, and not by itself. */
function createStandingClock(): SandboxClock {
  const clock = createDemoClock()
  let now = sandboxStart.getTime()
  return {
    ...clock,
    now: () => new Date(now),
    advance(ms) {
      now += ms
      clock.advance(ms)
    },
  }
}

const { finops, digest } = sandboxChannels

test.each<[string, Record<string, string>]>([
  ['walk-through', {}],
  ['two-pairs-of-eyes', {}],
  ['friday-evening', { ALERTS_CHANNEL: finops.id, DIGEST_CHANNEL: digest.id }],
])('%s is told word for word', { timeout: 60_000 }, async (story, settings) => {
  await expect(await tell(story, settings)).toMatchFileSnapshot(`./__transcripts__/${story}.txt`)
})
