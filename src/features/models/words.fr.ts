import { inside, plural, to } from '../../chatops/words/french.ts'
import type { Unit } from '../../domain/usage/unit.ts'
import type { en } from './words.en.ts'

const groups: Record<string, string> = {
  input: 'en entrée',
  output: 'en sortie',
  cached: 'en cache',
  training: 'en entraînement',
}
const tokenKinds: Record<string, string> = {
  input: 'Entrée',
  output: 'sortie',
  cached: 'cache',
  training: 'entraînement',
}

const units: Record<Exclude<Unit, 'tokens'>, [one: string, many: string]> = {
  pages: ['page', 'pages'],
  seconds: ['seconde d’audio', 'secondes d’audio'],
  characters: ['caractère', 'caractères'],
  calls: ['appel', 'appels'],
  units: ['unité', 'unités'],
}

const per: Record<Unit, string> = {
  tokens: 'par million',
  characters: 'par million',
  pages: 'les 1 000',
  calls: 'les 1 000',
  seconds: 'par heure',
  units: 'l’unité',
}

const models = (count: number) => plural(count, 'modèle', 'modèles')

export const fr: typeof en = {
  summary: 'Ce que coûte chaque modèle et pour quoi : entrée, sortie, cache, et le prix par million',
  by: { spend: 'Par dépense', tokens: 'Par tokens' },
  finding: (period, total, tokens, count) => `${period} : ${total} pour ${tokens} tokens, ${models(count)}`,
  findingUnknown: (period, tokens) => `${period} : ${tokens} tokens, mais aucun montant que je puisse calculer`,

  kind: (group, tokens, amount) => `${tokenKinds[group] ?? group} ${tokens} pour ${amount}`,
  tokens: (group, count) => `${count} ${groups[group] ?? group}`,
  units: (unit, count, isOne) => `${count} ${units[unit][isOne ? 0 : 1]}`,
  at: (what, price, unit) => (unit === 'tokens' ? `${what} à ${price}` : `${what} à ${price} ${per[unit]}`),
  onAverage: (price) => `≈ ${price}`,
  average: (price) => `${price} par million de tokens en moyenne`,
  free: (count) => `${count} tokens non facturés`,
  unpriced: (counted) => `sans prix : ${counted}`,

  legend: 'Tokens et leur prix par million',
  legendAverage: '≈ : plusieurs prix, leur moyenne',
  rest: (count, amount, tokens) => `${plural(count, 'autre', 'autres')}  *${amount}*  ${tokens} tokens`,
  noUsage: (period) => `${period} : Mistral ne signale aucune utilisation de modèles`,

  chart: {
    leads: (model, share, period) => `${model} représente ${share} de la dépense (${inside(period)})`,
    leadsCounted: (model, share, period) =>
      `${model} représente ${share} de ce qui a pu être compté (${inside(period)})`,
    leadsTokens: (model, share, period) => `${model} représente ${share} des tokens (${inside(period)})`,
    subtitle: (days, isRunning) =>
      `Dépense et tokens par modèle, ${days}${isRunning ? ', journée en cours comprise' : ''}, jours UTC`,
    spend: 'Dépense',
    spendWithChange: (against) => `Dépense, et évolution par rapport ${to(against)}`,
    tokens: 'Tokens des plus importants',
    kinds: { input: 'Entrée', output: 'Sortie', cached: 'Cache' },
    otherKind: 'Autres tokens',
    perMonth: 'Par mois',
    other: 'Autres',
    others: (count) => plural(count, 'autre', 'autres'),
  },
}
