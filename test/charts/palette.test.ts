import { describe, expect, test } from 'vitest'
import { ink, palette } from '../../src/charts/drawing/theme.ts'

type Rgb = readonly [number, number, number]

/** Machado, Oliveira and Fernandes (2009), for linear light, at full severity: what somebody sees who lacks one kind of cone. */
const sight: Readonly<Record<string, readonly [Rgb, Rgb, Rgb]>> = {
  full: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

const times = ([a, b, c]: Rgb, [x, y, z]: Rgb): number => a * x + b * y + c * z
const apply = ([r, g, b]: readonly [Rgb, Rgb, Rgb], color: Rgb): Rgb => [
  times(r, color),
  times(g, color),
  times(b, color),
]

function toLinear(hex: string): Rgb {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return [channel(1), channel(3), channel(5)]
}

/** CIE L*a*b*, in which equal distances look about equally different. */
function toLab(linear: Rgb): Rgb {
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116)
  const x = f(times([0.4124564, 0.3575761, 0.1804375], linear) / 0.95047)
  const y = f(times([0.2126729, 0.7151522, 0.072175], linear))
  const z = f(times([0.0193339, 0.119192, 0.9503041], linear) / 1.08883)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

function distance(one: string, other: string, seen: readonly [Rgb, Rgb, Rgb]): number {
  const [left, right] = [one, other].map((color) => toLab(apply(seen, toLinear(color))))
  return Math.hypot(...[0, 1, 2].map((axis) => (left?.[axis] ?? 0) - (right?.[axis] ?? 0)))
}

/** Red and green of the same lightness come to less than 10 for those who confuse them. */
const plainlyDifferent = 20

describe.each(Object.entries(sight))('with %s sight', (_, seen) => {
  const inOrder = [...palette, ink.other]
  test.each(inOrder.slice(1).map((color, index) => [inOrder[index]!, color]))('%s and %s beside it differ', (a, b) => {
    expect(distance(a, b, seen)).toBeGreaterThan(plainlyDifferent)
  })

  test('what matters stands out from its grey and from the paper', () => {
    for (const color of [ink.bar, ink.limit]) {
      expect(distance(color, ink.before, seen)).toBeGreaterThan(plainlyDifferent)
      expect(distance(color, ink.paper, seen)).toBeGreaterThan(plainlyDifferent)
    }
  })
})

test('the measure tells what is confused: red and green of one lightness', () => {
  expect(distance('#C04000', '#6E7A00', sight.deutan!)).toBeLessThan(plainlyDifferent)
  expect(distance('#C04000', '#6E7A00', sight.full!)).toBeGreaterThan(plainlyDifferent)
})
