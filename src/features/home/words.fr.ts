import type { en } from './words.en.ts'

export const fr: typeof en = {
  settings: '*Réglages*',
  asOf: (time) => `Mis à jour : ${time}`,
  refresh: 'Actualiser',
}
