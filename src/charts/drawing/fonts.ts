import { createRequire } from 'node:module'
import './system-fonts-off.ts'
import { createCanvas, GlobalFonts } from '@napi-rs/canvas'
import { covers, readCoverage } from './coverage.ts'
import { cssFont, type Font } from './theme.ts'

const { resolve } = createRequire(import.meta.url)

/** Full static fonts: Skia fakes the bold of variable ones and does not merge subsets. */
const files = {
  Inter: [
    resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
    resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf'),
    resolve('@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf'),
  ],
  // Arabic, Hebrew and symbols, which Inter lacks.
  'DejaVu Sans': [resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'), resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf')],
}

for (const [family, paths] of Object.entries(files)) {
  for (const path of paths) {
    if (!GlobalFonts.registerFromPath(path, family)) throw new Error(`cannot read the font ${path}`)
  }
}

const coverage = [...readCoverage(files.Inter[0] ?? ''), ...readCoverage(files['DejaVu Sans'][0] ?? '')]
const known = new Map<number, boolean>()

/** Whether the shipped fonts have a glyph for this character. */
export function hasGlyph(character: string): boolean {
  const codePoint = character.codePointAt(0) ?? 0
  const remembered = known.get(codePoint)
  if (remembered !== undefined) return remembered
  const isCovered = covers(coverage, codePoint)
  known.set(codePoint, isCovered)
  return isCovered
}

const ruler = createCanvas(1, 1).getContext('2d')

export function measureText(text: string, font: Font): number {
  ruler.font = cssFont(font)
  return ruler.measureText(text).width
}
