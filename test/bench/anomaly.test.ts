import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { rate, replaySpikes, writeAnomalies } from './anomaly.ts'
import { generateSpikes, spikeStories } from './spike-history.ts'

const trials = replaySpikes()
const many = replaySpikes(600)

test('every seed has a story, and the same days in every run', () => {
  expect(new Set(trials.map(({ story }) => story))).toEqual(new Set(spikeStories))
  expect(replaySpikes()).toEqual(trials)
  expect(generateSpikes(1).days).not.toEqual(generateSpikes(7).days)
})

test('unusual days are found more often than by a plain z-score, with fewer false alarms', () => {
  const [ours, bare] = [rate(many, 'ours'), rate(many, 'zScore')]
  expect(ours.recall).toBeGreaterThan(bare.recall)
  expect(ours.precision).toBeGreaterThan(bare.precision)
})

test('a batch of every week is no alarm', () => {
  const batches = many.filter(({ story }) => story === 'weekly batch')
  expect(rate(batches, 'ours').precision).toBeGreaterThan(0.9)
})

test('the table that is kept is the one that this program writes', () =>
  expect(readFileSync(new URL('anomaly.md', import.meta.url), 'utf8')).toBe(writeAnomalies(trials)))
