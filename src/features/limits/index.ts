import { defineFeature } from '../../chatops/contract.ts'
import { remindOfRequest, tellOutcome } from './announce.ts'
import { applyRaise } from './apply.ts'
import { checkBackup } from './backup-check.ts'
import { breakGlassAct, breakGlassForm } from './break-glass.ts'
import { doneClick } from './by-hand.ts'
import { keepCards } from './card.ts'
import { approveClick, approveForm, denyClick, denyForm } from './decide.ts'
import { endRaise } from './endings.ts'
import { expireRaise } from './expire.ts'
import { jobKinds } from './follow-up.ts'
import { keepClick, tryLaterClick } from './keep.ts'
import { limitsPersonalData } from './personal-data.ts'
import { requestAct, requestForm } from './request.ts'
import { limitMigrations } from './schema.ts'
import { showLimits } from './show.ts'
import { remindOfEnd, tellEnding } from './tell-ending.ts'
import { withdrawClick } from './withdraw.ts'
import { limitsWords } from './words.ts'

export const limits = defineFeature({
  name: 'limits',
  refusals: (reader) => limitsWords(reader).refusals,
  words: [limitsWords],
  personalData: [limitsPersonalData],
  commands: [showLimits],
  acts: [requestAct('raise'), requestAct('lower'), requestAct('set'), requestAct('remove'), breakGlassAct],
  clicks: {
    'limits.approve': approveClick,
    'limits.deny': denyClick,
    'limits.withdraw': withdrawClick,
    'limits.done': doneClick,
    'limits.keep': keepClick,
    'limits.try-later': tryLaterClick,
  },
  forms: {
    'limits.request': requestForm,
    'limits.approve': approveForm,
    'limits.deny': denyForm,
    'limits.break-glass': breakGlassForm,
  },
  jobs: {
    [jobKinds.cards]: keepCards,
    [jobKinds.apply]: applyRaise,
    [jobKinds.expire]: expireRaise,
    [jobKinds.remind]: remindOfRequest,
    [jobKinds.tell]: tellOutcome,
    [jobKinds.end]: endRaise,
    [jobKinds.remindEnd]: remindOfEnd,
    [jobKinds.tellEnd]: tellEnding,
  },
  starts: [checkBackup],
  optionalScopes: {
    'channels:history':
      'after a crash, whether a message went out; after a restored backup, where the audit trail stood',
    'groups:history': 'the same for a private approvals channel',
    'im:history': 'the same for direct messages of the bot’s own',
  },
  migrations: limitMigrations,
})
