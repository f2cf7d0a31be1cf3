import { createHash } from 'node:crypto'
import { createChartRenderer } from '../../src/charts/renderer.ts'
import { examples } from './examples.ts'

// Run on its own by renderer.test.ts, in an environment without fonts.
const renderer = createChartRenderer()
const png = await renderer.render(examples.topUsers('en'))
await renderer.close()
process.stdout.write(createHash('sha256').update(png).digest('hex'))
