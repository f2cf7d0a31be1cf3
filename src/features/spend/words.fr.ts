import { inside, plural, to } from '../../chatops/words/french.ts'
import type { en } from './words.en.ts'

export const fr: typeof en = {
  summary: 'Ce qui a été dépensé, la prévision de fin de mois et ce qui l’explique',

  headline: (period, total) => `${period} : ${total}`,
  headlineUnknown: (period) => `${period} : de l’usage, mais aucun montant que je puisse calculer`,
  headlineOfLimit: (period, total, limit, share) => `${period} : ${total} sur ${limit} (${share})`,
  headlineOtherCurrency: (period, total, limit) => `${period} : ${total} ; plafond de ${limit}, dans une autre devise`,
  inWorkspace: (period, workspace) => `${period}, ${workspace}`,

  suspended: (use, limit) =>
    `🔴 *L’accès à l’API est suspendu* : ${use} utilisés sur ${limit}. Un admin peut relever le plafond.`,
  suspendedSomewhere: '🔴 *L’accès à l’API est suspendu*. Un admin peut relever le plafond.',
  landing: (landing, low, high) => `Fin de mois prévue à ${landing} (${low}–${high})`,
  landingAtLeast: (landing) =>
    `Fin de mois prévue à ${landing} ou plus, car une partie de l’usage est sans prix ou illisible`,
  outlook: (landing, verdict) => `${landing} : ${verdict}`,
  cannotTell: 'je ne peux pas dire si le plafond suffira',
  willHold: 'le plafond devrait suffire',
  mayNotHold: 'le plafond pourrait être atteint',
  willNotHold: (when) => `⚠ à ce rythme, plafond atteint ≈ ${when}`,
  tooEarly: 'Il est trop tôt pour prévoir la fin du mois',
  countedUse: (use, difference, share) =>
    `Mistral compte ${use} pour le plafond${share ? ` (${share})` : ''}, soit ${difference} par rapport à cette somme`,

  nothingSpent: (period) => `${period} : aucune dépense`,
  nothingSpentDetail: 'Mistral signale de l’usage, entièrement gratuit.',
  noUsage: (period) => `${period} : Mistral ne signale aucun usage`,
  noUsageDetail:
    'Cela ne veut pas dire une dépense nulle : l’Organisation est peut-être récente, ou cette période est antérieure à ses données.',

  other: (amount, count) => `${plural(count, 'autre', 'autres')} ${amount}`,
  otherRow: (count) => plural(count, 'autre', 'autres'),
  earlierDays: (count) => plural(count, 'jour précédent', 'jours précédents'),
  highestDay: ({ day, amount, share, times }) =>
    `Jour le plus élevé : *${day}*  *${amount}*${share ? `  ${share}` : ''}${times ? `, ${times} fois un jour habituel` : ''}`,
  drivenBy: (model, amount, usual) => `Dû surtout à ${model} : ${amount} ce jour-là, ${usual} d’habitude`,
  withoutDay: 'sans jour',
  noWorkspace: 'hors Workspace',
  restOfWorkspaces: 'sans réponse, ou hors Workspace',
  by: { category: 'Par catégorie', model: 'Par modèle', day: 'Par jour', workspace: 'Par Workspace' },

  chart: {
    heading: (period, landing) => `${period} : ${landing} prévus à ce rythme`,
    headingOver: (period, landing, over) => `${period} : ${landing} prévus à ce rythme, ${over} au-dessus du plafond`,
    headingUnder: (period, landing, limit) => `${period} : ${landing} prévus à ce rythme, sur ${limit}`,
    suspended: (limit) => `L’accès à l’API est suspendu : le plafond de ${limit} est épuisé`,
    cost: (period, total) => `${period} : ${total} dépensés`,
    costMore: (period, total, share, isLess, against) =>
      `${period} : ${total} dépensés, ${share} de ${isLess ? 'moins' : 'plus'} par rapport ${to(against)}`,
    atLeast: (landing) => `au moins ${landing}`,
    leadsCounted: (name, share, period) => `${name} représente ${share} de ce qui a pu être compté (${inside(period)})`,
    leads: (name, share, period) => `${name} représente ${share} de la dépense (${inside(period)})`,
    perDay: 'Par jour',
    perMonth: 'Par mois',
    limit: 'Plafond',
    other: 'Autres',
  },

  sharesOfCounted: '⚠ Les pourcentages portent sur ce qui est compté ici',
  missingLimit: '⚠ Le plafond n’a pas pu être lu, il n’est donc pas affiché',
}
