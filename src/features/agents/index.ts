import { defineCommand, defineFeature } from '../../chatops/contract.ts'
import { firstChatDay, parseActivity, readWindows } from '../../chatops/report/activity.ts'
import { whereOffered } from '../../chatops/report/where-offered.ts'
import type { ActivityPeriod } from '../../domain/usage/activity.ts'
import { drawAgents } from './chart.ts'
import { agentCounts, reportAgents } from './report.ts'
import { tabulateAgents } from './table.ts'
import { renderAgents } from './view.ts'
import { agentsWords } from './words.ts'

export const agents = defineFeature({
  name: 'agents',
  words: [agentsWords],
  commands: [
    defineCommand(
      whereOffered(
        {
          name: 'agents',
          access: 'figures',
          summary: (reader) => agentsWords(reader).summary,
          usage: '[period] [by messages|users|conversations] [share]',
          examples: ['agents', 'agents last month', 'agents 7d by users'],
          isShareable: true,
          parse: (words, now) => parseActivity(words, now, agentCounts),
          run: async (context, args) => {
            const { mistral, clock } = context
            const read = (window: ActivityPeriod) => mistral.agentActivity(window)
            return reportAgents(await readWindows(args, read, firstChatDay(context)), args, clock.now())
          },
          render: renderAgents,
          draw: drawAgents,
          table: tabulateAgents,
        },
        (reader) => agentsWords(reader).notOffered,
      ),
    ),
  ],
})
