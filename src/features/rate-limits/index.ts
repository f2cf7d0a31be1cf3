import { defineCommand, defineFeature } from '../../chatops/contract.ts'
import { drawRateLimits } from './chart.ts'
import { gatherRateLimits } from './gather.ts'
import { tabulateRateLimits } from './table.ts'
import { renderRateLimits } from './view.ts'
import { rateLimitsWords } from './words.ts'

export const rateLimits = defineFeature({
  name: 'rate-limits',
  words: [rateLimitsWords],
  commands: [
    defineCommand({
      name: 'rate-limits',
      access: 'figures',
      summary: (reader) => rateLimitsWords(reader).summary,
      usage: '[model] [share]',
      examples: ['rate-limits', 'rate-limits large', 'rate-limits codestral'],
      isShareable: true,
      parse: (words) => words.rest(),
      run: gatherRateLimits,
      render: renderRateLimits,
      draw: drawRateLimits,
      table: tabulateRateLimits,
    }),
  ],
})
