import { expect, test } from 'vitest'
import type { ReadContext } from '../../../src/chatops/context.ts'
import { activityDigest } from '../../../src/features/activity/digest.ts'
import { reader, sketch } from '../sketch.ts'

const now = new Date('2026-11-18T09:12:00Z')

/** That many people this week and in the week before, each with three messages. */
async function say(people: number, before: number): Promise<string> {
  const answers = [people, before].map((count) => ({
    value: { rows: Array.from({ length: count }, (_, index) => ({ userId: `u${index}`, messages: 3 })), unreadable: 0 },
    fetchedAt: now,
  }))
  const mistral = { userActivity: async () => answers.shift() } as unknown as ReadContext['mistral']
  const { render } = await activityDigest.prepare({ mistral, clock: { now: () => now } } as ReadContext)
  return sketch({ text: '', blocks: render(reader({ isShared: true })) })
}

test('the people of a week are told with the change since the week before', async () => {
  expect(await say(12, 9)).toContain('+3')
})

test('fewer than five people are not told, nor what would tell them', async () => {
  expect(await say(4, 9)).not.toMatch(/\d/)
  const told = await say(6, 2)
  expect(told).toContain('6')
  expect(told).not.toMatch(/[+−-]\d/)
})
