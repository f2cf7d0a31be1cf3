import type { modal as en } from './modal-words.en.ts'

export const modal: typeof en = {
  loading: 'Chargement…',
  busy: 'En cours…',
  cancel: 'Annuler',
  close: 'Fermer',
  noForm:
    'Slack n’a pas accepté le formulaire que j’avais pour vous. Si une fenêtre charge encore, fermez-la et recommencez dans une minute.',
  noAnswer:
    'Slack n’a pas accepté ma réponse dans la fenêtre. Si elle charge encore ou dit que je suis au travail, fermez-la : rien de plus n’y viendra. Voici la réponse :',
}
