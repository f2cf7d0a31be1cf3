import { defineFeature } from '../../chatops/contract.ts'
import { onItClick } from './alert/on-it.ts'
import { settingsAct, settingsForm } from './alert/settings-form.ts'
import { showAlerts } from './alert/show-alerts.ts'
import { tellAlert, tellStale } from './alert/tell-alert.ts'
import { keepBurst, tellBurstAgain } from './alert/tell-burst.ts'
import { tellCap } from './alert/tell-cap.ts'
import { findStalePoll, keepWatch, startWatch } from './alert/watch.ts'
import { keepCapWatch } from './alert/watch-caps.ts'
import { limitActions } from './audit-actions.ts'
import { checkBackup, lookBackAgain, onceLookedBack } from './backup/check.ts'
import { tellRestored } from './backup/close-all.ts'
import { remindOfRequest, tellOutcome } from './card/announce.ts'
import { keepCards } from './card/card.ts'
import { applyRaise } from './change/apply.ts'
import { doneClick } from './decision/by-hand.ts'
import { approveClick, approveForm, denyClick, denyForm } from './decision/decide.ts'
import { limitsDigest } from './digest.ts'
import { changeBackClick, keepOutsideClick } from './drift/clicks.ts'
import { driftJob } from './drift/notice.ts'
import { driftPersonalData } from './drift/personal-data.ts'
import { driftMigrations } from './drift/schema.ts'
import { tellDrift } from './drift/tell.ts'
import { endRaise } from './ending/endings.ts'
import { keepClick, tryLaterClick } from './ending/keep.ts'
import { remindOfEnd, tellEnding } from './ending/tell-ending.ts'
import { pollGauges, requestGauges } from './gauges.ts'
import { requestsHome } from './home/requests.ts'
import { refusalPages } from './refusal-pages.ts'
import { breakGlassAct, breakGlassForm } from './request/break-glass.ts'
import { expireRaise } from './request/expire.ts'
import { refreshClick } from './request/refresh.ts'
import { askClick, requestAct, requestForm } from './request/request.ts'
import { withdrawClick } from './request/withdraw.ts'
import { limitsHome, showLimits } from './show.ts'
import { jobKinds } from './store/follow-up.ts'
import { limitsLeaving } from './store/leaving.ts'
import { limitsPersonalData } from './store/personal-data.ts'
import { limitsRetention } from './store/retention.ts'
import { limitMigrations } from './store/schema.ts'
import { limitsMove } from './store/slack-move.ts'
import { checkRequests } from './store/trail-check.ts'
import { expectedClick, expectedForm } from './unusual/expect-day.ts'
import { redrawUnusualDay, unusualDayJob, unusualDaySchedule } from './unusual/tell-day.ts'
import { limitsWords } from './words.ts'

export const limits = defineFeature({
  name: 'limits',
  refusals: (reader) => limitsWords(reader).refusals,
  refusalPages,
  words: [limitsWords],
  personalData: [limitsPersonalData, driftPersonalData],
  retention: limitsRetention,
  slackMove: limitsMove,
  leaving: limitsLeaving,
  auditActions: limitActions,
  digest: limitsDigest,
  home: [limitsHome, requestsHome],
  homeSettings: [{ access: 'decide', line: 'alerts settings', label: (reader) => limitsWords(reader).home.alerts }],
  trailChecks: [checkRequests],
  commands: [showLimits, showAlerts],
  acts: [requestAct('raise'), requestAct('lower'), requestAct('set'), requestAct('remove'), breakGlassAct, settingsAct],
  clicks: {
    'limits.ask': askClick,
    'limits.term': refreshClick,
    'limits.amount': refreshClick,
    'limits.approve': approveClick,
    'limits.deny': denyClick,
    'limits.withdraw': withdrawClick,
    'limits.done': doneClick,
    'limits.keep': keepClick,
    'limits.try-later': tryLaterClick,
    'limits.keep-outside': keepOutsideClick,
    'limits.change-back': changeBackClick,
    'limits.on-it': onItClick,
    'limits.expected': expectedClick,
  },
  forms: {
    'limits.request': requestForm,
    'limits.approve': approveForm,
    'limits.deny': denyForm,
    'limits.break-glass': breakGlassForm,
    'limits.alert-settings': settingsForm,
    'limits.expected': expectedForm,
  },
  jobs: {
    [jobKinds.cards]: keepCards,
    [jobKinds.apply]: onceLookedBack(applyRaise),
    [jobKinds.expire]: expireRaise,
    [jobKinds.remind]: remindOfRequest,
    [jobKinds.tell]: tellOutcome,
    [jobKinds.end]: onceLookedBack(endRaise),
    [jobKinds.remindEnd]: remindOfEnd,
    [jobKinds.tellEnd]: tellEnding,
    [jobKinds.lookBack]: lookBackAgain,
    [jobKinds.restored]: tellRestored,
    [jobKinds.watch]: keepWatch,
    [jobKinds.alert]: tellAlert,
    [driftJob]: tellDrift,
    [jobKinds.stale]: tellStale,
    [jobKinds.watchCaps]: keepCapWatch,
    [jobKinds.capAlert]: tellCap,
    [jobKinds.burst]: keepBurst,
    [jobKinds.burstAgain]: tellBurstAgain,
    [unusualDayJob]: redrawUnusualDay,
  },
  schedules: [unusualDaySchedule],
  starts: [checkBackup, startWatch],
  settings: ['ALERTS_CHANNEL', 'POLL_INTERVAL', 'HEARTBEAT_URL'],
  optionalScopes: {
    'channels:history':
      'after a crash, whether a message went out; after a restored backup, where the audit trail stood',
    'groups:history': 'the same for a private approvals channel',
  },
  gauges: [requestGauges, pollGauges],
  troubleChecks: [findStalePoll],
  migrations: [...limitMigrations, ...driftMigrations],
})
