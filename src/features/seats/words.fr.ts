import { plural } from '../../chatops/words/french.ts'
import type { en } from './words.en.ts'

const products: Record<string, string> = { CHAT: 'le Chat', MISTRAL_CODE: 'Vibe Code' }
const people = (count: string) => plural(count, 'personne', 'personnes')
const seatsOf = (count: string) => plural(count, 'licence', 'licences')

export const fr: typeof en = {
  summary: 'Combien de licences sont attribuées et combien sont utilisées, pour le Chat et Vibe Code',
  product: (key) => products[key] ?? key.toLowerCase().replaceAll('_', ' '),

  finding: (period, active, seats, share) =>
    `${period} : ${active} licences utilisées sur ${seats} pour le Chat (${share})`,
  findingMembers: (period, active, members) => `${period} : ${active} membres sur ${members} ont utilisé le Chat`,
  findingGivenOut: (period, count) =>
    `${period} : ${plural(count, 'licence attribuée', 'licences attribuées')} pour le Chat`,
  findingUnknown: (period) => `${period} : Mistral n’indique ni les licences ni qui est actif`,
  few: 'moins de cinq',

  active: (change) => `Personnes actives · ${change}`,
  given: (product, count) => `${product} : ${seatsOf(count)}`,
  used: (count, share, idle) =>
    `${plural(count, 'active', 'actives')} (${share}), ${plural(idle, 'inactive', 'inactives')}`,
  usedByFew: 'moins de cinq personnes actives',
  usedADay: (count, share, day) => `au plus ${people(count)} par jour (${share}), le ${day}`,
  usedADayByFew: 'moins de cinq personnes par jour',
  notUsed: 'personne d’actif',
  withoutSeat: (count) =>
    `${plural(count, 'personne a utilisé', 'personnes ont utilisé')} le Chat sans licence actuelle`,
  fewWithoutSeat: 'Moins de cinq personnes ont utilisé le Chat sans licence actuelle',
  noSeat: (count) => plural(count, 'membre n’a pas de licence', 'membres n’ont pas de licence'),
  invites: (count) => plural(count, 'invitation est en attente', 'invitations sont en attente'),

  seatsNotSaid:
    'Mistral n’indique pas les licences de cette Organisation. La version la plus récente de l’API d’administration (`https://api.mistral.ai/v1/admin` dans `MISTRAL_ADMIN_API_URL`) les donne pour chaque membre.',
  notOffered: (product) =>
    `${product} : Mistral n’a pas de statistiques d’usage pour cette Organisation, je ne peux donc pas dire qui est actif. Elles font partie des statistiques d’une offre Enterprise.`,
  missing: (product) => `⚠ ${product} : Mistral n’a pas répondu pour dire qui est actif`,
  perDay: 'Vibe Code est compté par jour : Mistral n’indique pas qui sont les personnes',
  bought:
    'Le nombre de licences achetées ne figure que dans l’Admin Panel : l’API d’administration de Mistral ne l’indique pas.',
  panel: 'Ouvrir la facturation dans l’Admin Panel',
  panelMembers: 'Ouvrir les membres dans l’Admin Panel',

  chart: {
    subtitle: (days, isRunning) =>
      `Personnes actives par jour et licences attribuées, ${days}${isRunning ? ', journée en cours comprise' : ''}, jours UTC`,
    level: 'Licences',
    hidden: 'Les jours avec moins de cinq personnes ne sont pas affichés',
  },
}
