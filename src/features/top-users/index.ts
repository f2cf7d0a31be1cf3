import { defineCommand, defineFeature } from '../../chatops/contract.ts'
import { parseActivity } from '../../chatops/report/activity.ts'
import { whereOffered } from '../../chatops/report/where-offered.ts'
import { drawTopUsers } from './chart.ts'
import { gatherTopUsers } from './gather.ts'
import { countables } from './report.ts'
import { tabulateTopUsers } from './table.ts'
import { renderTopUsers } from './view.ts'
import { topUsersWords } from './words.ts'

export const topUsers = defineFeature({
  name: 'top-users',
  words: [topUsersWords],
  commands: [
    defineCommand(
      whereOffered(
        {
          name: 'top-users',
          access: 'figures',
          summary: (reader) => topUsersWords(reader).summary,
          usage: '[period] [by messages|conversations|agents|files|images] [share]',
          examples: ['top-users', 'top-users last month', 'top-users 7d by conversations'],
          isShareable: true,
          showsNames: true,
          parse: (words, now) => parseActivity(words, now, countables),
          run: gatherTopUsers,
          render: renderTopUsers,
          draw: drawTopUsers,
          table: tabulateTopUsers,
        },
        (reader) => topUsersWords(reader).notOffered,
      ),
    ),
  ],
})
