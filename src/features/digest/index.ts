import { defineAuditActions, defineFeature } from '../../chatops/contract.ts'
import { subscribeBySettings } from './first.ts'
import { digestForm, editClick, subscribeAct, subscribeClick } from './form.ts'
import {
  endClick,
  listActs,
  listClick,
  pauseClick,
  previewAct,
  previewClick,
  resumeClick,
  sendAct,
  sendClick,
} from './manage.ts'
import { tellOwners } from './notices.ts'
import { postOccurrence } from './occurrence.ts'
import { openReport } from './open.ts'
import { digestPersonalData } from './personal-data.ts'
import { previewCommand } from './preview-command.ts'
import { digestKinds } from './store/changes.ts'
import { digestMigrations } from './store/schema.ts'
import { digestMove } from './store/slack-move.ts'
import { subscribedIds } from './store/workspace-ids.ts'
import { digestWords } from './words.ts'

/** The week or the month in one post: what it cost, where the month stands, what moved, what was decided, what there is to do. */
export const digest = defineFeature({
  name: 'digest',
  words: [digestWords],
  settings: ['DIGEST_CHANNEL', 'DIGEST_AT'],
  migrations: digestMigrations,
  personalData: [digestPersonalData],
  slackMove: digestMove,
  starts: [subscribeBySettings, subscribedIds.start],
  commands: [previewCommand],
  homeSettings: [
    { access: 'figures', line: 'digest subscribe', label: (reader) => digestWords(reader).buttons.home },
    { access: 'figures', line: 'digest list', label: (reader) => digestWords(reader).buttons.list },
  ],
  acts: [subscribeAct, ...listActs, previewAct, sendAct],
  clicks: {
    'digest.open': { access: 'figures', act: openReport },
    'digest.mute': pauseClick,
    'digest.settings': editClick,
    'digest.subscribe': subscribeClick,
    'digest.list': listClick,
    'digest.preview': previewClick,
    'digest.send': sendClick,
    'digest.pause': pauseClick,
    'digest.resume': resumeClick,
    'digest.edit': editClick,
    'digest.end': endClick,
  },
  forms: { 'digest.form': digestForm },
  occurrences: { [digestKinds.post]: postOccurrence },
  jobs: { [digestKinds.tell]: tellOwners, ...subscribedIds.jobs },
  auditActions: defineAuditActions(
    {
      'digest.sending': ['share'],
      'digest.sent': ['share'],
      'digest.subscribed': ['digest'],
      'digest.changed': ['digest'],
      'digest.paused': ['digest'],
      'digest.resumed': ['digest'],
      'digest.unsubscribed': ['digest'],
      'digest.passed': ['digest'],
    },
    (reader) => digestWords(reader).actions,
  ),
  refusals: (reader) => digestWords(reader).refusals,
})
