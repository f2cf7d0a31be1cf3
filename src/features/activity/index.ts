import { defineCommand, defineFeature } from '../../chatops/contract.ts'
import { whereOffered } from '../../chatops/report/where-offered.ts'
import { drawActivity } from './chart.ts'
import { activityDigest } from './digest.ts'
import { gatherActivity, parseBuckets } from './gather.ts'
import { tabulateActivity } from './table.ts'
import { renderActivity } from './view.ts'
import { activityWords } from './words.ts'

export const activity = defineFeature({
  name: 'activity',
  words: [activityWords],
  digest: activityDigest,
  commands: [
    defineCommand(
      whereOffered(
        {
          name: 'activity',
          access: 'figures',
          summary: (reader) => activityWords(reader).summary,
          usage: '[period] [by hour|day|week|month] [share]',
          examples: ['activity', 'activity last quarter by week', 'activity today by hour'],
          isShareable: true,
          parse: parseBuckets,
          run: gatherActivity,
          render: renderActivity,
          draw: drawActivity,
          table: tabulateActivity,
        },
        (reader) => activityWords(reader).notOffered,
      ),
    ),
  ],
})
