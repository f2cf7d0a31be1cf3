import { isOne, plural } from '../../chatops/words/french.ts'
import type { Concern } from './report.ts'
import type { en } from './words.en.ts'

const keys = (count: number): string => plural(count, 'clé d’API', 'clés d’API')

/** With the noun for the first of them, without it for those behind it. */
const said: Record<Concern, (count: number, noun: string, days: number) => string> = {
  expiring: (count, noun, days) => `${noun} ${isOne(count) ? 'expire' : 'expirent'} sous ${days} jours`,
  expired: (count, noun, days) => `${noun} ${isOne(count) ? 'a' : 'ont'} expiré depuis moins de ${days} jours`,
  left: (count, noun) =>
    `${noun} ${isOne(count) ? 'a été créée' : 'ont été créées'} par une personne qui n’est plus membre`,
  unused: (count, noun, days) => `${noun} ${isOne(count) ? 'n’a pas servi' : 'n’ont pas servi'} depuis ${days} jours`,
}

export const fr: typeof en = {
  digestTitle: 'Clés d’API',
  summary: 'Les clés d’API qui expirent bientôt, qui ne servent pas, ou dont le créateur n’est plus membre',
  finding: (counts) =>
    counts
      .map(({ concern, count, days }, index) => said[concern](count, index === 0 ? keys(count) : String(count), days))
      .join(', '),
  todo: (finding) => `*À faire :* ${finding}`,
  inOrder: (total) =>
    total === 1 ? 'La seule clé d’API est en ordre' : `Toutes les clés d’API (${total}) sont en ordre`,
  noneOfKind: (total) => `Aucune clé de ce type parmi ${keys(total)}`,
  none: 'Mistral n’indique aucune clé d’API',
  total: (total) => `${keys(total)} au total`,
  unnamed: 'clé sans nom',
  expires: (day, days) =>
    days === 0
      ? `expire aujourd’hui, ${day}`
      : `expire le ${day}, ${days === 1 ? 'demain' : `dans ${plural(days, 'jour', 'jours')}`}`,
  expired: (day) => `a expiré après le ${day}`,
  left: 'son créateur n’est plus membre',
  unusedSince: (day) => `a servi pour la dernière fois le ${day}`,
  neverUsed: 'n’a jamais servi',
  madeBy: (maker) => `créée par ${maker}`,
  noWorkspace: 'sans Workspace',
  inWorkspace: (workspace, concerns) => `${workspace} : ${concerns}`,
  short: {
    expiring: (count) => `${count} ${isOne(count) ? 'expire' : 'expirent'} bientôt`,
    expired: (count) => plural(count, 'expirée', 'expirées'),
    left: (count) => `${plural(count, 'créée', 'créées')} par une personne qui n’est plus membre`,
    unused: (count) => plural(count, 'inutilisée', 'inutilisées'),
  },
  others: (count) => `${plural(count, 'autre', 'autres')} ; l’Admin Panel les affiche toutes`,
  otherWorkspaces: (count, concerns) => `${plural(count, 'autre Workspace', 'autres Workspaces')} : ${concerns}`,
  namesFor: 'Les noms des clés sont réservés aux admins et aux responsables de facturation',
  source: (source) => `${source} ; Mistral indique qui a créé une clé, pas qui s’en sert`,
  show: {
    expiring: 'Expirent bientôt',
    expired: 'Expirées',
    left: 'Créateur parti',
    unused: 'Inutilisées',
  },
  panel: 'Ouvrir les clés d’API chez Mistral',
  alert: (slash) => `\`${slash} keys\` les montre aux admins et responsables de facturation.`,
  seeKeys: 'Voir les clés',
  notOffered: 'Mistral n’indique pas de clés d’API à l’adresse que j’interroge',
  notOfferedHint:
    'Sa plus récente API d’administration le fait (`MISTRAL_ADMIN_API_URL=https://api.mistral.ai/v1/admin`). L’Admin Panel affiche aussi les clés.',
  actions: { 'keys.viewed': 'a consulté qui a créé des clés d’API' },
}
