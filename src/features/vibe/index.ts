import { defineCommand, defineFeature } from '../../chatops/contract.ts'
import { whereOffered } from '../../chatops/report/where-offered.ts'
import { drawVibe } from './chart.ts'
import { gatherVibe, parseVibe } from './gather.ts'
import { tabulateVibe } from './table.ts'
import { renderVibe } from './view.ts'
import { vibeWords } from './words.ts'

export const vibe = defineFeature({
  name: 'vibe',
  words: [vibeWords],
  commands: [
    defineCommand(
      whereOffered(
        {
          name: 'vibe',
          access: 'figures',
          summary: (reader) => vibeWords(reader).summary,
          usage: '[period] [share]',
          examples: ['vibe', 'vibe last month', 'vibe 7d share'],
          isShareable: true,
          parse: parseVibe,
          run: gatherVibe,
          render: renderVibe,
          draw: drawVibe,
          table: tabulateVibe,
        },
        (reader) => vibeWords(reader).notOffered,
      ),
    ),
  ],
})
