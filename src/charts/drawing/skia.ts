import './system-fonts-off.ts'
import { createCanvas, Image, registerFont } from '@napi-rs/canvas/node-canvas.js'
import type { ChartConfiguration } from 'chart.js'
import { ChartJSNodeCanvas, type ChartJSNodeCanvasOptions } from 'chartjs-node-canvas'
import { page } from './theme.ts'

/** `canvas` is Skia here, and what chartjs-node-canvas expects of it is behind another entry of the package. */
class SkiaChart extends ChartJSNodeCanvas {
  constructor(options: ChartJSNodeCanvasOptions) {
    super(options)
    Object.assign(this, { _createCanvas: createCanvas, _registerFont: registerFont, _image: Image })
  }
}

// One for the life of the process: each new one loads chart.js again, which is never freed.
const chart = new SkiaChart({ width: page.width, height: page.height })

/** Draws at once and encodes on another thread. The configuration is changed by it: give it one of its own. */
export const encodePng = async (config: ChartConfiguration): Promise<Buffer> => chart.renderToBuffer(config)
