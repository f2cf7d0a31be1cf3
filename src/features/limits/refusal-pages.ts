import type { PanelPage } from '../../chatops/admin-panel.ts'
import type { refusals } from './refusals.en.ts'

/** Refusals that end in the Admin Panel, and on which page. */
export const refusalPages = {
  nobodyDecides: 'billing',
  tooFewDecide: 'billing',
  notThereYet: 'billing',
  writesOff: 'billing',
} as const satisfies Partial<Record<keyof typeof refusals, PanelPage>>
