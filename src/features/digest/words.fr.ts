import type { en } from './words.en.ts'

export const fr: typeof en = {
  summary: 'Les sept derniers jours en une publication : la dépense, ce qui a bougé, où en est le mois',
  week: (days, amount) => `${days} : ${amount}`,
  weekSame: (days, amount) => `${days} : ${amount}, comme la semaine précédente`,
  weekChanged: (days, amount, change, isPart) =>
    `${days} : ${amount}, ${change} par rapport à la semaine précédente${isPart ? ', sur ce qui a un prix des deux côtés' : ''}`,
  noUsage: (days) => `${days} : Mistral ne signale aucun usage`,
  month: (name, spent) => `${name} : ${spent}`,
  monthOfLimit: (name, spent, limit, share) => `${name} : ${spent} sur ${limit} (${share})`,
  landing: (amount) => `prévision ≈ ${amount}`,
  landingAtLeast: (amount) => `prévision de ${amount} ou plus`,
  outlook: (soFar, landing, verdict) => `${soFar}, ${landing}${verdict ? ` : ${verdict}` : ''}`,
  cannotTell: 'je ne peux pas dire si le plafond suffira',
  holds: 'le plafond devrait suffire',
  mayReach: 'le plafond pourrait être atteint',
  reached: (when) => `⚠ à ce rythme, plafond atteint ≈ ${when}`,
  suspended: '🔴 *L’accès à l’API est suspendu.*',
  workspaces: (movers) => `*Workspaces*  ${movers}`,
  models: (movers) => `*Modèles*  ${movers}`,
  gaps: '⚠ Une partie de l’usage est sans prix ou illisible, et n’est pas comptée.',
  before: 'hors TVA, licences et remises',
  subtitle: (days) => `Dépense API par jour, ${days}, comparée à la semaine précédente, jours UTC`,
  weekBefore: 'Semaine précédente',
  thisWeek: 'Cette semaine',
  open: 'Ouvrir le rapport',
  posted: (channel) => `Publié dans ${channel}.`,
  head: (sequence, hash) => `Piste d’audit jusqu’ici : entrée ${sequence}, ${hash}`,
  notPosted: (channel, why) => `⚠ Le récapitulatif hebdomadaire n’a pas pu être publié dans ${channel}. ${why}`,
  refusals: {
    noDigestChannel:
      'Aucun canal n’est défini pour le récapitulatif. L’admin de ce bot doit renseigner `DIGEST_CHANNEL`.',
    digestExternal:
      'Des personnes extérieures à l’entreprise peuvent lire ce canal, je n’y publie donc aucun chiffre. L’admin de ce bot doit choisir un canal interne pour `DIGEST_CHANNEL`.',
    digestArchived: 'Ce canal est archivé. L’admin de ce bot doit en choisir un autre pour `DIGEST_CHANNEL`.',
    digestUnreachable:
      'Je ne suis pas dans ce canal, ou il n’existe plus. Invitez-moi, ou demandez à l’admin de ce bot d’en choisir un autre pour `DIGEST_CHANNEL`.',
  },
  actions: {
    'digest.sending': 'a commencé à publier le récapitulatif',
    'digest.sent': 'a publié le récapitulatif',
  },
}
