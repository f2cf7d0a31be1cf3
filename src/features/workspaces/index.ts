import { defineCommand, defineFeature } from '../../chatops/contract.ts'
import { drawWorkspaces } from './chart.ts'
import { gatherWorkspaces, parseWorkspaces } from './gather.ts'
import { tabulateWorkspaces } from './table.ts'
import { renderWorkspaces } from './view.ts'
import { workspacesWords } from './words.ts'

export const workspaces = defineFeature({
  name: 'workspaces',
  words: [workspacesWords],
  commands: [
    defineCommand({
      name: 'workspaces',
      access: 'figures',
      summary: (reader) => workspacesWords(reader).summary,
      usage: '[period] [share]',
      examples: ['workspaces', 'workspaces last month', 'workspaces 7d share'],
      isShareable: true,
      showsNames: true,
      parse: parseWorkspaces,
      run: gatherWorkspaces,
      render: renderWorkspaces,
      draw: drawWorkspaces,
      table: tabulateWorkspaces,
    }),
  ],
})
