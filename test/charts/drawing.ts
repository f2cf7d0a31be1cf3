import { readFileSync } from 'node:fs'
import { type Canvas, createCanvas, loadImage } from '@napi-rs/canvas'

/** Small enough to forgive a hair's breadth, large enough to notice a text that moved or vanished. */
export const thumbnail = { width: 300, height: 157 } as const

export async function toThumbnail(png: Buffer | string): Promise<Canvas> {
  const image = await loadImage(typeof png === 'string' ? readFileSync(png) : png)
  const canvas = createCanvas(thumbnail.width, thumbnail.height)
  const context = canvas.getContext('2d')
  context.imageSmoothingQuality = 'high'
  context.drawImage(image, 0, 0, thumbnail.width, thumbnail.height)
  return canvas
}

/** The share of pixels that clearly differ. */
export function compareThumbnails(one: Canvas, other: Canvas): number {
  const [left, right] = [one, other].map((canvas) => {
    return canvas.getContext('2d').getImageData(0, 0, thumbnail.width, thumbnail.height).data
  })
  let different = 0
  for (let index = 0; index < (left?.length ?? 0); index += 4) {
    const distance = [0, 1, 2].map((channel) =>
      Math.abs((left?.[index + channel] ?? 0) - (right?.[index + channel] ?? 0)),
    )
    if (Math.max(...distance) > 48) different += 1
  }
  return different / (thumbnail.width * thumbnail.height)
}
