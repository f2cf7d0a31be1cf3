import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gatherBody, parseJson, sizeOf } from '../../src/mistral/body.ts'

const million = 1024 * 1024

test('what arrives in chunks of any size is what was sent', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'grapheme' }),
      fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      async (text, sizes) => {
        const body = await gatherBody(cut(Buffer.from(JSON.stringify(text)), sizes))
        expect(parseJson(body)).toBe(text)
      },
    ),
  )
})

test.each([
  ['just below a block', million - 1],
  ['one block', million],
  ['some blocks and a half', 3.5 * million],
])('a large answer: %s', async (_, size) => {
  // Two bytes a letter, so that one is split between two blocks.
  const text = `a${'é'.repeat(size / 2)}`
  const bytes = Buffer.from(JSON.stringify(text))
  const body = await gatherBody(cut(bytes, [65_536, 11, 40_000]))
  expect(sizeOf(body)).toBe(bytes.length)
  expect(parseJson(body)).toBe(text)
  // Each moves to another thread without taking anybody else's bytes along.
  expect(new Set(body.map(({ buffer }) => buffer)).size).toBe(body.length)
})

test('chunks whose memory is used again are copied', async () => {
  const memory = Buffer.from('"one"')
  async function* reuse() {
    yield memory.subarray(0, 3)
    memory.fill('x')
    yield Buffer.from('ne"').subarray(1)
  }
  expect(parseJson(await gatherBody(reuse()))).toBe('one')
})

test('an answer without a body is empty', async () => {
  expect(await gatherBody(cut(Buffer.alloc(0), [1]))).toEqual([])
})

async function* cut(bytes: Buffer, sizes: readonly number[]) {
  for (let start = 0, turn = 0; start < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1
    yield bytes.subarray(start, start + size)
    start += size
  }
}
