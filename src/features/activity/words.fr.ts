import { plural } from '../../chatops/words/french.ts'
import type { en } from './words.en.ts'

const count = {
  people: (people: string) => plural(people, 'personne', 'personnes'),
  messages: (messages: string) => plural(messages, 'message', 'messages'),
}

const busiest = (title: string) => (when: string, messages: string, people: string) =>
  `${title} : ${when}, ${count.messages(messages)}, ${count.people(people)}`

export const fr: typeof en = {
  summary: 'L’activité dans le Chat au fil du temps, et par combien de personnes',
  finding: (period, people, messages) =>
    people
      ? `${period} : ${plural(people, 'personne a envoyé', 'personnes ont envoyé')} ${count.messages(messages)} dans le Chat`
      : `${period} : ${count.messages(messages)} dans le Chat`,
  peopleChange: (change) => `Personnes : ${change}`,
  busiest: {
    hour: busiest('Heure la plus active'),
    day: busiest('Jour le plus actif'),
    week: busiest('Semaine la plus active'),
    month: busiest('Mois le plus actif'),
  },
  hidden: (steps) =>
    plural(
      steps,
      'période avec moins de cinq personnes n’est pas affichée',
      'périodes avec moins de cinq personnes ne sont pas affichées',
    ),
  digestTitle: 'Personnes dans le Chat',
  week: (people, change, messages) =>
    `*Le Chat*  ${count.people(people)}${change ? ` (${change})` : ''}, ${count.messages(messages)}`,
  nothing: (period) => `${period} : Mistral ne signale aucun message dans le Chat`,
  notOffered:
    'Mistral n’a pas de statistiques d’usage du Chat pour cette Organisation, je ne peux donc pas dire à quel point il est utilisé',
  by: { hour: 'Par heure', day: 'Par jour', week: 'Par semaine', month: 'Par mois' },
  topUsers: 'Principaux utilisateurs',
  messages: 'Messages',
  people: {
    hour: 'Personnes par heure',
    day: 'Personnes par jour',
    week: 'Personnes par semaine',
    month: 'Personnes par mois',
  },
  subtitle: (days) => `Le Chat, ${days}, UTC`,
}
