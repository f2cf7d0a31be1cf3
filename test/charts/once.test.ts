import { expect, test } from 'vitest'
import { drawOnce } from '../../src/charts/once.ts'
import { createChartRenderer } from '../../src/charts/renderer.ts'
import type { Chart } from '../../src/domain/chart.ts'
import { examples } from './examples.ts'

function setUp(draw: (chart: Chart) => Promise<Buffer> = async (chart) => Buffer.from(chart.title)) {
  const asked: Chart[] = []
  const renderer = drawOnce({
    render: (chart) => {
      asked.push(chart)
      return draw(chart)
    },
    close: async () => {},
  })
  return { renderer, asked }
}

test('a hundred people who ask for the same picture get one drawing, together or one after another', async () => {
  let drawn = 0
  const draw = async () => Buffer.from(`drawing ${++drawn}`)
  const renderer = drawOnce(createChartRenderer({ draw }))
  const ask = (user: string) => renderer.render(examples.monthToDate('en'), { for: user })
  const together = await Promise.all(Array.from({ length: 99 }, (_, index) => ask(`U${index}`)))
  const later = await ask('U99')
  expect(new Set([...together, later].map(String))).toEqual(new Set(['drawing 1']))
  await renderer.close()
})

test('whoever gave up gets nothing that lies there already', async () => {
  const { renderer, asked } = setUp()
  const signal = AbortSignal.abort(new Error('gone'))
  await expect(renderer.render(examples.monthToDate('en'), { signal })).rejects.toThrow('gone')
  expect(asked).toEqual([])
})

test('another word, language or number is another picture', async () => {
  const { renderer, asked } = setUp()
  const chart = examples.monthToDate('en')
  for (const other of [chart, { ...chart, title: 'Other' }, examples.monthToDate('fr')]) await renderer.render(other)
  expect(asked).toHaveLength(3)
})

test('a drawing that failed is tried again', async () => {
  let fails = true
  const { renderer, asked } = setUp(async () => {
    if (fails) throw new Error('no canvas')
    return Buffer.from('png')
  })
  await expect(renderer.render(examples.monthToDate('en'))).rejects.toThrow('no canvas')
  fails = false
  expect(await renderer.render(examples.monthToDate('en'))).toEqual(Buffer.from('png'))
  expect(asked).toHaveLength(2)
})

test('what nobody asked for in a while is forgotten', async () => {
  const { renderer, asked } = setUp()
  const chart = examples.monthToDate('en')
  for (let index = 0; index <= 32; index++) await renderer.render({ ...chart, title: `Picture ${index}` })
  await renderer.render({ ...chart, title: 'Picture 32' })
  expect(asked).toHaveLength(33)
  await renderer.render({ ...chart, title: 'Picture 0' })
  expect(asked).toHaveLength(34)
})
