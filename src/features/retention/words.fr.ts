import { plural } from '../../chatops/words/plural.ts'
import type { en } from './words.en.ts'

export const fr: typeof en = {
  removed: (count, day) => `J’ai supprimé ${plural(count, 'entrée', 'entrées')} de la piste d’audit d’avant le ${day}`,
  setting: (months) => `Ce qui est terminé depuis ${months} mois est supprimé, comme le veut \`RETENTION_MONTHS\`.`,
  kept: (count) =>
    count === 1
      ? '1 entrée plus ancienne reste : une demande ouverte, un plafond en cours ou un mois clos en dépend.'
      : `${count} entrées plus anciennes restent : des demandes ouvertes, des plafonds en cours ou des mois clos en dépendent.`,
  checkpoint: (sequence, hash) =>
    `La piste reprend au point de contrôle de l’entrée ${sequence} : ${hash}. \`npm run audit:verify\` la vérifie, aussi avec des exports plus anciens.`,
  actions: { 'trail.pruned': 'a supprimé d’anciennes entrées' },
}
