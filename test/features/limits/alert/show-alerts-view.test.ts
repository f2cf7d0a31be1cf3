import { describe, expect, test } from 'vitest'
import { Decimal } from '../../../../src/domain/money/decimal.ts'
import { settingsModal } from '../../../../src/features/limits/alert/settings-form.ts'
import { type AlertsData, renderAlerts } from '../../../../src/features/limits/alert/show-alerts-view.ts'
import type { Told } from '../../../../src/features/limits/alert/signals.ts'
import { reader, sketch } from '../../sketch.ts'
import { now } from '../cards.ts'
import { sketchModal } from '../modals.ts'

const later = new Date('2026-11-20T23:00:00Z')
const settings = { levels: [80, 95, 100], mutedUntil: undefined }
const told: Told = {
  ...{ month: '2026-11', limit: '45000', currency: 'EUR', use: Decimal.of(43_180), level: 95 },
  ...{ stopsOn: '2026-11-25', isUrgent: true, isSuspended: true, urgentAt: now },
}
const burst = {
  id: 'b-1',
  limit: '45000',
  isSuspended: true,
  isOver: false,
  taken: undefined,
  shown: null,
  driver: undefined,
}

const alerts = (change: Partial<AlertsData> = {}): AlertsData => ({
  ...{ now, channel: 'CFINOPS', hasKey: true, trouble: undefined, settings, told: undefined, burst: undefined },
  ...{ lookedAt: now, pollMinutes: 5, unusual: [] },
  ...change,
})

describe('/mistral alerts', () => {
  test.each<[string, AlertsData, boolean]>([
    ['with nothing said yet', alerts(), false],
    ['to somebody who decides', alerts({ told }), true],
    ['in a burst, to somebody who decides', alerts({ told, burst }), true],
    [
      'in a burst that somebody is on',
      alerts({ told, burst: { ...burst, taken: { slackId: 'UCLAIRE', at: now } } }),
      true,
    ],
    ['muted', alerts({ settings: { levels: [60], mutedUntil: later } }), false],
    ['muted once, and no more', alerts({ settings: { ...settings, mutedUntil: new Date(now.getTime() - 1) } }), false],
    ['in a channel that another company reads', alerts({ trouble: 'external' }), false],
    ['with no figures of late', alerts({ lookedAt: undefined }), false],
    ['without a channel', alerts({ channel: undefined }), true],
    ['without a key', alerts({ hasKey: false }), true],
  ])('%s', (_state, data, isDecider) => {
    expect(sketch(renderAlerts(data, reader({ isDecider })))).toMatchSnapshot()
  })

  test('in French', () => {
    const french = reader({ language: 'fr', locale: 'fr-FR', isDecider: true })
    const muted = { levels: [80, 95], mutedUntil: later }
    expect(sketch(renderAlerts(alerts({ told, burst }), french))).toMatchSnapshot()
    expect(sketch(renderAlerts(alerts({ settings: muted, trouble: 'external' }), french))).toMatchSnapshot()
    expect(sketchModal(settingsModal(muted, now, french))).toMatchSnapshot()
  })

  test('opens a form with the present levels, and how long it is muted', () => {
    expect(sketchModal(settingsModal(settings, now, reader()))).toMatchSnapshot()
    expect(sketchModal(settingsModal({ ...settings, mutedUntil: later }, now, reader()))).toMatchSnapshot()
    const again = { note: 'Slack did not answer.', typed: { levels: '70', mute: 'month' } }
    expect(sketchModal(settingsModal(settings, now, reader(), again))).toMatchSnapshot()
  })
})
