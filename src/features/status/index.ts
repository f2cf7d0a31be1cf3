import { defineCommand, defineFeature } from '../../chatops/feature.ts'
import { gatherStatus } from './gather.ts'
import { renderStatus } from './view.ts'

export const status = defineFeature({
  name: 'status',
  commands: [
    defineCommand({
      name: 'status',
      access: 'figures',
      summary: (messages) => messages.status.summary,
      examples: ['status'],
      parse: (words) => words.rest(),
      run: gatherStatus,
      render: renderStatus,
    }),
  ],
})
