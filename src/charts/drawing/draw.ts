import type { SKRSContext2D } from '@napi-rs/canvas'
import { swatchSize } from '../layout/key.ts'
import type { Label, Rule, Swatch } from '../layout/scene.ts'
import { cssFont, ink, page } from './theme.ts'

/** Opaque and framed: the same picture in Slack's light and dark themes. */
export function drawPaper(ctx: SKRSContext2D): void {
  const { width, height } = page
  ctx.fillStyle = ink.paper
  ctx.fillRect(0, 0, width, height)
  ctx.strokeStyle = ink.frame
  ctx.lineWidth = 2
  ctx.strokeRect(1, 1, width - 2, height - 2)
}

export function drawRule(ctx: SKRSContext2D, { from, to, color, width, dash }: Rule): void {
  ctx.save()
  ctx.strokeStyle = color
  ctx.lineWidth = width
  ctx.setLineDash(dash ? [...dash] : [])
  ctx.beginPath()
  ctx.moveTo(...from)
  ctx.lineTo(...to)
  ctx.stroke()
  ctx.restore()
}

export function drawSwatch(ctx: SKRSContext2D, { x, y, color }: Swatch): void {
  ctx.fillStyle = color
  ctx.beginPath()
  ctx.roundRect(x - swatchSize / 2, y - swatchSize / 2, swatchSize, swatchSize, 4)
  ctx.fill()
}

export function drawLabel(ctx: SKRSContext2D, label: Label): void {
  ctx.save()
  ctx.font = cssFont(label)
  ctx.direction = startsRightToLeft(label.text) ? 'rtl' : 'ltr'
  ctx.textAlign = 'left'
  ctx.textBaseline = 'alphabetic'
  // Half the height of capitals below the middle: "middle" would differ from font to font.
  const baseline = label.y + label.size * 0.36
  // A white edge keeps text readable where it has to cross a line.
  ctx.strokeStyle = ink.paper
  ctx.lineWidth = 6
  ctx.lineJoin = 'round'
  ctx.strokeText(label.text, label.box.left, baseline)
  ctx.fillStyle = label.color
  ctx.fillText(label.text, label.box.left, baseline)
  ctx.restore()
}

const startsRightToLeft = (text: string): boolean =>
  /^\P{L}*[\p{sc=Hebr}\p{sc=Arab}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}]/u.test(text)
