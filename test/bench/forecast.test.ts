import { expect, test } from 'vitest'
import { askedOn, replayForecasts, type Trial } from './forecast.ts'
import { generateHistory, stories } from './spend-history.ts'

const trials = replayForecasts()
const many = replayForecasts(240)
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

test('months in which nothing happens end within the 80 % range about that often', () => {
  const calm = many.filter(({ story }) => story === 'as ever')
  const within = mean(calm, ({ isWithinRange }) => Number(isWithinRange))
  expect(within).toBeGreaterThan(0.74)
  expect(within).toBeLessThan(0.9)
})
