import { expect, test } from 'vitest'
import { drawOnce } from '../../src/charts/once.ts'
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

test('a hundred people who ask for the same picture get one drawing', async () => {
  const { renderer, asked } = setUp()
  const pictures = await Promise.all(
    Array.from({ length: 100 }, (_, index) => renderer.render(examples.monthToDate('en'), { for: `U${index}` })),
  )
  expect(asked).toHaveLength(1)
  expect(new Set(pictures).size).toBe(1)
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
