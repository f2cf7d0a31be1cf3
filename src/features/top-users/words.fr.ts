import { inside, plural } from '../../chatops/words/french.ts'
import type { Countable } from './report.ts'
import type { en } from './words.en.ts'

const counted: Record<Countable, string> = {
  messages: 'messages dans le Chat',
  conversations: 'conversations dans le Chat',
  agents: 'agents utilisés',
  files: 'fichiers dans le Chat',
  images: 'images dans le Chat',
}

/** "de messages", "d’agents". */
const of = (what: string): string => (/^[aeiouh]/i.test(what) ? `d’${what}` : `de ${what}`)

export const fr: typeof en = {
  summary: 'Qui utilise le plus le Chat, et à quel point cela dépend de quelques personnes',
  counted,
  by: {
    messages: 'Par messages',
    conversations: 'Par conversations',
    agents: 'Par agents',
    files: 'Par fichiers',
    images: 'Par images',
  },
  lead: (people, share, what) =>
    people === 1
      ? `Une seule personne représente ${share} des ${what}`
      : `${people} personnes représentent ${share} des ${what}`,
  people: (people, what) => `${plural(people, 'personne', 'personnes')}, par nombre ${of(what)}`,
  total: (period, total, what, people) => `${period} : ${total} ${what}, ${plural(people, 'personne', 'personnes')}`,
  subtitle: (what, days) => `${what.charAt(0).toUpperCase()}${what.slice(1)} par personne, ${days}, jours UTC`,
  ranks: (first, last) => `Rangs ${first} à ${last}`,
  own: (value, rank, total) => `Vous : *${value}*, rang ${rank} sur ${total}`,
  ownNone: (period) => `Vous : rien pour cette période (${inside(period)})`,
  nothing: (period, what) => `${period} : Mistral ne signale pas ${of(what)}`,
  notOffered:
    'Mistral n’a pas de statistiques d’usage du Chat pour cette Organisation, je ne peux donc pas dire qui l’utilise',
  tooFew: (period) => `${period} : moins de cinq personnes, leurs chiffres ne sont donc pas affichés`,
}
