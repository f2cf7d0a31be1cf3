import { expect, test } from 'vitest'
import { type Finding, keepsPromise } from './measure.ts'
import { writeReport } from './report.ts'
import { usageSeed } from './usage-answer.ts'

const finding = (change: Partial<Finding>): Finding => ({ what: 'a thing', ours: '3 ms', bare: '2 ms', ...change })

test.each([
  ['a ratio within its bound', { ratio: 1.5, most: 1.5 }, true, '| 1.50 | ≤ 1.5 kept |'],
  ['a ratio beyond it', { ratio: 1.51, most: 1.5 }, false, '| 1.51 | ≤ 1.5 **broken** |'],
  ['a ratio that is no number', { ratio: Number.NaN, most: 1.5 }, false, '**broken**'],
  ['a promise that was not measured', { most: 1.5 }, false, '**broken**'],
  ['what is told for information', { ratio: 23 }, true, '| 23.00 | – |'],
])('%s is told as such, and decides the exit code', (_, change, isKept, cells) => {
  expect(keepsPromise(finding(change))).toBe(isKept)
  expect(writeReport([finding(change)], new Date('2026-11-18T09:12:00Z'), 61)).toContain(cells)
})

test('the machine and the seeds stand above the table', () => {
  const report = writeReport([], new Date('2026-11-18T09:12:00Z'), 61)
  expect(report).toMatch(/2026-11-18 09:12 UTC, 61 s · \d+ × .+ GB, .+ Node \d+\.\d+/)
  expect(report).toContain(`seeds: usage answer ${usageSeed}, sandbox 1`)
})
