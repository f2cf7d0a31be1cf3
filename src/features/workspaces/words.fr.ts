import { inside, plural, to } from '../../chatops/words/french.ts'
import type { en } from './words.en.ts'

const workspaces = (count: number) => plural(count, 'Workspace', 'Workspaces')

export const fr: typeof en = {
  summary: 'La dépense de chaque Workspace, la part de son plafond, ses propriétaires, et ceux qui ont le plus bougé',
  finding: (period, total, count) => `${period} : ${total} dans ${workspaces(count)}`,
  findingUnknown: (period, count) =>
    `${period} : de l’usage dans ${workspaces(count)}, mais aucun montant que je puisse calculer`,
  nothing: (period) => `${period} : Mistral n’indique aucun Workspace`,
  noAnswer: (period) => `${period} : Mistral n’a répondu pour aucun Workspace`,

  reached: (names, count) => `🔴 ${names} ${count === 1 ? 'a épuisé son plafond' : 'ont épuisé leur plafond'}`,
  near: (names, count, share) =>
    `⚠ ${names} ${count === 1 ? `dépasse ${share} de son plafond` : `dépassent ${share} de leur plafond`}`,
  willReach: (name, when, later) =>
    `⚠ À ce rythme, ${name} atteint son plafond ≈ ${when}${later > 0 ? `, ${plural(later, 'autre', 'autres')} plus tard ce mois-ci` : ''}`,
  allHold: (share) => `Aucun plafond n’est utilisé à plus de ${share}`,
  noCaps: 'Aucun Workspace n’a de plafond',

  movers: (rows, against, isWholeDays) =>
    `Plus fortes évolutions : ${rows}, par rapport ${to(against)}${isWholeDays ? ', jours entiers' : ''}`,
  mover: (name, difference, share, isLess) =>
    `${isLess ? '▼' : '▲'} ${name} ${difference}${share ? ` (${share})` : ''}`,

  capped: 'Plafonds, du plus proche de sa limite au plus éloigné',
  uncapped: 'Sans plafond',
  capsOfMonths: 'Les plafonds comptent par mois : demandez un seul mois pour voir leur utilisation',
  capsOfToday:
    'Plafonds actuels ; leur utilisation est calculée à partir de l’usage et des prix, Mistral ne l’indique pas',
  ofCap: (amount, cap, share) => `*${amount}* sur ${cap} (${share})`,
  capOf: (amount, cap) => `*${amount}*, plafond de ${cap}`,
  atLeast: (amount) => `≥ ${amount}`,
  capReachedAt: (when) => `atteint ≈ ${when}`,

  people: (members) => plural(members, 'membre', 'membres'),
  owners: (names, count) => `${count === 1 ? 'propriétaire' : 'propriétaires'} : ${names}`,
  ownerCount: (count) => plural(count, 'propriétaire', 'propriétaires'),
  noOwner: 'aucun propriétaire',
  moreOwners: (count) => plural(count, 'autre', 'autres'),

  otherCaps: (count, share) => `${plural(count, 'autre', 'autres')}, aucun au-dessus de ${share}`,
  others: (count, amount) => `${plural(count, 'autre', 'autres')}  *${amount}*`,
  restName: 'Workspaces archivés, ou hors Workspace',
  rest: (amount) => `Dans des Workspaces archivés, ou hors Workspace  *${amount}*`,
  archived: (names, count) => `${count === 1 ? 'Archivé' : `${count} archivés`} : ${names}`,
  missingMembers: '⚠ Les membres n’ont pas pu être lus, les propriétaires ne sont donc pas affichés',
  askAdmin: 'Un admin peut modifier les plafonds et les propriétaires dans l’Admin Panel de Mistral.',
  panel: 'Ouvrir les plafonds dans l’Admin Panel',

  chart: {
    near: (name, share, period) => `${name} a utilisé ${share} de son plafond (${inside(period)})`,
    leads: (name, share, period) => `${name} représente ${share} de la dépense (${inside(period)})`,
    leadsCounted: (name, share, period) => `${name} représente ${share} de ce qui a pu être compté (${inside(period)})`,
    subtitle: (days, isRunning) =>
      `Dépense par Workspace, ${days}${isRunning ? ', journée en cours comprise' : ''}, jours UTC`,
    caps: 'Part du plafond utilisée',
    perMonth: 'Par mois',
    other: 'Autres',
    spend: 'Dépense',
    spendWithChange: (against) => `Dépense, et évolution par rapport ${to(against)}`,
    others: (count) => plural(count, 'autre', 'autres'),
  },
}
