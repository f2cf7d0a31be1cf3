import { expect, test } from 'vitest'
import { findSteep, type Growth, writeGrowth } from './growth-report.ts'

const growth = (cpu: readonly number[], calls: readonly number[] = [4, 40]): Growth => ({
  of: 'Workspaces',
  commands: { workspaces: [10, 100].map((size, at) => ({ size, cpuMs: cpu[at]!, calls: calls[at]! })) },
  memory: [10, 100].map((size, at) => ({ size, bytes: (100 + at) * 1024 ** 2 })),
})

test('what grows as the size does, or slower, is no matter', () => {
  expect(findSteep(growth([30, 300]))).toEqual([])
  expect(findSteep(growth([30, 40], [4, 4]))).toEqual([])
  expect(writeGrowth([growth([30, 300])], 'here')).toContain('Nothing here grows faster than the number of Workspaces.')
})

test('what grows faster is said in a sentence, time and calls each', () => {
  expect(findSteep(growth([30, 900], [4, 400]))).toEqual([
    'From 10 to 100 Workspaces, 30.0 times as much for 10.0 times as many: the processor’s time of `workspaces`.',
    'From 10 to 100 Workspaces, 100.0 times as much for 10.0 times as many: the calls of `workspaces`.',
  ])
})

test('a time that is too short to be measured proves nothing', () => {
  expect(findSteep(growth([1, 40]))).toEqual([])
})

test('each cell says how many times the smallest it is', () => {
  const report = writeGrowth([growth([30, 300])], 'here')
  expect(report).toContain('| Workspaces | 10 | 100 |')
  expect(report).toContain('| `workspaces`: time | 30 ms (1.0×) | 300 ms (10.0×) |')
  expect(report).toContain('| `workspaces`: calls to Mistral | 4 (1.0×) | 40 (10.0×) |')
  expect(report).toContain('| memory afterwards | 100 MB (1.0×) | 101 MB (1.0×) |')
})
