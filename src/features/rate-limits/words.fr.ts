import { plural } from '../../chatops/words/french.ts'
import type { en } from './words.en.ts'

const models = (count: number): string => plural(count, 'modèle', 'modèles')

export const fr: typeof en = {
  summary: 'La vitesse à laquelle chaque modèle peut être appelé, et la part utilisée de ses tokens du mois',
  finding: (model, share) => `${model} a utilisé ${share} de ses tokens du mois`,
  reached: (model) => `${model} a utilisé tous ses tokens du mois`,
  limits: (count) => `Limites de débit de ${models(count)}`,
  requests: (count) => `${plural(count, 'requête', 'requêtes')} par seconde pour toute l’Organisation`,
  unknownRequests: 'Mistral n’indique pas le nombre de requêtes par seconde',
  found: (found, total, search) => `${found} sur ${models(total)}, avec « ${search} » dans le nom`,
  total: (total) => `${models(total)} avec des limites de tokens`,
  noModels: 'Mistral n’indique aucune limite de tokens par modèle',
  ofMonth: (used, limit, share) => `${used} tokens utilisés sur ${limit} ce mois-ci (${share})`,
  month: (limit) => `${limit} tokens par mois`,
  notUsed: 'aucune utilisation indiquée',
  unknownMonth: 'limite mensuelle non indiquée',
  minute: (limit) => `${limit} par minute`,
  unknownMinute: 'limite par minute non indiquée',
  others: (count, example) => `${plural(count, 'autre', 'autres')} : cherchez avec \`${example}\``,
  usageMissing:
    '⚠ L’usage n’est pas disponible pour le moment, je ne peux donc pas dire quelle part des tokens est utilisée',
  source: (source) => `${source} ; Mistral indique ces limites pour l’Organisation, pas par Workspace`,
  subtitle: (days) => `Tokens en entrée, en sortie et en cache, ${days}, jours UTC`,
  panel: 'Ouvrir les limites chez Mistral',
  notOffered: 'Mistral n’indique pas de limites de débit à l’adresse que j’interroge',
  notOfferedHint:
    'Sa plus récente API d’administration le fait (`MISTRAL_ADMIN_API_URL=https://api.mistral.ai/v1/admin`). L’Admin Panel affiche aussi les limites.',
}
