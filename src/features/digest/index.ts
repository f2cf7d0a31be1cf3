import { defineAuditActions, defineCommand, defineFeature } from '../../chatops/contract.ts'
import { weeklyCron } from './cron.ts'
import { gatherDigest } from './gather.ts'
import { openReport } from './open.ts'
import { postWeekly, sendNow } from './post.ts'
import { drawDigest, renderDigest } from './view.ts'
import { digestWords } from './words.ts'

/** The week in one post: what it cost, where the month stands, what moved, what was decided, what there is to do. */
export const digest = defineFeature({
  name: 'digest',
  words: [digestWords],
  settings: ['DIGEST_CHANNEL', 'DIGEST_AT'],
  commands: [
    defineCommand({
      name: 'digest',
      access: 'figures',
      summary: (reader) => digestWords(reader).summary,
      usage: '[send]',
      examples: ['digest', 'digest send'],
      isShareable: true,
      parse: (words) => words.rest(),
      run: (context) => gatherDigest(context),
      render: renderDigest,
      draw: drawDigest,
    }),
  ],
  acts: [{ name: 'digest send', access: 'decide', act: sendNow }],
  clicks: { 'digest.open': { access: 'figures', act: openReport } },
  schedules: [
    {
      name: 'digest.weekly',
      cron: ({ config }) => (config.places.digest ? weeklyCron(config.digestAt) : undefined),
      zone: ({ config }) => config.timeZone,
      // Two weeks of standstill are one post about the last week, not two about the past.
      catchUp: 'latest',
      run: postWeekly,
    },
  ],
  auditActions: defineAuditActions(
    { 'digest.sending': ['share'], 'digest.sent': ['share'] },
    (reader) => digestWords(reader).actions,
  ),
  refusals: (reader) => digestWords(reader).refusals,
})
