import { expect, test } from 'vitest'
import { askedOn, replayForecasts, type Trial } from './forecast.ts'
import { generateHistory, stories } from './spend-history.ts'

const trials = replayForecasts()
const many = replayForecasts(600)
const mean = (some: readonly Trial[], of: (trial: Trial) => number) =>
  some.reduce((total, trial) => total + of(trial), 0) / some.length

test('every seed has a story and is asked three times, the same in every run', () => {
  expect(trials).toHaveLength(24 * askedOn.length)
  expect(new Set(trials.map(({ story }) => story))).toEqual(new Set(stories))
  expect(replayForecasts()).toEqual(trials)
  expect(generateHistory(1)).not.toEqual(generateHistory(7))
})

test.each(askedOn)('after %i days the forecast is nearer than a straight line and than last month', (day) => {
  const asked = many.filter((trial) => trial.day === day)
  expect(mean(asked, ({ ours }) => ours)).toBeLessThan(mean(asked, ({ straightLine }) => straightLine))
  expect(mean(asked, ({ ours }) => ours)).toBeLessThan(mean(asked, ({ lastMonth }) => lastMonth))
})

const covered = (some: readonly Trial[]) => mean(some, ({ isWithinRange }) => Number(isWithinRange))

test.each(askedOn)('after %i days months end within the 80 %% range about four times out of five', (day) => {
  const within = covered(many.filter((trial) => trial.day === day))
  expect(within).toBeGreaterThan(0.75)
  expect(within).toBeLessThan(0.88)
})

test('the range is made by nobody wider than it must be: months in which nothing happens end within it most often', () => {
  expect(covered(many.filter(({ story }) => story === 'as ever'))).toBeGreaterThan(0.85)
  expect(covered(many.filter(({ story }) => story === 'as ever'))).toBeLessThan(0.95)
  expect(covered(many.filter(({ story }) => story === 'launch'))).toBeLessThan(0.75)
})
