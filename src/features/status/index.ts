import { defineCommand, defineFeature } from '../../chatops/contract.ts'
import { gatherStatus } from './gather.ts'
import { renderStatus } from './view.ts'
import { statusWords } from './words.ts'

export const status = defineFeature({
  name: 'status',
  words: [statusWords],
  commands: [
    defineCommand({
      name: 'status',
      // No figures here, and whoever cannot be recognized because Mistral is away needs it most.
      access: 'member',
      summary: (reader) => statusWords(reader).summary,
      examples: ['status'],
      parse: (words) => words.rest(),
      run: gatherStatus,
      render: renderStatus,
    }),
  ],
})
