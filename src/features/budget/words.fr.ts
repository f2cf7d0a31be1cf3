import { inside, plural } from '../../chatops/words/french.ts'
import type { en } from './words.en.ts'

const budgets = (count: number): string => plural(count, 'budget', 'budgets')

export const fr: typeof en = {
  digestTitle: 'Budgets',
  digestOf: (month) => `*Budgets en ${inside(month)}*`,
  summary:
    'Ce qu’un mois peut coûter, pour l’Organisation, un Workspace ou un centre de coûts, et la part déjà utilisée',
  none: 'Il n’y a aucun budget',
  noneHint: (slash) =>
    `Un admin ou un responsable de facturation chez Mistral peut en fixer un avec \`${slash} budget set\`. Un budget ne fait qu’informer : il n’arrête rien chez Mistral.`,
  over: (over, total) => `${over} sur ${budgets(total)} ${over === 1 ? 'épuisé' : 'épuisés'}`,
  within: (total) => (total === 1 ? 'Le budget tient jusqu’ici' : `Les ${budgets(total)} tiennent jusqu’ici`),
  withinKnown: (within, total) =>
    `${within} sur ${budgets(total)} ${within === 1 ? 'tient' : 'tiennent'} jusqu’ici ; ${plural(total - within, 'autre n’a pas pu être vérifié', 'autres n’ont pas pu être vérifiés')}`,
  unknown: (total) => `Utilisation inconnue pour ${budgets(total)}`,
  notRead: (name, amount) => `${name} : ${amount}. Son usage n’a pas pu être lu pour le moment`,
  mixed: (name, amount) =>
    `${name} : ${amount}. Ses Workspaces sont facturés en plusieurs devises, que je n’additionne pas`,
  others: (count) => plural(count, 'autre, moins utilisé', 'autres, moins utilisés'),
  incomplete:
    '⚠ Une partie de l’usage est sans prix ou illisible, l’utilisation réelle peut donc dépasser celle affichée',
  source: (source) =>
    `${source} ; un budget ne fait qu’informer. Il n’arrête rien chez Mistral, contrairement au plafond de dépense`,
  subtitle: (days) => `Dépense de ce mois, ${days}, en part de chaque budget, jours UTC`,
  organization: 'Organisation',
  costCenter: (name) => `Centre de coûts ${name}`,
  setTitle: 'Fixer un budget',
  removeTitle: 'Supprimer un budget',
  set: 'Fixer un budget…',
  remove: 'Supprimer un budget…',
  submit: 'Fixer',
  submitRemove: 'Supprimer',
  scope: 'Pour',
  scopeOrganization: 'Toute l’Organisation',
  more: (count, slash) =>
    `${plural(count, 'autre', 'autres')} : indiquez son nom, comme dans \`${slash} budget set workspace:"Support bot"\` ou \`${slash} budget set cost-center:"4711"\`.`,
  amount: (currency) => (currency ? `Montant par mois (${currency})` : 'Montant par mois'),
  amountHint: 'Montant entier, par exemple 20000 ou 20k. Un budget n’arrête rien chez Mistral.',
  field: {
    notANumber: 'Indiquez un montant entier supérieur à zéro, par exemple 20000.',
    otherCurrency: (currency) => `Mistral facture en ${currency} : indiquez le montant en ${currency}.`,
  },
  wasSet: (name, amount) =>
    `✅ ${name} : ${amount} par mois.\nIl ne fait qu’informer : rien ne change chez Mistral, et rien n’est arrêté quand il est épuisé.`,
  wasRemoved: (name) => `✅ ${name} : supprimé.`,
  wasGone: 'Quelqu’un a déjà supprimé ce budget.',
  nothingToRemove: 'Il n’y a aucun budget à supprimer.',
  alert: {
    willExceed: (when) => `À ce rythme, il sera épuisé ≈ ${when}`,
    meaning: (slash) =>
      `Rien n’est arrêté chez Mistral : un budget ne fait qu’informer. Tous les budgets : \`${slash} budget\``,
  },
  actions: { 'budget.set': 'a fixé un budget', 'budget.removed': 'a supprimé un budget' },
}
