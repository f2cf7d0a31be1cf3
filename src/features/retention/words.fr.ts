import type { RemovedKind } from '../../chatops/retention/retention.ts'
import { listAll } from '../../chatops/words/french.ts'
import { plural } from '../../chatops/words/plural.ts'
import type { en } from './words.en.ts'

const kinds: Readonly<Record<RemovedKind, readonly [one: string, many: string]>> = {
  requests: ['demande close', 'demandes closes'],
  warnings: ['avertissement urgent', 'avertissements urgents'],
  'limit-changes': ['avis de plafond modifié chez Mistral', 'avis de plafonds modifiés chez Mistral'],
  'unusual-days': ['jour inhabituel', 'jours inhabituels'],
  imports: ['import annulé', 'imports annulés'],
  posts: ['trace d’un message envoyé', 'traces de messages envoyés'],
  'group-members': ['ancien membre d’un groupe d’utilisateurs', 'anciens membres de groupes d’utilisateurs'],
}

const list = (rows: readonly (readonly [RemovedKind, number])[]): string =>
  listAll(rows.map(([kind, count]) => plural(count, ...kinds[kind])))

export const fr: typeof en = {
  removed: (count, day) => `J’ai supprimé ${plural(count, 'entrée', 'entrées')} de la piste d’audit d’avant le ${day}`,
  removedRows: (rows, day) => `J’ai supprimé ${list(rows)} d’avant le ${day}`,
  alsoRows: (rows) => `J’ai aussi supprimé ${list(rows)}.`,
  setting: (months) => `Ce qui est terminé depuis ${months} mois est supprimé, comme le veut \`RETENTION_MONTHS\`.`,
  kept: (count) =>
    count === 1
      ? '1 entrée plus ancienne reste : une demande ouverte, un plafond en cours ou un mois clos en dépend.'
      : `${count} entrées plus anciennes restent : des demandes ouvertes, des plafonds en cours ou des mois clos en dépendent.`,
  checkpoint: (sequence, hash) =>
    `La piste reprend au point de contrôle de l’entrée ${sequence} : ${hash}. \`npm run audit:verify\` la vérifie, aussi avec des exports plus anciens.`,
  noted: (sequence, hash) =>
    `L’entrée ${sequence} de la piste d’audit en fait foi : ${hash}. La piste elle-même n’a rien perdu.`,
  actions: {
    'trail.pruned': 'a supprimé d’anciennes entrées',
    'retention.removed': 'a supprimé ce qui est terminé depuis longtemps',
  },
}
