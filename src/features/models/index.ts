import { defineCommand, defineFeature } from '../../chatops/contract.ts'
import { parseModels } from './args.ts'
import { drawModels } from './chart.ts'
import { gatherModels } from './gather.ts'
import { tabulateModels } from './table.ts'
import { renderModels } from './view.ts'
import { modelsWords } from './words.ts'

export const models = defineFeature({
  name: 'models',
  words: [modelsWords],
  commands: [
    defineCommand({
      name: 'models',
      access: 'figures',
      summary: (reader) => modelsWords(reader).summary,
      usage: '[period] [by spend|tokens] [share]',
      examples: ['models', 'models last month', 'models 7d by tokens'],
      isShareable: true,
      parse: parseModels,
      run: gatherModels,
      render: renderModels,
      draw: drawModels,
      table: tabulateModels,
    }),
  ],
})
