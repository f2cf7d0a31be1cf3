import { plural } from '../../chatops/words/french.ts'
import type { forms as en } from './form-words.en.ts'

/** The modal in which a digest is made and changed. */
export const forms: typeof en = {
  title: { make: 'Nouveau récapitulatif', edit: 'Récapitulatif' },
  save: { make: 'Abonner', edit: 'Enregistrer' },
  channel: 'Canal',
  channelHint: 'Tous les membres du canal verront ces chiffres. Invitez-moi d’abord dans un canal privé.',
  rhythm: 'Fréquence',
  rhythms: {
    weekly: 'Chaque semaine : les sept derniers jours',
    monthly: 'Chaque mois, le premier jour ouvré : le mois écoulé',
  },
  weekday: 'Jour de la semaine',
  weekdays: ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'],
  weekdayHint: 'Pour un récapitulatif hebdomadaire.',
  time: 'Heure',
  zone: 'Fuseau horaire',
  zoneHint: 'Par exemple Europe/Paris. L’heure d’été et l’heure d’hiver sont suivies.',
  language: 'Langue',
  workspaces: 'Workspaces',
  workspacesHint:
    'Laissez ce champ vide pour toute l’Organisation, ce qui demande le rôle d’admin ou de facturation chez Mistral.',
  noWorkspaces: 'Je ne peux pas obtenir de Mistral la liste des Workspaces pour le moment.',
  keptWorkspaces: (count) =>
    count === 0
      ? 'Le récapitulatif porte sur toute l’Organisation.'
      : `Le récapitulatif porte toujours sur ${count === 1 ? 'le Workspace choisi' : `les ${count} Workspaces choisis`} auparavant.`,
  moreWorkspaces: (shown, all) => `Les ${shown} premiers sur ${plural(all, 'Workspace', 'Workspaces')}, par nom.`,
  sections: 'Rubriques',
  parts: {
    movers: 'Ce qui a augmenté et baissé',
    attention: 'Ce qui demande votre attention',
    chart: 'Graphique',
    details: 'Détails dans le fil',
  },
  onlyOrganization: (parts) =>
    `Un récapitulatif de certains Workspaces n’a que ces rubriques : ${parts}. Les autres portent sur toute l’Organisation.`,
  errors: {
    channel: 'Choisissez un canal.',
    time: 'Indiquez une heure, par exemple 09:00.',
    zone: 'Je ne connais pas ce fuseau horaire. Indiquez-en un comme Europe/Paris.',
  },
  saved: {
    make: (digest, next) => `Canal abonné. ${digest}. Première publication : ${next}.`,
    edit: (digest, next) => `Enregistré. ${digest}. Prochaine publication : ${next}.`,
    paused: (digest, slash) =>
      `Enregistré. ${digest}. Il est toujours en pause : reprenez-le avec \`${slash} digest list\`.`,
  },
}
