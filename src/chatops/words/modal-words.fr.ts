import type { modal as en } from './modal-words.en.ts'

export const modal: typeof en = {
  loading: 'Chargement…',
  busy: 'En cours…',
  cancel: 'Annuler',
  close: 'Fermer',
}
