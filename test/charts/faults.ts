import { page } from '../../src/charts/drawing/theme.ts'
import { type Box, type Label, overlapArea, type Scene } from '../../src/charts/layout/scene.ts'

/** What would spoil a picture: texts on one another, texts or plots that leave it, texts that say nothing. */
export function findFaults(scene: Scene): string[] {
  const { labels, plots, swatches } = scene
  const outside = labels.filter(({ box }) => !isInside(box)).map((label) => `leaves the picture: ${label.text}`)
  const blank = labels.filter(({ text }) => text.trim() === '').map(() => 'a text is empty')
  const thin = plots
    .filter(({ box }) => box.right - box.left < 40 || box.bottom - box.top < 20 || !isInside(box))
    .map((plot) => `a plot without room: ${JSON.stringify(plot.box)}`)
  const together = labels.flatMap((label, index) =>
    labels
      .slice(index + 1)
      .filter((other) => overlapArea(shrink(label), shrink(other)) > 0)
      .map((other) => `on one another: ${label.text} | ${other.text}`),
  )
  const covered = swatches.flatMap(({ x, y }) =>
    labels
      .filter(({ box }) => overlapArea({ left: x - 8, right: x + 8, top: y - 8, bottom: y + 8 }, box) > 0)
      .map(({ text }) => `on a swatch: ${text}`),
  )
  return [...outside, ...blank, ...thin, ...together, ...covered]
}

const isInside = ({ left, top, right, bottom }: Box): boolean =>
  left >= 10 && top >= 8 && right <= page.width - 10 && bottom <= page.height - 8

/** The box of a text has room for accents above capitals and for descenders, which hardly ever meet. */
const shrink = ({ box, size }: Label): Box => ({ ...box, top: box.top + size * 0.12, bottom: box.bottom - size * 0.12 })
